package com.openride.fleet.application.alert;

import static com.openride.fleet.domain.trip.TripStatus.ARRIVED;
import static com.openride.fleet.domain.trip.TripStatus.COMPLETED;
import static com.openride.fleet.domain.trip.TripStatus.EN_ROUTE;
import static com.openride.fleet.domain.trip.TripStatus.IN_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.application.fixture.FleetFixture;
import com.openride.fleet.application.fixture.TestClock;
import com.openride.fleet.application.fixture.TestTrips;
import com.openride.fleet.application.port.in.CallForHelp.Request;
import com.openride.fleet.domain.access.Actor;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.alert.Alert;
import com.openride.fleet.domain.alert.AlertKind;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.event.FleetEvent;
import com.openride.fleet.domain.event.FleetEvent.AlertChanged;
import com.openride.fleet.domain.event.Topic.OpsTopic;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.location.LocationFix;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HelpCallingTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final GeoPoint LEKKI = new GeoPoint(6.4474, 3.4723);

    private final TestClock clock = new TestClock(NOON);
    private final FleetFixture fleet = new FleetFixture(clock, Duration.ZERO);
    private final TestTrips trips = new TestTrips(fleet);
    private final DriverId driver = new DriverId(UUID.randomUUID());
    private final RiderId rider = new RiderId(UUID.randomUUID());
    private final List<FleetEvent> ops = new CopyOnWriteArrayList<>();

    HelpCallingTest() {
        fleet.broadcast.listen(new OpsTopic(), ops::add);
    }

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    void a_rider_calls_from_the_trip_they_are_on() {
        Trip trip = trips.plan(driver, rider);
        trips.progress(trip, EN_ROUTE);

        Alert alert = call(TestTrips.rider(rider), new Request(trip.id(), LEKKI, " help "));

        assertThat(alert.kind()).isEqualTo(AlertKind.SOS);
        assertThat(alert.driver()).isEqualTo(driver);
        assertThat(alert.trip()).isEqualTo(trip.id());
        assertThat(alert.report().at()).isEqualTo(NOON);
        assertThat(alert.report().details().by()).isEqualTo(new Actor(rider.value(), Role.RIDER));
        assertThat(alert.report().details().location()).isEqualTo(LEKKI);
        assertThat(alert.report().details().message()).isEqualTo(" help ");
        assertThat(ops).containsExactly(new AlertChanged(alert));
    }

    @Test
    void who_names_no_trip_calls_from_the_one_under_way() {
        trips.plan(driver, rider);
        Trip trip = trips.plan(new DriverId(UUID.randomUUID()), rider);
        trips.progress(trip, EN_ROUTE);

        assertThat(call(TestTrips.rider(rider), nothing()).trip()).isEqualTo(trip.id());
        assertThat(call(TestTrips.driver(trip.driver()), nothing()).trip()).isEqualTo(trip.id());
    }

    @Test
    void a_rider_who_waits_or_has_just_got_off_may_call_and_after_a_day_no_more() {
        Trip trip = trips.plan(driver, rider);
        assertThat(call(TestTrips.rider(rider), nothing()).trip()).isEqualTo(trip.id());
        trips.progress(trip, EN_ROUTE, ARRIVED, IN_PROGRESS, COMPLETED);

        assertThat(call(TestTrips.rider(rider), said("followed home")).trip()).isEqualTo(trip.id());
        assertThat(call(TestTrips.rider(rider), new Request(trip.id(), null, "still"))
                        .trip())
                .isEqualTo(trip.id());

        clock.pass(Duration.ofHours(25));
        assertFails(FaultCode.TRIP_NOT_FOUND, TestTrips.rider(rider), nothing());
        assertFails(FaultCode.TRIP_NOT_FOUND, TestTrips.rider(rider), new Request(trip.id(), null, null));
    }

    @Test
    void a_rider_on_no_trip_does_not_call_and_anothers_trip_is_as_unknown_as_none() {
        Trip foreign = trips.plan(driver, new RiderId(UUID.randomUUID()));
        trips.progress(foreign, EN_ROUTE);

        assertFails(FaultCode.TRIP_NOT_FOUND, TestTrips.rider(rider), nothing());
        assertFails(FaultCode.TRIP_NOT_FOUND, TestTrips.rider(rider), new Request(foreign.id(), null, null));
        assertFails(FaultCode.TRIP_NOT_FOUND, TestTrips.rider(rider), new Request(unknown(), null, null));
        assertThat(ops).isEmpty();
    }

    @Test
    void a_driver_may_always_call_whatever_trip_they_name() {
        Trip foreign = trips.plan(new DriverId(UUID.randomUUID()), rider);
        for (TripId named : List.of(foreign.id(), unknown())) {
            Alert alert = call(TestTrips.driver(driver), new Request(named, null, named.toString()));

            assertThat(alert.driver()).isEqualTo(driver);
            assertThat(alert.trip()).isNull();
            assertThat(alert.report().details().by()).isEqualTo(new Actor(driver.value(), Role.DRIVER));
        }
    }

    @Test
    void others_do_not_call() {
        for (Role role : List.of(Role.ADMIN, Role.SERVICE)) {
            assertFails(FaultCode.UNAUTHORIZED, TestTrips.principal(driver.value(), role), nothing());
        }
    }

    @Test
    void where_the_car_is_stands_in_for_a_place_that_was_not_told() {
        Trip trip = trips.plan(driver, rider);
        trips.progress(trip, EN_ROUTE);
        fleet.useCases()
                .locations()
                .report(driver, LocationFix.at(LEKKI, NOON))
                .toCompletableFuture()
                .join();

        assertThat(call(TestTrips.rider(rider), nothing()).report().details().location())
                .isEqualTo(LEKKI);
        assertThat(call(TestTrips.driver(driver), nothing()).report().details().location())
                .isEqualTo(LEKKI);
    }

    @Test
    void the_same_call_again_is_the_same_and_more_to_say_or_somebody_else_is_another() {
        var neighbour = new RiderId(UUID.randomUUID());
        Trip trip = trips.plan(driver, rider, neighbour);
        trips.progress(trip, EN_ROUTE);

        Alert first = call(TestTrips.rider(rider), nothing());
        Alert again = call(TestTrips.rider(rider), new Request(trip.id(), LEKKI, " "));
        Alert more = call(TestTrips.rider(rider), said("a knife"));
        Alert neighbours = call(TestTrips.rider(neighbour), nothing());
        Alert drivers = call(TestTrips.driver(driver), nothing());

        assertThat(again).isEqualTo(first);
        assertThat(List.of(first.version(), more.version(), neighbours.version(), drivers.version()))
                .containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void a_message_is_cut_and_never_within_a_letter() {
        Alert alert = call(TestTrips.driver(driver), said("x".repeat(499) + "\uD83D\uDEA8 and more"));

        assertThat(alert.report().details().message()).isEqualTo("x".repeat(499));
        assertThat(call(TestTrips.driver(driver), said("y".repeat(501)))
                        .report()
                        .details()
                        .message())
                .isEqualTo("y".repeat(500));
    }

    @Test
    void who_is_known_here_is_heard_at_once_and_others_are_looked_up() {
        Trip trip = trips.plan(driver, rider);
        assertThat(fleet.useCases().help().callAtOnce(TestTrips.rider(rider), nothing()))
                .isEmpty();
        trips.progress(trip, EN_ROUTE);

        assertThat(fleet.useCases().help().callAtOnce(TestTrips.rider(rider), nothing()))
                .isPresent();
        assertThat(fleet.useCases().help().callAtOnce(TestTrips.driver(driver), nothing()))
                .isPresent();
        await().until(() -> ops.size() == 2);
        assertThatThrownBy(() -> fleet.useCases().help().callAtOnce(trips.service, nothing()))
                .isInstanceOf(FleetException.class);
    }

    @Test
    void while_the_store_is_away_the_call_is_held_and_told_and_then_stored() {
        Trip trip = trips.plan(driver, rider);
        trips.progress(trip, EN_ROUTE);
        fleet.alerts.goAway();

        var called = fleet.useCases().help().call(TestTrips.rider(rider), nothing());

        await().until(() -> !ops.isEmpty());
        assertThat(ops).first().isInstanceOfSatisfying(AlertChanged.class, told -> {
            assertThat(told.alert().id()).isEqualTo(called.id());
            assertThat(told.alert().isStored()).isFalse();
        });
        assertThat(called.stored().toCompletableFuture()).isNotDone();

        fleet.alerts.comeBack();

        assertThat(called.stored().toCompletableFuture())
                .succeedsWithin(Duration.ofSeconds(5))
                .satisfies(alert -> assertThat(fleet.alerts.find(called.id())).contains(alert));
    }

    private Alert call(Principal principal, Request request) {
        return fleet.useCases()
                .help()
                .call(principal, request)
                .stored()
                .toCompletableFuture()
                .orTimeout(5, TimeUnit.SECONDS)
                .join();
    }

    private void assertFails(FaultCode code, Principal principal, Request request) {
        ThrowingCallable call = () -> fleet.useCases().help().call(principal, request);
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FleetException.class, fault -> assertThat(fault.code()).isEqualTo(code));
    }

    private static Request nothing() {
        return said(null);
    }

    private static Request said(@Nullable String message) {
        return new Request(null, null, message);
    }

    private static TripId unknown() {
        return new TripId(UUID.randomUUID());
    }
}
