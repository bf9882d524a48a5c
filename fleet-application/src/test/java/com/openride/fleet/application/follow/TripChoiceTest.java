package com.openride.fleet.application.follow;

import static com.openride.fleet.domain.trip.TripStatus.EN_ROUTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openride.fleet.application.fixture.FleetFixture;
import com.openride.fleet.application.fixture.TestClock;
import com.openride.fleet.application.fixture.TestTrips;
import com.openride.fleet.application.port.in.FollowDriver.Following;
import com.openride.fleet.application.port.in.FollowDriver.Request;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.BookingId;
import com.openride.fleet.domain.trip.Trip;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which trip a request to follow means, and for whom there is none. */
class TripChoiceTest {

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
    void an_unknown_trip_and_one_of_others_are_the_same() { // AZ-10
        Trip trip = trips.plan(driver, rider);
        Principal stranger = TestTrips.principal(UUID.randomUUID(), Role.RIDER);
        Principal theDriver = TestTrips.principal(driver.value(), Role.DRIVER, Role.RIDER);

        assertRefused(FaultCode.TRIP_NOT_FOUND, () -> follow(stranger, trip));
        assertRefused(FaultCode.TRIP_NOT_FOUND, () -> follow(theDriver, trip));
        assertRefused(FaultCode.TRIP_NOT_FOUND, () -> follow(stranger, by(driver, null)));
        assertRefused(FaultCode.TRIP_NOT_FOUND, () -> follow(stranger, by(null, booking(trip))));
        assertRefused(FaultCode.TRIP_NOT_FOUND, () -> follow(asRider, by(null, new BookingId(UUID.randomUUID()))));
    }

    @Test
    void drivers_and_services_follow_nothing_by_those_roles() {
        Trip trip = trips.plan(driver, rider);

        assertRefused(FaultCode.UNAUTHORIZED, () -> follow(TestTrips.driver(driver), trip));
        assertRefused(FaultCode.UNAUTHORIZED, () -> follow(trips.service, trip));
    }

    @Test
    void a_booking_or_a_driver_means_the_riders_own_trip() {
        Trip other = trips.plan(driver, new RiderId(UUID.randomUUID()));
        Trip planned = trips.plan(driver, rider);
        Trip underWay = trips.plan(driver, rider);
        trips.progress(underWay, EN_ROUTE);
        trips.progress(other, EN_ROUTE);

        assertThat(follow(asRider, by(null, booking(planned))).trip().trip()).isEqualTo(planned.id());
        assertThat(follow(asRider, by(driver, null)).trip().trip())
                .as("one under way comes first")
                .isEqualTo(underWay.id());
        assertThat(follow(operator, by(null, booking(other))).trip().trip()).isEqualTo(other.id());
    }

    @Test
    void ids_that_do_not_belong_together_mean_no_trip() {
        Trip trip = trips.plan(driver, rider);
        Trip another = trips.plan(new DriverId(UUID.randomUUID()), rider);

        assertRefused(
                FaultCode.TRIP_NOT_FOUND, () -> follow(asRider, new Request(another.driver(), trip.id(), null, null)));
        assertRefused(
                FaultCode.TRIP_NOT_FOUND, () -> follow(asRider, new Request(null, trip.id(), booking(another), null)));
    }

    @Test
    void the_booking_of_another_rider_on_the_same_run_means_no_trip() {
        Trip shared = trips.plan(driver, rider, new RiderId(UUID.randomUUID()));
        BookingId others = Objects.requireNonNull(shared.plan().riders().get(1).booking());

        assertRefused(FaultCode.TRIP_NOT_FOUND, () -> follow(asRider, by(null, others)));
        assertThat(follow(operator, by(null, others)).trip().trip()).isEqualTo(shared.id());
    }

    @Test
    void a_request_that_names_nothing_is_told_so() {
        assertThatThrownBy(() -> follow(asRider, by(null, null)))
                .isInstanceOfSatisfying(
                        FleetException.class,
                        fault -> assertThat(fault.details()).containsEntry("field", "tripId"));
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

    private static Request by(@Nullable DriverId driver, @Nullable BookingId booking) {
        return new Request(driver, null, booking, null);
    }

    private static BookingId booking(Trip trip) {
        return Objects.requireNonNull(trip.plan().riders().get(0).booking());
    }

    private static void assertRefused(FaultCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FleetException.class, fault -> assertThat(fault.code()).isEqualTo(code));
    }
}
