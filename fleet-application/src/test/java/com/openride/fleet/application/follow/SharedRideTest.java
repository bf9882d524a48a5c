package com.openride.fleet.application.follow;

import static com.openride.fleet.application.fixture.TestTrips.IKEJA;
import static com.openride.fleet.application.fixture.TestTrips.YABA;
import static com.openride.fleet.domain.trip.TripStatus.ARRIVED;
import static com.openride.fleet.domain.trip.TripStatus.EN_ROUTE;
import static com.openride.fleet.domain.trip.TripStatus.IN_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openride.fleet.application.fixture.FleetFixture;
import com.openride.fleet.application.fixture.TestClock;
import com.openride.fleet.application.fixture.TestTrips;
import com.openride.fleet.application.live.Stages;
import com.openride.fleet.application.port.in.DriverPosition;
import com.openride.fleet.application.port.in.FollowDriver.Following;
import com.openride.fleet.application.port.in.FollowDriver.Request;
import com.openride.fleet.application.port.in.ProgressTrip;
import com.openride.fleet.application.port.in.TripUpdate;
import com.openride.fleet.application.port.in.ViewDrivers;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.location.LocationFix;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.RiderPart;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripId;
import com.openride.fleet.domain.trip.TripPlan;
import com.openride.fleet.domain.trip.TripTransition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One car, two riders: Ada from Ojota to Maryland, Ben from Ikeja to Yaba. */
class SharedRideTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final GeoPoint IBADAN = new GeoPoint(7.3775, 3.9470);
    private static final GeoPoint OJOTA = new GeoPoint(6.5870, 3.3790);
    private static final GeoPoint MARYLAND = new GeoPoint(6.5720, 3.3710);

    private final TestClock clock = new TestClock(NOON);
    private final FleetFixture fleet = new FleetFixture(clock, Duration.ZERO);
    private final TestTrips trips = new TestTrips(fleet);
    private final DriverId driver = new DriverId(UUID.randomUUID());
    private final RiderId ada = new RiderId(UUID.randomUUID());
    private final RiderId ben = new RiderId(UUID.randomUUID());
    private final Recorder adas = new Recorder();
    private final Recorder bens = new Recorder();
    private final Trip trip = plan();

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    void the_car_is_seen_from_half_an_hour_before_ones_own_pickup() {
        trips.progress(trip, EN_ROUTE);
        drive(IBADAN);
        Following following = follow(ada, adas);
        assertThat(following.position()).isNull();
        assertThat(viewed(ada).location()).isNull();
        assertUnseen(ada);

        clock.pass(Duration.ofHours(2));
        drive(IKEJA);

        assertThat(points(adas)).containsExactly(IKEJA);
        assertThat(viewed(ada).location()).isNotNull();
        assertThat(fleet.useCases()
                        .drivers()
                        .position(TestTrips.rider(ada), driver)
                        .trip())
                .isEqualTo(trip.id());
    }

    @Test
    void it_is_seen_no_more_from_ones_own_drop_off_on_and_by_the_others_all_the_same() {
        aboard();

        drive(OJOTA);
        drive(MARYLAND);
        drive(new GeoPoint(6.55, 3.371));

        assertThat(points(adas)).containsExactly(OJOTA);
        assertThat(points(bens)).hasSize(3);
        assertThat(adas.updates.get(adas.updates.size() - 1).eta()).isNull();
        assertThat(viewed(ada).location()).isNull();
        assertUnseen(ada);
        assertThat(follow(ada, new Recorder()).position()).isNull();
        assertThat(viewed(ben).location()).isNotNull();
    }

    @Test
    void riders_are_told_how_many_stops_come_before_their_own() {
        trips.progress(trip, EN_ROUTE);
        drive(IBADAN);
        assertThat(follow(ada, adas).trip().stopsBefore()).isEqualTo(1);
        assertThat(follow(ben, bens).trip().stopsBefore()).isEqualTo(0);
        // No car drives that far in five minutes, and a jump is not believed.
        clock.pass(Duration.ofHours(2));
        trips.progress(trip, ARRIVED, IN_PROGRESS);

        drive(OJOTA);
        drive(MARYLAND);

        assertThat(bens.updates).extracting(TripUpdate::stopsBefore).endsWith(2, 1, 0);
        assertThat(adas.updates).extracting(TripUpdate::stopsBefore).endsWith(0, 0, null);
    }

    @Test
    void an_operator_sees_the_car_always_and_counts_no_stops() {
        trips.progress(trip, EN_ROUTE);
        drive(IBADAN);
        var recorder = new Recorder();
        Following following = fleet.useCases()
                .following()
                .follow(TestTrips.principal(UUID.randomUUID(), Role.ADMIN), request(), recorder);
        following.start();

        drive(IKEJA);

        assertThat(following.position()).isNotNull();
        assertThat(following.trip().stopsBefore()).isNull();
        assertThat(points(recorder)).containsExactly(IKEJA);
    }

    @Test
    void where_the_car_was_when_it_took_a_step_is_no_riders_business() {
        fleet.useCases()
                .progress()
                .progress(
                        TestTrips.driver(driver),
                        trip.id(),
                        new ProgressTrip.Request(EN_ROUTE, OJOTA, null, null, null, null));

        assertThat(history(TestTrips.rider(ada)))
                .extracting(TripTransition::location)
                .containsOnlyNulls();
        assertThat(history(TestTrips.driver(driver)))
                .extracting(TripTransition::location)
                .contains(OJOTA);
    }

    private List<TripTransition> history(Principal principal) {
        return fleet.useCases().trips().history(principal, trip.id());
    }

    private void aboard() {
        trips.progress(trip, EN_ROUTE);
        drive(IKEJA);
        trips.progress(trip, ARRIVED, IN_PROGRESS);
        follow(ada, adas);
        follow(ben, bens);
    }

    private Following follow(RiderId rider, Recorder recorder) {
        Following following = fleet.useCases().following().follow(TestTrips.rider(rider), request(), recorder);
        following.start();
        return following;
    }

    private Request request() {
        return new Request(null, trip.id(), null, null);
    }

    private ViewDrivers.View viewed(RiderId rider) {
        return fleet.useCases().drivers().status(TestTrips.rider(rider), driver);
    }

    private void assertUnseen(RiderId rider) {
        assertThatThrownBy(() -> fleet.useCases().drivers().position(TestTrips.rider(rider), driver))
                .isInstanceOf(FleetException.class);
    }

    private static List<GeoPoint> points(Recorder recorder) {
        return recorder.moves.stream()
                .map(DriverPosition::location)
                .map(location -> Objects.requireNonNull(location).fix().point())
                .toList();
    }

    private void drive(GeoPoint to) {
        clock.pass(Duration.ofMinutes(5));
        Stages.await(fleet.useCases().locations().report(driver, LocationFix.at(to, clock.instant())));
    }

    private Trip plan() {
        var parts = List.of(new RiderPart(ada, null, OJOTA, MARYLAND), new RiderPart(ben, null, IKEJA, YABA));
        var plan = new TripPlan(parts, IKEJA, YABA, List.of(), null, null);
        return fleet.useCases()
                .registration()
                .register(trips.service, new TripId(UUID.randomUUID()), driver, plan)
                .trip();
    }
}
