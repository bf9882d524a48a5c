package com.openride.fleet.application.share;

import static com.openride.fleet.domain.trip.TripStatus.ARRIVED;
import static com.openride.fleet.domain.trip.TripStatus.CANCELLED;
import static com.openride.fleet.domain.trip.TripStatus.COMPLETED;
import static com.openride.fleet.domain.trip.TripStatus.EN_ROUTE;
import static com.openride.fleet.domain.trip.TripStatus.IN_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openride.fleet.application.fixture.FleetFixture;
import com.openride.fleet.application.fixture.TestClock;
import com.openride.fleet.application.fixture.TestTrips;
import com.openride.fleet.application.live.Stages;
import com.openride.fleet.application.port.in.ShareTrip;
import com.openride.fleet.application.port.in.ShareTrip.Shared;
import com.openride.fleet.application.port.in.ShareTrip.SharedView;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.location.LocationFix;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.share.ShareLink;
import com.openride.fleet.domain.share.ShareToken;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripId;
import com.openride.fleet.domain.trip.TripStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TripSharingTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final TestClock clock = new TestClock(NOON);
    private final FleetFixture fleet = new FleetFixture(clock, Duration.ZERO);
    private final TestTrips trips = new TestTrips(fleet);
    private final ShareTrip sharing = fleet.useCases().sharing();
    private final DriverId driver = new DriverId(UUID.randomUUID());
    private final RiderId rider = new RiderId(UUID.randomUUID());
    private final Principal asRider = TestTrips.rider(rider);
    private final Principal operator = TestTrips.principal(UUID.randomUUID(), Role.ADMIN);

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    void whoever_has_the_link_sees_what_the_rider_sees() {
        Trip trip = trips.plan(driver, rider);
        report();
        ShareToken token = sharing.share(asRider, trip.id()).token();

        SharedView planned = sharing.view(token, true);
        trips.progress(trip, EN_ROUTE);
        SharedView underWay = sharing.view(token, true);

        assertThat(planned.trip().trip().id()).isEqualTo(trip.id());
        assertThat(planned.trip().onlyFor()).isEqualTo(rider);
        assertThat(planned.location()).isNull();
        assertThat(planned.trip().eta()).isNull();
        assertThat(underWay.location()).isNotNull();
        assertThat(underWay.trip().eta()).isNotNull();
    }

    @Test
    void of_a_shared_car_they_see_nothing_either_while_the_rider_does_not() {
        Trip trip = trips.plan(driver, rider, new RiderId(UUID.randomUUID()));
        trips.progress(trip, EN_ROUTE);
        ShareToken token = sharing.share(asRider, trip.id()).token();
        Stages.await(fleet.useCases().locations().report(driver, LocationFix.at(new GeoPoint(7.3775, 3.947), NOON)));

        assertThat(sharing.view(token, true).location()).isNull();
    }

    @Test
    void a_link_ends_a_quarter_of_an_hour_after_its_trip() {
        Trip trip = trips.plan(driver, rider);
        report();
        ShareToken token = sharing.share(asRider, trip.id()).token();
        trips.progress(trip, EN_ROUTE, ARRIVED, IN_PROGRESS, COMPLETED);

        SharedView ended = sharing.view(token, true);
        assertThat(ended.trip().trip().status()).isEqualTo(TripStatus.COMPLETED);
        assertThat(ended.location()).isNull();

        clock.pass(Duration.ofMinutes(15));
        assertFails(FaultCode.SHARE_NOT_FOUND, () -> sharing.view(token, true));
    }

    @Test
    void a_link_that_is_revoked_shows_nothing_from_then_on() {
        Trip trip = trips.plan(driver, rider);
        ShareToken first = sharing.share(asRider, trip.id()).token();
        ShareToken second = sharing.share(asRider, trip.id()).token();

        sharing.revoke(asRider, trip.id());
        sharing.revoke(asRider, trip.id());

        for (ShareToken token : List.of(first, second)) {
            assertFails(FaultCode.SHARE_NOT_FOUND, () -> sharing.view(token, true));
        }
    }

    @Test
    void an_operator_revokes_the_links_of_all_riders_and_a_rider_their_own_alone() {
        var other = new RiderId(UUID.randomUUID());
        Trip trip = trips.plan(driver, rider, other);
        ShareToken own = sharing.share(asRider, trip.id()).token();
        ShareToken others = sharing.share(TestTrips.rider(other), trip.id()).token();

        sharing.revoke(asRider, trip.id());
        assertFails(FaultCode.SHARE_NOT_FOUND, () -> sharing.view(own, true));
        assertThat(sharing.view(others, true).trip().onlyFor()).isEqualTo(other);

        sharing.revoke(operator, trip.id());
        assertFails(FaultCode.SHARE_NOT_FOUND, () -> sharing.view(others, true));
    }

    @Test
    void views_are_counted_and_further_looks_are_not() {
        Trip trip = trips.plan(driver, rider);
        Shared shared = sharing.share(asRider, trip.id());
        assertThat(shared.all()).containsExactly(shared.link());

        sharing.view(shared.token(), true);
        sharing.view(shared.token(), true);
        sharing.view(shared.token(), false);

        assertThat(sharing.share(asRider, trip.id()).all())
                .extracting(ShareLink::views)
                .containsExactly(2L, 0L);
    }

    @Test
    void a_rider_has_three_links_for_a_trip_at_most() {
        Trip trip = trips.plan(driver, rider);
        for (int i = 0; i < 3; i++) {
            sharing.share(asRider, trip.id());
        }

        assertFails(FaultCode.CONFLICT, () -> sharing.share(asRider, trip.id()));

        sharing.revoke(asRider, trip.id());
        assertThat(sharing.share(asRider, trip.id()).all()).hasSize(1);
    }

    @Test
    void only_a_rider_shares_and_only_a_trip_of_theirs_that_is_not_over() {
        Trip trip = trips.plan(driver, rider);
        Principal stranger = TestTrips.rider(new RiderId(UUID.randomUUID()));
        var unknown = new TripId(UUID.randomUUID());

        assertFails(FaultCode.UNAUTHORIZED, () -> sharing.share(TestTrips.driver(driver), trip.id()));
        assertFails(FaultCode.UNAUTHORIZED, () -> sharing.share(operator, trip.id()));
        assertFails(FaultCode.UNAUTHORIZED, () -> sharing.revoke(trips.service, trip.id()));
        assertFails(FaultCode.UNAUTHORIZED, () -> sharing.revoke(TestTrips.driver(driver), trip.id()));
        for (TripId id : List.of(trip.id(), unknown)) {
            assertFails(FaultCode.TRIP_NOT_FOUND, () -> sharing.share(stranger, id));
            assertFails(FaultCode.TRIP_NOT_FOUND, () -> sharing.revoke(stranger, id));
        }
        trips.progress(trip, CANCELLED);
        assertFails(FaultCode.CONFLICT, () -> sharing.share(asRider, trip.id()));
    }

    @Test
    void what_is_no_token_shows_nothing() {
        for (String text : List.of("", "x", "A".repeat(22), "A".repeat(21) + "/", "A".repeat(10_000))) {
            assertFails(FaultCode.SHARE_NOT_FOUND, () -> sharing.view(new ShareToken(text), true));
        }
    }

    private void report() {
        Stages.await(fleet.useCases().locations().report(driver, LocationFix.at(TestTrips.IKEJA, clock.instant())));
    }

    private static void assertFails(FaultCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FleetException.class, fault -> assertThat(fault.code()).isEqualTo(code));
    }
}
