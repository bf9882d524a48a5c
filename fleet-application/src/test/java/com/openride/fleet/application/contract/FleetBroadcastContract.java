package com.openride.fleet.application.contract;

import static com.openride.fleet.application.contract.Samples.IKEJA;
import static com.openride.fleet.application.contract.Samples.NOON;
import static com.openride.fleet.application.contract.Samples.anyDriver;
import static com.openride.fleet.application.contract.Samples.anyRider;
import static com.openride.fleet.application.contract.Samples.inIkeja;
import static com.openride.fleet.application.contract.Samples.planned;
import static com.openride.fleet.application.contract.Samples.to;
import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.application.port.out.FleetBroadcast;
import com.openride.fleet.application.port.out.FleetBroadcast.Registration;
import com.openride.fleet.domain.access.Actor;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.alert.Alert;
import com.openride.fleet.domain.alert.AlertDetails;
import com.openride.fleet.domain.alert.AlertId;
import com.openride.fleet.domain.alert.AlertKind;
import com.openride.fleet.domain.alert.AlertReport;
import com.openride.fleet.domain.alert.AlertStep;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.driver.Duty;
import com.openride.fleet.domain.event.FleetEvent;
import com.openride.fleet.domain.event.FleetEvent.AlertChanged;
import com.openride.fleet.domain.event.FleetEvent.DriverMoved;
import com.openride.fleet.domain.event.FleetEvent.DriverStatusChanged;
import com.openride.fleet.domain.event.FleetEvent.DriverTripChanged;
import com.openride.fleet.domain.event.FleetEvent.DriversMoved;
import com.openride.fleet.domain.event.FleetEvent.DutyChanged;
import com.openride.fleet.domain.event.FleetEvent.EtaChanged;
import com.openride.fleet.domain.event.FleetEvent.TripProgressed;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.Eta;
import com.openride.fleet.domain.trip.EtaEstimate;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link FleetBroadcast} must do, whatever it is built on. */
public interface FleetBroadcastContract {

    FleetBroadcast broadcast();

    /** Another instance of the same fleet; {@link #broadcast()} itself when there is only one. */
    default FleetBroadcast elsewhere() {
        return broadcast();
    }

    /** Returns once every listening has begun and everything published so far has been delivered. */
    default void settle() {}

    @Test
    default void tells_watchers_here_and_elsewhere_once() { // background 40
        FleetEvent event = move();
        List<FleetEvent> here = heardBy(broadcast(), event);
        List<FleetEvent> there = heardBy(elsewhere(), event);

        publish(event);

        assertThat(here).containsExactly(event);
        assertThat(there).containsExactly(event);
    }

    @Test
    default void carries_every_kind_of_event_whole() {
        for (FleetEvent event : oneOfEach()) {
            List<FleetEvent> there = heardBy(elsewhere(), event);

            publish(event);

            assertThat(there).containsExactly(event);
        }
    }

    @Test
    default void does_not_tell_watchers_of_other_topics() {
        List<FleetEvent> heard = heardBy(broadcast(), move());

        publish(move());

        assertThat(heard).isEmpty();
    }

    @Test
    default void does_not_replay_the_past() {
        FleetEvent event = move();
        publish(event);

        List<FleetEvent> heard = heardBy(broadcast(), event);
        settle();

        assertThat(heard).isEmpty();
    }

    @Test
    default void once_a_listening_has_begun_everything_from_everywhere_is_heard() {
        for (int round = 0; round < 100; round++) {
            FleetEvent event = move();
            List<FleetEvent> heard = new CopyOnWriteArrayList<>();
            var begun = elsewhere().listen(event.topic(), heard::add).begun().toCompletableFuture();
            begun.orTimeout(10, TimeUnit.SECONDS).join();

            broadcast().publish(event);
            settle();

            assertThat(heard).containsExactly(event);
        }
    }

    @Test
    default void falls_silent_once_the_registration_is_closed_even_twice() {
        FleetEvent event = move();
        List<FleetEvent> heard = new CopyOnWriteArrayList<>();
        Registration registration = broadcast().listen(event.topic(), heard::add);
        settle();
        registration.close();
        registration.close();

        publish(event);

        assertThat(heard).isEmpty();
    }

    @Test
    default void closing_one_registration_leaves_another_of_the_same_listener() {
        FleetEvent event = move();
        List<FleetEvent> heard = new CopyOnWriteArrayList<>();
        Registration first = broadcast().listen(event.topic(), heard::add);
        broadcast().listen(event.topic(), heard::add);
        first.close();
        first.close();

        publish(event);

        assertThat(heard).containsExactly(event);
    }

    @Test
    default void tells_the_events_of_one_thread_in_order() {
        Trip trip = planned(anyDriver(), NOON, anyRider());
        List<FleetEvent> events =
                LongStream.range(0, 200).mapToObj(version -> eta(trip, version)).toList();
        List<FleetEvent> here = heardBy(broadcast(), events.get(0));
        List<FleetEvent> there = heardBy(elsewhere(), events.get(0));

        publish(events.toArray(FleetEvent[]::new));

        assertThat(here).isEqualTo(events);
        assertThat(there).isEqualTo(events);
    }

