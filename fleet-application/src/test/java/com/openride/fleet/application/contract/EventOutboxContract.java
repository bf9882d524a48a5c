package com.openride.fleet.application.contract;

import static com.openride.fleet.application.contract.Samples.NOON;
import static com.openride.fleet.application.contract.Samples.SERVICE;
import static com.openride.fleet.application.contract.Samples.anyDriver;
import static com.openride.fleet.application.contract.Samples.anyRider;
import static com.openride.fleet.application.contract.Samples.planned;
import static com.openride.fleet.application.contract.Samples.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openride.fleet.application.port.out.EventOutbox;
import com.openride.fleet.application.port.out.Trips;
import com.openride.fleet.domain.event.OutboxEvent;
import com.openride.fleet.domain.event.TripEvents;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripStatus;
import com.openride.fleet.domain.trip.TripStep;
import com.openride.fleet.domain.trip.TripTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link EventOutbox} must do, whatever it is built on. */
public interface EventOutboxContract {

    /** An outbox that is empty at first. */
    EventOutbox outbox();

    /** Another instance's; {@link #outbox()} itself when there is only one. */
    default EventOutbox outboxElsewhere() {
        return outbox();
    }

    /** The trips that write into {@link #outbox()}. */
    Trips writing();

    @Test
    default void each_step_that_is_stored_leaves_its_event_and_no_other_does() {
        Trip trip = planned(anyDriver(), NOON, anyRider());
        TripTransition registration = trip.registration(SERVICE);
        writing().add(trip, registration);
        writing().add(trip, registration);
        TripStep step = to(TripStatus.EN_ROUTE);
        Trip moved = trip.after(step, NOON);
        writing().advance(moved, trip.transition(step, NOON));
        writing().advance(moved, trip.transition(step, NOON));

        assertThat(taken(10))
                .containsExactly(TripEvents.of(trip, registration), TripEvents.of(moved, trip.transition(step, NOON)));
    }

    @Test
    default void events_are_handed_out_oldest_first_up_to_the_limit_and_once() {
        List<Trip> trips = IntStream.range(0, 5).mapToObj(number -> added()).toList();

        List<OutboxEvent> first = taken(3);
        List<OutboxEvent> rest = taken(3);

        assertThat(first).extracting(OutboxEvent::trip).isEqualTo(ids(trips.subList(0, 3)));
        assertThat(rest).extracting(OutboxEvent::trip).isEqualTo(ids(trips.subList(3, 5)));
        assertThat(taken(3)).isEmpty();
    }

    @Test
    default void what_a_relay_fails_on_is_handed_out_again() {
        Trip trip = added();

        assertThatThrownBy(() -> outbox().relay(10, EventOutboxContract::failing))
                .isInstanceOf(IllegalStateException.class);

        assertThat(outbox().waiting()).isEqualTo(1);
        assertThat(taken(10)).extracting(OutboxEvent::trip).containsExactly(trip.id());
        assertThat(outbox().waiting()).isZero();
    }

    @Test
    default void while_one_relays_the_others_are_given_nothing() {
        added();
        List<Integer> meanwhile = new ArrayList<>();

        int handedOn = outbox().relay(
                        10,
                        events -> meanwhile.addAll(Race.of(
                                2,
                                caller -> (caller == 0 ? outboxElsewhere() : outbox())
                                        .relay(10, EventOutboxContract::failing))));

        assertThat(handedOn).isEqualTo(1);
        assertThat(meanwhile).containsExactly(0, 0);
    }

    @Test
    default void events_of_many_writers_come_in_the_order_of_each_trip() {
        Race.of(8, caller -> IntStream.range(0, 5).mapToObj(round -> lived()).toList());
        List<OutboxEvent> told = new ArrayList<>();
        while (outbox().relay(7, told::addAll) > 0) {
            assertThat(told).hasSizeLessThanOrEqualTo(120);
        }

        assertThat(told).hasSize(120).extracting(OutboxEvent::id).doesNotHaveDuplicates();
        told.stream()
                .map(OutboxEvent::trip)
                .distinct()
                .forEach(trip -> assertThat(told)
                        .filteredOn(event -> java.util.Objects.equals(event.trip(), trip))
                        .extracting(event -> event.fields().get("version"))
                        .containsExactly("1", "2", "3"));
    }

    private List<OutboxEvent> taken(int limit) {
        List<OutboxEvent> taken = new ArrayList<>();
        int count = outbox().relay(limit, taken::addAll);
        assertThat(count).isEqualTo(taken.size());
        return taken;
    }

    private Trip added() {
        Trip trip = planned(anyDriver(), NOON, anyRider());
        assertThat(writing().add(trip, trip.registration(SERVICE))).isEmpty();
        return trip;
    }

    private Trip lived() {
        Trip trip = added();
        for (TripStatus next : List.of(TripStatus.EN_ROUTE, TripStatus.CANCELLED)) {
            assertThat(writing().advance(trip.after(to(next), NOON), trip.transition(to(next), NOON)))
                    .isTrue();
            trip = trip.after(to(next), NOON);
        }
        return trip;
    }

    private static List<Object> ids(List<Trip> trips) {
        return trips.stream().<Object>map(Trip::id).toList();
    }

    private static void failing(List<OutboxEvent> events) {
        throw new IllegalStateException("a relay that fails on purpose, with " + events.size());
    }
}
