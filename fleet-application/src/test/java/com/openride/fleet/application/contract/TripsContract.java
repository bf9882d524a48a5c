package com.openride.fleet.application.contract;

import static com.openride.fleet.application.contract.Samples.NOON;
import static com.openride.fleet.application.contract.Samples.SERVICE;
import static com.openride.fleet.application.contract.Samples.anyDriver;
import static com.openride.fleet.application.contract.Samples.anyRider;
import static com.openride.fleet.application.contract.Samples.keyed;
import static com.openride.fleet.application.contract.Samples.planned;
import static com.openride.fleet.application.contract.Samples.to;
import static com.openride.fleet.domain.trip.TripStatus.ARRIVED;
import static com.openride.fleet.domain.trip.TripStatus.CANCELLED;
import static com.openride.fleet.domain.trip.TripStatus.COMPLETED;
import static com.openride.fleet.domain.trip.TripStatus.EN_ROUTE;
import static com.openride.fleet.domain.trip.TripStatus.IN_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.application.port.out.Trips;
import com.openride.fleet.domain.access.Actor;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.geo.RoutePath;
import com.openride.fleet.domain.trip.BookingId;
import com.openride.fleet.domain.trip.RiderPart;
import com.openride.fleet.domain.trip.Stop;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripId;
import com.openride.fleet.domain.trip.TripPlan;
import com.openride.fleet.domain.trip.TripStatus;
import com.openride.fleet.domain.trip.TripStep;
import com.openride.fleet.domain.trip.TripTransition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link Trips} must do, whatever it is built on, with all that its lists must do. */
public interface TripsContract extends TripListsContract {

    @Test
    default void a_trip_that_was_added_is_found_here_and_elsewhere_with_its_first_entry() {
        Trip trip = added(planned(anyDriver(), NOON, anyRider()));

        assertThat(trips().find(trip.id())).contains(trip);
        assertThat(elsewhere().find(trip.id())).contains(trip);
        assertThat(trips().journal(trip.id(), 0)).containsExactly(trip.registration(SERVICE));
    }

    @Test
    default void what_was_never_added_is_not_there() {
        var nothing = new TripId(UUID.randomUUID());

        assertThat(trips().find(nothing)).isEmpty();
        assertThat(trips().journal(nothing, 0)).isEmpty();
        assertThat(trips().findByKey(nothing, SERVICE.subject(), "key")).isEmpty();
        assertThat(trips().findByBooking(new BookingId(UUID.randomUUID()))).isEmpty();
    }

    @Test
    default void keeps_every_part_of_a_trip_and_of_a_step() {
        Trip trip = added(Trip.planned(new TripId(UUID.randomUUID()), anyDriver(), fullPlan(), NOON));
        var actor = new Actor(UUID.randomUUID(), Role.DRIVER);
        var step = new TripStep(EN_ROUTE, actor, Samples.YABA, NOON.plusSeconds(900), "traffic, wide détour", "k-1");
        Trip successor = trip.after(step, NOON.plusMillis(1)).drivenOver(12_345);

        assertThat(trips().advance(successor, trip.transition(step, NOON.plusMillis(1))))
                .isTrue();

        assertThat(elsewhere().find(trip.id())).contains(successor);
        assertThat(elsewhere().journal(trip.id(), 1)).containsExactly(trip.transition(step, NOON.plusMillis(1)));
    }

    @Test
    default void an_id_that_is_taken_stays_with_whom_it_belongs_to() {
        Trip first = added(planned(anyDriver(), NOON, anyRider()));
        Trip second = Trip.planned(first.id(), anyDriver(), first.plan(), NOON.plusSeconds(1));

        assertThat(elsewhere().add(second, second.registration(SERVICE))).contains(first);

        assertThat(trips().find(first.id())).contains(first);
        assertThat(trips().journal(first.id(), 0)).hasSize(1);
        assertThat(trips().openOf(second.driver())).isEmpty();
    }

    @Test
    default void of_many_who_add_one_id_at_once_exactly_one_does() {
        for (int round = 0; round < 20; round++) {
            var id = new TripId(UUID.randomUUID());
            TripPlan plan = planned(anyDriver(), NOON, anyRider()).plan();

            List<Optional<Trip>> outcomes =
                    Race.of(8, caller -> add(someone(caller), Trip.planned(id, anyDriver(), plan, NOON)));

            assertThat(outcomes).filteredOn(Optional::isEmpty).hasSize(1);
            Trip winner = trips().find(id).orElseThrow();
            assertThat(outcomes).filteredOn(Optional::isPresent).containsOnly(Optional.of(winner));
            assertThat(trips().journal(id, 0)).hasSize(1);
        }
    }

    @Test
    default void a_successor_of_an_older_version_changes_nothing() {
        Trip trip = added(planned(anyDriver(), NOON, anyRider()));
        Trip moved = advanced(trip, to(EN_ROUTE));

        assertThat(advance(elsewhere(), trip, to(CANCELLED))).isFalse();

        assertThat(trips().find(trip.id())).contains(moved);
        assertThat(trips().journal(trip.id(), 0)).hasSize(2);
    }