    @Test
    default void keeps_the_order_when_a_watcher_publishes_while_it_hears() {
        Trip trip = planned(anyDriver(), NOON, anyRider());
        FleetEvent cause = eta(trip, 1);
        FleetEvent effect = eta(trip, 2);
        broadcast().listen(cause.topic(), event -> publishAfter(cause, event, effect));
        List<FleetEvent> heard = heardBy(broadcast(), cause);

        publish(cause);
        settle();

        assertThat(heard).containsExactly(cause, effect);
    }

    @Test
    default void a_watcher_that_throws_hinders_neither_others_nor_the_publisher() {
        FleetEvent event = move();
        List<FleetEvent> tries = new CopyOnWriteArrayList<>();
        broadcast().listen(event.topic(), heard -> {
            tries.add(heard);
            throw new IllegalStateException("a watcher that throws on purpose");
        });
        List<FleetEvent> heard = heardBy(broadcast(), event);

        publish(event, event);

        assertThat(heard).containsExactly(event, event);
        assertThat(tries).containsExactly(event, event);
    }

    @Test
    default void a_watcher_may_leave_while_it_hears() {
        FleetEvent event = move();
        List<FleetEvent> heard = new CopyOnWriteArrayList<>();
        List<Registration> own = new CopyOnWriteArrayList<>();
        own.add(broadcast().listen(event.topic(), hearing -> {
            heard.add(hearing);
            own.forEach(Registration::close);
        }));
        List<FleetEvent> other = heardBy(broadcast(), event);

        publish(event);
        publish(event);

        assertThat(heard).containsExactly(event);
        assertThat(other).containsExactly(event, event);
    }

    @Test
    default void watchers_that_come_and_go_cost_a_staying_one_nothing() {
        FleetEvent event = move();
        List<FleetEvent> heard = heardBy(broadcast(), event);

        Race.of(8, caller -> {
            for (int round = 0; round < 200; round++) {
                comeAndGo(event, caller);
            }
            return caller;
        });
        settle();

        assertThat(heard).hasSize(4 * 200);
    }

    private void comeAndGo(FleetEvent event, int caller) {
        if (caller % 2 == 0) {
            broadcast().publish(event);
        } else {
            broadcast().listen(event.topic(), heard -> {}).close();
        }
    }

    private void publishAfter(FleetEvent cause, FleetEvent heard, FleetEvent effect) {
        if (heard.equals(cause)) {
            broadcast().publish(effect);
        }
    }

    private List<FleetEvent> heardBy(FleetBroadcast broadcast, FleetEvent sample) {
        List<FleetEvent> heard = new CopyOnWriteArrayList<>();
        broadcast.listen(sample.topic(), heard::add);
        return heard;
    }

    private void publish(FleetEvent... events) {
        settle();
        Stream.of(events).forEach(broadcast()::publish);
        settle();
    }

    private static List<FleetEvent> oneOfEach() {
        Trip trip = planned(anyDriver(), NOON, anyRider());
        var step = to(TripStatus.EN_ROUTE);
        var progressed =
                new TripProgressed(trip.after(step, NOON.plusSeconds(1)), trip.transition(step, NOON), anyEta(1));
        var by = new Actor(UUID.randomUUID(), Role.RIDER);
        var details = new AlertDetails(by, IKEJA, "help", true, Map.of("peakKmh", 120.5));
        AlertReport report = AlertReport.of(
                new AlertId(UUID.randomUUID()), AlertKind.SOS, trip.driver(), trip.id(), NOON.plusMillis(3), details);
        var alert = Alert.raised(report, 7)
                .after(AlertStep.acknowledged(by, NOON.plusMillis(4), "seen"), 8)
                .after(AlertStep.ended(NOON.plusMillis(5), Map.of()), 9);
        List<FleetEvent> events = new ArrayList<>(List.of(
                move(), progressed, eta(trip, 1), new AlertChanged(alert), new AlertChanged(Alert.notStored(report))));
        events.add(new TripProgressed(trip, trip.registration(Samples.SERVICE), null));
        events.add(new DriversMoved(List.of(move(), move())));
        events.add(new DutyChanged(anyDriver(), new Duty(DriverStatus.BUSY, true, true)));
        events.add(new DriverTripChanged(trip));
        events.add(new DriverStatusChanged(anyDriver(), DriverStatus.BUSY, NOON.plusMillis(1)));
        return events;
    }

    private static DriverMoved move() {
        return new DriverMoved(inIkeja(anyDriver(), NOON), DriverStatus.ONLINE);
    }

    private static FleetEvent eta(Trip trip, long version) {
        return new EtaChanged(trip.id(), version, anyEta(version), NOON);
    }

    private static Eta anyEta(long minutes) {
        var end = new EtaEstimate(NOON.plusSeconds(60 * minutes), 1000L);
        RiderId rider = new RiderId(UUID.nameUUIDFromBytes(new byte[] {(byte) minutes}));
        return new Eta(end, Map.of(rider, new EtaEstimate(NOON, 0L)));
    }
}
