package com.openride.fleet.application.follow;

import static com.openride.fleet.domain.trip.TripStatus.ARRIVED;
import static com.openride.fleet.domain.trip.TripStatus.CANCELLED;
import static com.openride.fleet.domain.trip.TripStatus.COMPLETED;
import static com.openride.fleet.domain.trip.TripStatus.EN_ROUTE;
import static com.openride.fleet.domain.trip.TripStatus.IN_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openride.fleet.application.contract.Samples;
import com.openride.fleet.application.fixture.FleetFixture;
import com.openride.fleet.application.fixture.TestClock;
import com.openride.fleet.application.fixture.TestTrips;
import com.openride.fleet.application.live.Background;
import com.openride.fleet.application.live.Stages;
import com.openride.fleet.application.port.in.DriverPosition;
import com.openride.fleet.application.port.in.FollowDriver.Following;
import com.openride.fleet.application.port.in.FollowDriver.Request;
import com.openride.fleet.application.port.in.TripUpdate;
import com.openride.fleet.application.port.out.FleetBroadcast;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.event.FleetEvent;
import com.openride.fleet.domain.event.FleetEvent.DriverMoved;
import com.openride.fleet.domain.event.Topic;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.location.LocationFix;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.Trip;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DriverFollowingTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final TestClock clock = new TestClock(NOON);
    private final FleetFixture fleet = new FleetFixture(clock, Duration.ZERO);
    private final TestTrips trips = new TestTrips(fleet);
    private final DriverId driver = new DriverId(UUID.randomUUID());
    private final RiderId rider = new RiderId(UUID.randomUUID());
    private final Principal asRider = TestTrips.rider(rider);
    private final Principal operator = TestTrips.principal(UUID.randomUUID(), Role.ADMIN);
    private final Recorder watcher = new Recorder();

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    void before_the_driver_sets_out_a_rider_sees_the_trip_and_no_car() { // background 20
        Trip trip = trips.plan(driver, rider);
        report();

        Following following = follow(asRider, trip);

        assertThat(following.trip().version()).isEqualTo(1);
        assertThat(following.position()).isNull();
        report();
        assertThat(watcher.moves).isEmpty();
    }

    @Test
    void when_the_driver_sets_out_the_car_is_shown_where_it_already_is() {
        Trip trip = trips.plan(driver, rider);
        report();
        follow(asRider, trip);

        trips.progress(trip, EN_ROUTE);

        assertThat(watcher.versions()).containsExactly(2L);
        assertThat(watcher.times()).containsExactly(NOON);
    }

    @Test
    void whoever_follows_a_trip_under_way_is_given_the_car_at_once_and_then_every_move() {
        Trip trip = trips.plan(driver, rider);
        trips.progress(trip, EN_ROUTE);
        report();

        Following following = follow(asRider, trip);
        clock.pass(Duration.ofSeconds(5));
        report();

        DriverPosition shown = Objects.requireNonNull(following.position());
        assertThat(shown.location().fix().recordedAt()).isEqualTo(NOON);
        assertThat(shown.trip()).isEqualTo(trip.id());
        assertThat(shown.status()).isEqualTo(DriverStatus.ON_TRIP);
        assertThat(watcher.times()).containsExactly(NOON.plusSeconds(5));
    }

    @Test
    void what_happens_between_the_snapshot_and_the_start_is_told_after_the_start() {
        Trip trip = trips.plan(driver, rider);
        Following following = fleet.useCases().following().follow(asRider, of(trip), watcher);
        trips.progress(trip, EN_ROUTE, ARRIVED);
        report();
        assertThat(watcher.updates).isEmpty();

        following.start();

        assertThat(following.trip().version()).isEqualTo(1);
        assertThat(watcher.versions()).containsExactly(2L, 3L);
        assertThat(watcher.times()).containsExactly(NOON);
    }

    @Test
    void a_late_fix_moves_no_car_back() {
        Trip trip = trips.plan(driver, rider);
        trips.progress(trip, EN_ROUTE);
        follow(asRider, trip);
        report();
        reportAt(NOON.minusSeconds(30));

        assertThat(watcher.times()).containsExactly(NOON);
    }

    @Test
    void what_an_instance_behind_tells_of_the_car_moves_it_not_back_behind_the_snapshot() {
        Trip trip = trips.plan(driver, rider);
        trips.progress(trip, EN_ROUTE);
        report();
        follow(asRider, trip);

        fleet.broadcast.publish(new DriverMoved(Samples.inIkeja(driver, NOON.minusSeconds(5)), DriverStatus.ON_TRIP));

        assertThat(watcher.moves).isEmpty();
    }

    @Test
    void a_step_between_listening_and_the_snapshot_is_in_the_snapshot_and_not_told_again() {
        Trip trip = trips.plan(driver, rider);
        var meanwhile = new Meanwhile(fleet.broadcast, () -> trips.progress(trip, EN_ROUTE));

        try (var background = new Background(1, Executors.defaultThreadFactory())) {
            var following = new DriverFollowing(fleet.trips, fleet.live, meanwhile, background, clock)
                    .follow(asRider, of(trip), watcher);
            following.start();
            trips.progress(trip, ARRIVED);

            assertThat(following.trip().version()).isEqualTo(2);
            assertThat(watcher.versions()).containsExactly(3L);
        }
    }

    @Test
    void the_steps_above_the_version_that_is_known_are_told_as_missed_and_not_again() {
        Trip trip = trips.plan(driver, rider);
        trips.progress(trip, EN_ROUTE, ARRIVED, IN_PROGRESS);

        Following following = follow(asRider, new Request(null, trip.id(), null, 2L));
        trips.progress(trip, COMPLETED);

        assertThat(following.missed()).extracting(TripUpdate::version).containsExactly(3L, 4L);
        assertThat(following.missed()).extracting(TripUpdate::status).containsExactly(ARRIVED, IN_PROGRESS);
        assertThat(watcher.versions()).containsExactly(5L);
    }

    @Test
    void without_a_known_version_nothing_counts_as_missed() {
        Trip trip = trips.plan(driver, rider);
        trips.progress(trip, EN_ROUTE);

        assertThat(follow(asRider, trip).missed()).isEmpty();
    }

    @Test
    void the_end_is_told_last_and_after_it_nothing() {
        Trip trip = trips.plan(driver, rider);
        trips.progress(trip, EN_ROUTE);
        follow(asRider, trip);

        trips.progress(trip, CANCELLED);
        report();

        assertThat(watcher.updates).extracting(TripUpdate::status).containsExactly(CANCELLED);
        assertThat(watcher.ends).hasValue(1);
        assertThat(watcher.moves).isEmpty();
    }

    @Test
    void whoever_has_stopped_following_hears_nothing_more() {
        Trip trip = trips.plan(driver, rider);
        trips.progress(trip, EN_ROUTE);
        Following following = follow(asRider, trip);

        following.close();
        following.close();
        trips.progress(trip, ARRIVED);
        report();

        assertThat(watcher.updates).isEmpty();
        assertThat(watcher.moves).isEmpty();
        assertThat(watcher.ends).hasValue(0);
    }

    @Test
    void a_trip_that_ended_within_a_day_is_shown_without_a_car_and_an_older_one_is_none() {
        Trip trip = trips.plan(driver, rider);
        trips.progress(trip, EN_ROUTE, ARRIVED, IN_PROGRESS, COMPLETED);
        report();
        clock.pass(Duration.ofHours(24));

        Following following = follow(asRider, new Request(null, trip.id(), null, 4L));
        assertThat(following.trip().status()).isEqualTo(COMPLETED);
        assertThat(following.missed()).extracting(TripUpdate::status).containsExactly(COMPLETED);
        assertThat(following.position()).isNull();

        clock.pass(Duration.ofMillis(1));
        assertRefused(FaultCode.TRIP_NOT_FOUND, () -> follow(asRider, trip));
    }

    @Test
    void an_operator_sees_the_car_of_a_planned_trip_too() {
        Trip trip = trips.plan(driver, rider);
        report();

        Following following = follow(operator, trip);
        clock.pass(Duration.ofSeconds(5));
        report();

        assertThat(following.position()).isNotNull();
        assertThat(watcher.times()).containsExactly(NOON.plusSeconds(5));
    }

    private Following follow(Principal principal, Trip trip) {
        return follow(principal, of(trip));
    }

    private Following follow(Principal principal, Request request) {
        Following following = fleet.useCases().following().follow(principal, request, watcher);
        following.start();
        return following;
    }

    private static Request of(Trip trip) {
        return new Request(trip.driver(), trip.id(), null, null);
    }

    private void report() {
        reportAt(clock.instant());
    }

    private void reportAt(Instant recordedAt) {
        Stages.await(fleet.useCases().locations().report(driver, LocationFix.at(TestTrips.IKEJA, recordedAt)));
    }

    /** Lets something happen as soon as somebody listens. */
    private record Meanwhile(FleetBroadcast broadcast, Runnable happening) implements FleetBroadcast {

        @Override
        public void publish(FleetEvent event) {
            broadcast.publish(event);
        }

        @Override
        public Registration listen(Topic topic, Listener listener) {
            Registration registration = broadcast.listen(topic, listener);
            if (topic instanceof Topic.TripTopic) {
                happening.run();
            }
            return registration;
        }
    }

    private static void assertRefused(FaultCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FleetException.class, fault -> assertThat(fault.code()).isEqualTo(code));
    }
}