    @Test
    default void a_successor_of_a_version_yet_to_come_changes_nothing() {
        Trip trip = added(planned(anyDriver(), NOON, anyRider()));

        assertThat(advance(trips(), trip.after(to(EN_ROUTE), NOON), to(ARRIVED)))
                .isFalse();

        assertThat(trips().find(trip.id())).contains(trip);
    }

    @Test
    default void a_trip_that_was_never_added_cannot_advance() {
        Trip trip = planned(anyDriver(), NOON, anyRider());

        assertThat(advance(trips(), trip, to(EN_ROUTE))).isFalse();

        assertThat(trips().find(trip.id())).isEmpty();
        assertThat(trips().journal(trip.id(), 0)).isEmpty();
    }

    @Test
    default void of_two_who_end_a_trip_at_once_exactly_one_does() { // background 37, TRIP-01
        for (int round = 0; round < 100; round++) {
            Trip trip =
                    advanced(added(planned(anyDriver(), NOON, anyRider())), to(EN_ROUTE), to(ARRIVED), to(IN_PROGRESS));

            List<Boolean> wins =
                    Race.of(2, caller -> advance(someone(caller), trip, to(caller == 0 ? COMPLETED : CANCELLED)));

            TripStatus end = wins.get(0) ? COMPLETED : CANCELLED;
            assertThat(wins).containsExactlyInAnyOrder(true, false);
            assertThat(trips().find(trip.id()).map(Trip::status)).contains(end);
            assertThat(trips().journal(trip.id(), 4))
                    .extracting(TripTransition::to)
                    .containsExactly(end);
        }
    }

    @Test
    default void the_journal_has_no_gap_and_no_double_when_many_push_at_once() {
        Trip trip = added(planned(anyDriver(), NOON, anyRider()));

        Race.of(8, caller -> push(someone(caller), trip.id()));

        List<TripTransition> journal = trips().journal(trip.id(), 0);
        assertThat(journal).extracting(TripTransition::version).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(journal)
                .extracting(TripTransition::to)
                .containsExactly(TripStatus.PENDING, EN_ROUTE, ARRIVED, IN_PROGRESS, COMPLETED);
    }

    @Test
    default void the_journal_tells_what_is_above_a_version() {
        Trip trip = added(planned(anyDriver(), NOON, anyRider()));
        advanced(trip, to(EN_ROUTE), to(ARRIVED));

        assertThat(trips().journal(trip.id(), 1)).extracting(TripTransition::to).containsExactly(EN_ROUTE, ARRIVED);
        assertThat(trips().journal(trip.id(), 3)).isEmpty();
        assertThat(trips().journal(trip.id(), 99)).isEmpty();
    }

    @Test
    default void a_key_finds_the_entry_that_its_subject_made_on_that_trip() { // TRIP-02, TRIP-03
        var actor = new Actor(UUID.randomUUID(), Role.DRIVER);
        Trip trip = added(planned(anyDriver(), NOON, anyRider()));
        Trip other = added(planned(anyDriver(), NOON, anyRider()));
        advanced(trip, keyed(EN_ROUTE, actor, "once"), to(ARRIVED), keyed(IN_PROGRESS, actor, "twice"));

        assertThat(elsewhere().findByKey(trip.id(), actor.subject(), "once").map(TripTransition::to))
                .contains(EN_ROUTE);
        assertThat(trips().findByKey(trip.id(), actor.subject(), "twice").map(TripTransition::to))
                .contains(IN_PROGRESS);
        assertThat(trips().findByKey(trip.id(), actor.subject(), "never")).isEmpty();
        assertThat(trips().findByKey(trip.id(), UUID.randomUUID(), "once")).isEmpty();
        assertThat(trips().findByKey(other.id(), actor.subject(), "once")).isEmpty();
    }

    private boolean push(Trips trips, TripId id) {
        for (TripStatus next : List.of(EN_ROUTE, ARRIVED, IN_PROGRESS, COMPLETED)) {
            Trip trip = trips.find(id).orElseThrow();
            if (trip.status().canBecome(next)) {
                advance(trips, trip, to(next));
            }
        }
        return true;
    }

    private Trips someone(int caller) {
        return caller % 2 == 0 ? trips() : elsewhere();
    }

    private static TripPlan fullPlan() {
        var booked = new RiderPart(anyRider(), new BookingId(UUID.randomUUID()), Samples.IKEJA, Samples.YABA);
        var unbooked = new RiderPart(anyRider(), null, Samples.YABA, new GeoPoint(-1.5, -179.9999999));
        var stop = new Stop(new GeoPoint(6.55, 3.36), "Under the bridge 🌉", Duration.ofMinutes(7));
        return new TripPlan(
                List.of(booked, unbooked),
                Samples.IKEJA,
                Samples.YABA,
                List.of(stop, new Stop(Samples.YABA, null, null)),
                new RoutePath(List.of(Samples.IKEJA, stop.point(), Samples.YABA)),
                NOON.plusSeconds(600));
    }
}
