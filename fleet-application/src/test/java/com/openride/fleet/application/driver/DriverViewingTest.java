package com.openride.fleet.application.driver;

import static com.openride.fleet.domain.trip.TripStatus.ARRIVED;
import static com.openride.fleet.domain.trip.TripStatus.CANCELLED;
import static com.openride.fleet.domain.trip.TripStatus.EN_ROUTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openride.fleet.application.fixture.FleetFixture;
import com.openride.fleet.application.fixture.TestClock;
import com.openride.fleet.application.fixture.TestTrips;
import com.openride.fleet.application.live.Stages;
import com.openride.fleet.application.port.in.ViewDrivers;
import com.openride.fleet.application.port.in.ViewDrivers.Page;
import com.openride.fleet.application.port.in.ViewDrivers.Query;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.location.LocationFix;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.session.ClientOrigin;
import com.openride.fleet.domain.session.Transport;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DriverViewingTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Query LAST_DAY = query(null, null, 1000);

    private final TestClock clock = new TestClock(NOON);
    private final FleetFixture fleet = new FleetFixture(clock, Duration.ZERO);
    private final TestTrips trips = new TestTrips(fleet);
    private final ViewDrivers drivers = fleet.useCases().drivers();
    private final DriverId driver = new DriverId(UUID.randomUUID());
    private final RiderId rider = new RiderId(UUID.randomUUID());
    private final Principal self = TestTrips.driver(driver);
    private final Principal asRider = TestTrips.rider(rider);
    private final Principal operator = TestTrips.principal(UUID.randomUUID(), Role.ADMIN);

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    void a_driver_an_operator_and_a_service_see_everything() {
        fleet.useCases().sessions().open(self, new ClientOrigin("192.0.2.1", Transport.WEBSOCKET));
        fleet.useCases().availability().online(driver, true);
        report(NOON);
        Trip planned = trips.plan(driver, rider);

        for (Principal principal : List.of(self, operator, trips.service)) {
            ViewDrivers.View view = drivers.status(principal, driver);
            assertThat(view.status()).isEqualTo(DriverStatus.ONLINE);
            assertThat(view.connections()).isEqualTo(1);
            assertThat(view.activeTrips()).containsExactly(planned.id());
            assertThat(view.location()).isNotNull();
            assertThat(drivers.position(principal, driver).trip()).isNull();
        }
    }

    @Test
    void a_rider_on_the_way_sees_only_what_concerns_them() {
        report(NOON);
        Trip own = trips.plan(driver, rider);
        trips.plan(driver, new RiderId(UUID.randomUUID()));
        trips.progress(own, EN_ROUTE);

        ViewDrivers.View view = drivers.status(asRider, driver);

        assertThat(view.connections()).isNull();
        assertThat(view.activeTrips()).containsExactly(own.id());
        assertThat(view.status()).isEqualTo(DriverStatus.ON_TRIP);
        assertThat(drivers.position(asRider, driver).trip()).isEqualTo(own.id());
    }

    @Test
    void a_rider_sees_no_driver_before_the_trip_is_under_way_nor_after_it() {
        report(NOON);
        Trip trip = trips.plan(driver, rider);

        assertNotFound(asRider, driver);
        trips.progress(trip, EN_ROUTE, ARRIVED, CANCELLED);
        assertNotFound(asRider, driver);
    }

    @Test
    void a_driver_who_is_none_of_ones_business_and_an_unknown_one_are_the_same() { // AZ-20
        report(NOON);
        Principal stranger = TestTrips.principal(UUID.randomUUID(), Role.DRIVER, Role.RIDER);

        assertNotFound(stranger, driver);
        assertNotFound(stranger, new DriverId(UUID.randomUUID()));
        assertNotFound(operator, new DriverId(UUID.randomUUID()));
        assertRefused(FaultCode.DRIVER_NOT_FOUND, () -> drivers.locations(stranger, driver, LAST_DAY));
    }

    @Test
    void a_driver_without_a_position_is_seen_but_has_none() {
        fleet.useCases().availability().online(driver, true);

        assertThat(drivers.status(self, driver).location()).isNull();
        assertRefused(FaultCode.DRIVER_NOT_FOUND, () -> drivers.position(self, driver));
    }

    @Test
    void was_last_seen_when_anything_was_last_heard_of() {
        fleet.useCases().availability().online(driver, true);
        assertThat(drivers.status(self, driver).lastSeenAt()).isEqualTo(NOON);

        clock.pass(Duration.ofSeconds(60));
        report(clock.instant());
        assertThat(drivers.status(self, driver).lastSeenAt()).isEqualTo(NOON.plusSeconds(60));

        clock.pass(Duration.ofSeconds(60));
        fleet.useCases().availability().online(driver, false);
        assertThat(drivers.status(self, driver).lastSeenAt()).isEqualTo(NOON.plusSeconds(120));
    }

    @Test
    void riders_read_no_histories() {
        trips.progress(trips.plan(driver, rider), EN_ROUTE);

        assertRefused(FaultCode.UNAUTHORIZED, () -> drivers.locations(asRider, driver, LAST_DAY));
    }

    @Test
    void without_a_range_the_last_day_is_read() {
        Stream.of(-86_000, -60, 20).map(NOON::plusSeconds).forEach(this::report);

        assertThat(times(drivers.locations(self, driver, LAST_DAY)))
                .as("also what a fast clock recorded")
                .containsExactly(NOON.minusSeconds(86_000), NOON.minusSeconds(60), NOON.plusSeconds(20));
    }

    @Test
    void a_range_holds_its_beginning_and_not_its_end() {
        Stream.of(-30, -20, -10).map(NOON::plusSeconds).forEach(this::report);

        Page page = drivers.locations(self, driver, query(NOON.minusSeconds(30), NOON.minusSeconds(10), 1000));

        assertThat(times(page)).containsExactly(NOON.minusSeconds(30), NOON.minusSeconds(20));
        assertThat(page.next()).isNull();
    }

    @Test
    void pages_follow_each_other_without_gap_or_repetition() {
        List<Instant> all = Stream.iterate(NOON.minusSeconds(70), time -> time.plusSeconds(10))
                .limit(7)
                .toList();
        all.forEach(this::report);

        List<Instant> read = new ArrayList<>();
        Page page = drivers.locations(self, driver, query(null, null, 3));
        while (page.next() != null) {
            assertThat(page.locations()).hasSize(3);
            read.addAll(times(page));
            page = drivers.locations(self, driver, new Query(null, null, null, page.next(), 3));
        }
        read.addAll(times(page));

        assertThat(read).isEqualTo(all);
    }

    @Test
    void a_page_that_is_just_full_is_the_last_one() {
        Stream.of(-20, -10).map(NOON::plusSeconds).forEach(this::report);

        assertThat(drivers.locations(self, driver, query(null, null, 2)).next()).isNull();
    }

    @Test
    void the_time_of_a_trip_narrows_the_range() {
        report(NOON.minusSeconds(10));
        Trip trip = trips.plan(driver, rider);
        trips.progress(trip, EN_ROUTE);
        Stream.of(0, 10, 20).map(NOON::plusSeconds).forEach(this::report);
        clock.pass(Duration.ofSeconds(15));
        trips.progress(trip, CANCELLED);

        Query during = new Query(null, null, trip.id(), null, 1000);
        Query later = new Query(NOON.plusSeconds(5), null, trip.id(), null, 1000);
        assertThat(times(drivers.locations(self, driver, during))).containsExactly(NOON, NOON.plusSeconds(10));
        assertThat(times(drivers.locations(self, driver, later))).containsExactly(NOON.plusSeconds(10));
    }

    @Test
    void the_trip_of_another_driver_is_none() {
        Trip others = trips.plan(new DriverId(UUID.randomUUID()), rider);

        Stream.of(others.id(), new TripId(UUID.randomUUID()))
                .forEach(trip -> assertRefused(
                        FaultCode.TRIP_NOT_FOUND,
                        () -> drivers.locations(self, driver, new Query(null, null, trip, null, 10))));
    }

    @Test
    void what_cannot_be_asked_for_is_refused_by_name() {
        assertField("limit", query(null, null, 0));
        assertField("limit", query(null, null, 1001));
        assertField("from", query(NOON, NOON.minusSeconds(1), 10));
        assertField("from", query(NOON.minus(Duration.ofDays(32)), NOON, 10));
    }

    private void report(Instant recordedAt) {
        Stages.await(fleet.useCases().locations().report(driver, LocationFix.at(TestTrips.IKEJA, recordedAt)));
    }

    private static Query query(@Nullable Instant from, @Nullable Instant to, int limit) {
        return new Query(from, to, null, null, limit);
    }

    private static List<Instant> times(Page page) {
        return page.locations().stream()
                .map(location -> location.fix().recordedAt())
                .toList();
    }

    private void assertNotFound(Principal principal, DriverId unseen) {
        assertRefused(FaultCode.DRIVER_NOT_FOUND, () -> drivers.status(principal, unseen));
        assertRefused(FaultCode.DRIVER_NOT_FOUND, () -> drivers.position(principal, unseen));
    }

    private void assertField(String field, Query query) {
        assertThatThrownBy(() -> drivers.locations(self, driver, query))
                .isInstanceOfSatisfying(
                        FleetException.class,
                        fault -> assertThat(fault.details()).containsEntry("field", field));
    }

    private static void assertRefused(FaultCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FleetException.class, fault -> assertThat(fault.code()).isEqualTo(code));
    }
}
