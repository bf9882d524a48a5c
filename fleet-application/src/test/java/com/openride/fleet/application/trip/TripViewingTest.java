package com.openride.fleet.application.trip;

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
import com.openride.fleet.application.port.in.ProgressTrip.Request;
import com.openride.fleet.application.port.in.ViewTrips;
import com.openride.fleet.application.port.in.ViewTrips.Cursor;
import com.openride.fleet.application.port.in.ViewTrips.Page;
import com.openride.fleet.application.port.in.ViewTrips.Query;
import com.openride.fleet.application.port.in.ViewTrips.Track;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.location.LocationFix;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.Eta;
import com.openride.fleet.domain.trip.EtaEstimate;
import com.openride.fleet.domain.trip.RiderPart;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripId;
import com.openride.fleet.domain.trip.TripPlan;
import com.openride.fleet.domain.trip.TripTransition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.DoubleStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TripViewingTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final TestClock clock = new TestClock(NOON);
    private final FleetFixture fleet = new FleetFixture(clock, Duration.ZERO);
    private final TestTrips trips = new TestTrips(fleet);
    private final ViewTrips view = fleet.useCases().trips();
    private final DriverId driver = new DriverId(UUID.randomUUID());
    private final RiderId rider = new RiderId(UUID.randomUUID());
    private final Principal asRider = TestTrips.rider(rider);
    private final Principal operator = TestTrips.principal(UUID.randomUUID(), Role.ADMIN);

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    void a_rider_sees_the_trip_as_their_own_and_the_others_see_it_whole() {
        Trip trip = trips.plan(driver, rider, new RiderId(UUID.randomUUID()));

        assertThat(view.find(asRider, trip.id()).onlyFor()).isEqualTo(rider);
        for (Principal principal : List.of(operator, trips.service, TestTrips.driver(driver))) {
            assertThat(view.find(principal, trip.id()).onlyFor()).isNull();
        }
    }

    @Test
    void for_strangers_there_is_no_trip_no_history_and_no_track() { // AZ-10
        Trip trip = trips.plan(driver, rider);
        Principal stranger = TestTrips.principal(UUID.randomUUID(), Role.DRIVER, Role.RIDER);

        for (TripId id : List.of(trip.id(), new TripId(UUID.randomUUID()))) {
            assertRefused(() -> view.find(stranger, id));
            assertRefused(() -> view.history(stranger, id));
            assertRefused(() -> view.track(stranger, id));
        }
    }

    @Test
    void the_history_is_the_whole_journal_in_order() {
        Trip trip = trips.plan(driver, rider);
        trips.progress(trip, EN_ROUTE, ARRIVED);

        assertThat(view.history(asRider, trip.id()))
                .extracting(TripTransition::version)
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void what_was_announced_is_expected_as_long_as_nobody_knows_better() {
        Trip trip = trips.plan(driver, rider);
        var request = new Request(EN_ROUTE, null, NOON.plusSeconds(900), null, null, null);
        fleet.useCases().progress().progress(trips.service, trip.id(), request);

        assertThat(view.find(asRider, trip.id()).eta())
                .isEqualTo(Eta.announced(new EtaEstimate(NOON.plusSeconds(900), null)));
        report(TestTrips.YABA);
        assertThat(view.find(asRider, trip.id()).eta())
                .satisfies(
                        eta -> assertThat(eta.forRider(rider).remainingMeters()).isPositive());
    }

    @Test
    void nothing_is_expected_before_and_after() {
        Trip trip = trips.plan(driver, rider);
        report(TestTrips.YABA);
        assertThat(view.find(asRider, trip.id()).eta()).isNull();

        trips.progress(trip, EN_ROUTE, CANCELLED);
        assertThat(view.find(asRider, trip.id()).eta()).isNull();
    }

    @Test
    void the_track_begins_with_setting_out_and_ends_with_the_trip() {
        report(point(6.60));
        clock.pass(Duration.ofSeconds(10));
        Trip trip = trips.plan(driver, rider);
        assertThat(track(asRider, trip)).isEmpty();

        trips.progress(trip, EN_ROUTE);
        report(point(6.59));
        clock.pass(Duration.ofSeconds(10));
        report(point(6.58));
        trips.progress(trip, CANCELLED);
        clock.pass(Duration.ofSeconds(10));
        report(point(6.57));

        assertThat(track(asRider, trip)).containsExactly(point(6.59), point(6.58));
    }

    @Test
    void a_fix_that_comes_late_still_falls_into_its_trip() {
        Trip trip = trips.plan(driver, rider);
        trips.progress(trip, EN_ROUTE);
        clock.pass(Duration.ofSeconds(60));
        trips.progress(trip, CANCELLED);
        clock.pass(Duration.ofHours(1));

        reportAt(point(6.59), NOON.plusSeconds(30));

        assertThat(track(asRider, trip)).containsExactly(point(6.59));
    }

    @Test
    void a_rider_of_a_shared_run_sees_the_track_between_their_own_halts() {
        var own = new RiderPart(rider, null, point(6.58), point(6.56));
        var other = new RiderPart(new RiderId(UUID.randomUUID()), null, TestTrips.IKEJA, TestTrips.YABA);
        Trip shared = plan(own, other);
        trips.progress(shared, EN_ROUTE);
        List<GeoPoint> driven = drive(6.60, 6.59, 6.58, 6.57, 6.56, 6.55);

        assertThat(track(asRider, shared)).containsExactlyElementsOf(driven.subList(2, 5));
        assertThat(track(operator, shared)).containsExactlyElementsOf(driven);
        assertThat(track(TestTrips.driver(driver), shared)).containsExactlyElementsOf(driven);
    }

    @Test
    void passing_ones_drop_off_before_ones_pickup_is_not_the_end_of_ones_ride() {
        Trip shared = plan(
                new RiderPart(rider, null, point(6.58), point(6.59)),
                new RiderPart(new RiderId(UUID.randomUUID()), null, TestTrips.IKEJA, TestTrips.YABA));
        trips.progress(shared, EN_ROUTE);
        List<GeoPoint> driven = drive(6.60, 6.59, 6.58, 6.59, 6.60);

        assertThat(track(asRider, shared)).containsExactlyElementsOf(driven.subList(2, 4));
    }

    @Test
    void lists_are_read_newest_first_and_page_by_page() {
        List<TripId> planned = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            planned.add(trips.plan(driver, rider).id());
            clock.pass(Duration.ofSeconds(i % 2)); // some at the same instant
        }

        List<TripId> read = new ArrayList<>();
        Page page = view.ofRider(asRider, rider, query(null, 2));
        while (page.next() != null) {
            read.addAll(ids(page));
            page = view.ofRider(asRider, rider, query(page.next(), 2));
        }
        read.addAll(ids(page));

        assertThat(read).containsExactlyInAnyOrderElementsOf(planned);
        assertThat(read).last().isIn(planned.subList(0, 2));
        assertThat(ids(view.ofDriver(TestTrips.driver(driver), driver, query(null, 100))))
                .isEqualTo(read);
    }

    @Test
    void a_list_may_hold_certain_states_alone() {
        Trip done = trips.plan(driver, rider);
        trips.plan(driver, rider);
        trips.progress(done, EN_ROUTE, ARRIVED, IN_PROGRESS, COMPLETED);

        Page page = view.ofDriver(operator, driver, new Query(Set.of(COMPLETED), null, 10));

        assertThat(ids(page)).containsExactly(done.id());
        assertThat(page.next()).isNull();
    }

    @Test
    void the_lists_of_others_do_not_exist() {
        trips.plan(driver, rider);
        Principal asOther = TestTrips.principal(rider.value(), Role.DRIVER);

        assertRefused(() -> view.ofRider(asOther, rider, query(null, 10)));
        assertRefused(() -> view.ofDriver(asRider, driver, query(null, 10)));
        assertThat(ids(view.ofRider(trips.service, rider, query(null, 10)))).hasSize(1);
    }

    @Test
    void a_page_has_1_to_100_trips() {
        for (int limit : new int[] {0, 101}) {
            assertThatThrownBy(() -> view.ofRider(asRider, rider, query(null, limit)))
                    .isInstanceOfSatisfying(
                            FleetException.class,
                            fault -> assertThat(fault.details()).containsEntry("field", "limit"));
        }
    }

    private Trip plan(RiderPart... parts) {
        var plan = new TripPlan(List.of(parts), TestTrips.IKEJA, TestTrips.YABA, List.of(), null, null);
        return fleet.useCases()
                .registration()
                .register(trips.service, new TripId(UUID.randomUUID()), driver, plan)
                .trip();
    }

    /** Drives from latitude to latitude. */
    private List<GeoPoint> drive(double... latitudes) {
        List<GeoPoint> driven =
                DoubleStream.of(latitudes).mapToObj(TripViewingTest::point).toList();
        driven.forEach(point -> {
            report(point);
            clock.pass(Duration.ofSeconds(10));
        });
        return driven;
    }

    private List<GeoPoint> track(Principal principal, Trip trip) {
        try (Track track = view.track(principal, trip.id())) {
            return track.locations().map(location -> location.fix().point()).toList();
        }
    }

    private void report(GeoPoint point) {
        reportAt(point, clock.instant());
    }

    private void reportAt(GeoPoint point, Instant recordedAt) {
        Stages.await(fleet.useCases().locations().report(driver, LocationFix.at(point, recordedAt)));
    }

    private static GeoPoint point(double latitude) {
        return new GeoPoint(latitude, 3.35);
    }

    private static Query query(@Nullable Cursor after, int limit) {
        return new Query(Set.of(), after, limit);
    }

    private static List<TripId> ids(Page page) {
        return page.trips().stream().map(one -> one.trip().id()).toList();
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FleetException.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.TRIP_NOT_FOUND));
    }
}
