package com.openride.fleet.application.trip;

import static com.openride.fleet.domain.trip.TripStatus.ARRIVED;
import static com.openride.fleet.domain.trip.TripStatus.CANCELLED;
import static com.openride.fleet.domain.trip.TripStatus.COMPLETED;
import static com.openride.fleet.domain.trip.TripStatus.EN_ROUTE;
import static com.openride.fleet.domain.trip.TripStatus.IN_PROGRESS;
import static com.openride.fleet.domain.trip.TripStatus.PENDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openride.fleet.application.fixture.FleetFixture;
import com.openride.fleet.application.fixture.TestClock;
import com.openride.fleet.application.fixture.TestTrips;
import com.openride.fleet.application.live.Stages;
import com.openride.fleet.application.port.in.ProgressTrip.Request;
import com.openride.fleet.application.port.in.TripView;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.location.LocationFix;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripStatus;
import com.openride.fleet.domain.trip.TripTransition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TripProgressingTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final TestClock clock = new TestClock(NOON);
    private final FleetFixture fleet = new FleetFixture(clock, Duration.ZERO);
    private final TestTrips trips = new TestTrips(fleet);
    private final DriverId driver = new DriverId(UUID.randomUUID());
    private final RiderId rider = new RiderId(UUID.randomUUID());

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    void a_trip_goes_through_its_life_and_keeps_its_stamps() { // background 11, 12
        Trip trip = trips.plan(driver, rider);

        for (TripStatus to : List.of(EN_ROUTE, ARRIVED, IN_PROGRESS, COMPLETED)) {
            clock.pass(Duration.ofMinutes(1));
            trips.step(TestTrips.driver(driver), trip, to);
        }

        Trip after = fleet.trips.find(trip.id()).orElseThrow();
        assertThat(after.version()).isEqualTo(5);
        assertThat(after.stamps().startedAt()).isEqualTo(NOON.plusSeconds(60));
        assertThat(after.stamps().completedAt()).isEqualTo(NOON.plusSeconds(240));
        assertThat(after.durationSeconds()).hasValue(180);
        assertThat(journal(trip)).extracting(TripTransition::version).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(journal(trip))
                .extracting(TripTransition::to)
                .containsExactly(PENDING, EN_ROUTE, ARRIVED, IN_PROGRESS, COMPLETED);
    }

    @Test
    void the_driven_track_is_measured_at_the_end() { // background 36
        Trip trip = trips.plan(driver, rider);
        trips.progress(trip, EN_ROUTE, ARRIVED, IN_PROGRESS);
        for (int i = 0; i <= 10; i++) {
            clock.pass(Duration.ofSeconds(10));
            report(new GeoPoint(6.6 - i * 0.001, 3.35));
        }
        clock.pass(Duration.ofSeconds(10));

        trips.progress(trip, COMPLETED);

        assertThat(fleet.trips.find(trip.id()).orElseThrow().distanceMeters()).isBetween(1100L, 1125L);
    }

    @Test
    void the_status_that_the_trip_already_has_is_no_step() { // TRIP-04
        Trip trip = trips.plan(driver, rider);
        trips.progress(trip, EN_ROUTE, EN_ROUTE);

        assertThat(journal(trip)).hasSize(2);
    }

    @Test
    void steps_that_the_life_cycle_does_not_have_are_refused_and_change_nothing() { // TRIP-04
        Trip trip = trips.plan(driver, rider);

        assertFault(FaultCode.INVALID_STATUS_TRANSITION, () -> trips.progress(trip, COMPLETED));
        assertThat(fleet.trips.find(trip.id())).contains(trip);
    }

    @Test
    void a_repeated_key_gets_the_answer_of_its_own_step_even_later() { // TRIP-02, TRIP-06
        Trip trip = trips.plan(driver, rider);
        var request = new Request(EN_ROUTE, null, null, null, null, "key-1");
        TripView first = fleet.useCases().progress().progress(trips.service, trip.id(), request);
        trips.progress(trip, ARRIVED);

        TripView again = fleet.useCases().progress().progress(trips.service, trip.id(), request);

        assertThat(again.trip()).isEqualTo(first.trip());
        assertThat(journal(trip)).hasSize(3);
    }

    @Test
    void a_key_used_for_another_request_is_refused() { // TRIP-03
        Trip trip = trips.plan(driver, rider);
        var one = new Request(EN_ROUTE, null, null, null, null, "key-1");
        var other = new Request(CANCELLED, null, null, null, null, "key-1");
        fleet.useCases().progress().progress(trips.service, trip.id(), one);

        assertFault(
                FaultCode.IDEMPOTENCY_KEY_REUSED,
                () -> fleet.useCases().progress().progress(trips.service, trip.id(), other));
    }

    @Test
    void another_version_than_expected_is_a_conflict() {
        Trip trip = trips.plan(driver, rider);
        var request = new Request(EN_ROUTE, null, null, null, 7L, null);

        assertFault(FaultCode.CONFLICT, () -> fleet.useCases().progress().progress(trips.service, trip.id(), request));
    }

    @Test
    void of_completing_and_cancelling_at_once_exactly_one_wins() { // TRIP-01, background 37
        for (int round = 0; round < 50; round++) {
            Trip trip = trips.plan(driver, rider);
            trips.progress(trip, EN_ROUTE, ARRIVED, IN_PROGRESS);

            long wins = Stream.of(COMPLETED, CANCELLED)
                    .parallel()
                    .filter(to -> succeeds(() -> trips.progress(trip, to)))
                    .count();

            assertThat(wins).isEqualTo(1);
            assertThat(journal(trip)).hasSize(5);
        }
    }

    @Test
    void many_asking_for_the_same_step_all_get_it_and_it_is_taken_once() {
        Trip trip = trips.plan(driver, rider);

        long fine = IntStream.range(0, 32)
                .parallel()
                .filter(i -> succeeds(() -> trips.progress(trip, EN_ROUTE)))
                .count();

        assertThat(fine).isEqualTo(32);
        assertThat(journal(trip)).hasSize(2);
    }

    @Test
    void an_eta_in_the_past_or_years_ahead_is_refused_by_name() { // TIME-09
        Trip trip = trips.plan(driver, rider);

        for (Instant eta : List.of(NOON.minusSeconds(1), NOON.plus(Duration.ofDays(3650)))) {
            var request = new Request(EN_ROUTE, null, eta, null, null, null);
            assertFault(
                    FaultCode.INVALID_PAYLOAD,
                    () -> fleet.useCases().progress().progress(trips.service, trip.id(), request));
        }
    }

    @Test
    void strangers_get_the_same_answer_as_for_a_trip_that_does_not_exist() { // AZ-10
        Trip trip = trips.plan(driver, rider);
        Principal stranger = TestTrips.principal(UUID.randomUUID(), Role.DRIVER, Role.RIDER);

        assertFault(FaultCode.TRIP_NOT_FOUND, () -> trips.step(stranger, trip, EN_ROUTE));
    }

    @Test
    void a_rider_may_cancel_before_boarding_and_nothing_else() { // AZ-11, AZ-12
        Trip trip = trips.plan(driver, rider);
        Trip boarded = trips.plan(driver, rider);
        trips.progress(boarded, EN_ROUTE, ARRIVED, IN_PROGRESS);

        assertFault(FaultCode.UNAUTHORIZED, () -> trips.step(TestTrips.rider(rider), trip, EN_ROUTE));
        assertFault(FaultCode.INVALID_STATUS_TRANSITION, () -> trips.step(TestTrips.rider(rider), boarded, CANCELLED));
        assertThat(trips.step(TestTrips.rider(rider), trip, CANCELLED).trip().status())
                .isEqualTo(CANCELLED);
    }

    @Test
    void one_rider_of_several_cannot_end_the_trip_of_all() {
        Trip shared = trips.plan(driver, rider, new RiderId(UUID.randomUUID()));

        assertFault(FaultCode.CONFLICT, () -> trips.step(TestTrips.rider(rider), shared, CANCELLED));
    }

    @Test
    void a_driver_is_on_trip_from_setting_out_to_the_end_and_then_as_before() { // background 34
        fleet.useCases().availability().online(driver, true);
        Trip trip = trips.plan(driver, rider);
        Trip other = trips.plan(driver, rider); // TRIP-07, background 27

        trips.progress(trip, EN_ROUTE);
        assertThat(fleet.live.find(driver).status()).isEqualTo(DriverStatus.ON_TRIP);
        trips.progress(other, EN_ROUTE, CANCELLED);
        assertThat(fleet.live.find(driver).status()).isEqualTo(DriverStatus.ON_TRIP);
        trips.progress(trip, CANCELLED);

        assertThat(fleet.live.find(driver).status()).isEqualTo(DriverStatus.ONLINE);
    }

    private void report(GeoPoint point) {
        Stages.await(fleet.useCases().locations().report(driver, LocationFix.at(point, clock.instant())));
    }

    private List<TripTransition> journal(Trip trip) {
        return fleet.trips.journal(trip.id(), 0);
    }

    private static boolean succeeds(ThrowingCallable call) {
        try {
            call.call();
            return true;
        } catch (FleetException fault) {
            return false;
        } catch (Throwable unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    private static void assertFault(FaultCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FleetException.class, fault -> assertThat(fault.code()).isEqualTo(code));
    }
}
