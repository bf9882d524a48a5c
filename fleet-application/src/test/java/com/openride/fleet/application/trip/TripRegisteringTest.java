package com.openride.fleet.application.trip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openride.fleet.application.fixture.FleetFixture;
import com.openride.fleet.application.fixture.TestClock;
import com.openride.fleet.application.fixture.TestTrips;
import com.openride.fleet.application.port.in.RegisterTrip.Registered;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.event.FleetEvent;
import com.openride.fleet.domain.event.FleetEvent.DriverTripChanged;
import com.openride.fleet.domain.event.Topic.DriverTopic;
import com.openride.fleet.domain.event.Topic.TripTopic;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.RiderPart;
import com.openride.fleet.domain.trip.TripId;
import com.openride.fleet.domain.trip.TripPlan;
import com.openride.fleet.domain.trip.TripStatus;
import com.openride.fleet.domain.trip.TripTransition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TripRegisteringTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final TestClock clock = new TestClock(NOON);
    private final FleetFixture fleet = new FleetFixture(clock, Duration.ZERO);
    private final Principal service = TestTrips.principal(UUID.randomUUID(), Role.SERVICE);
    private final TripId id = new TripId(UUID.randomUUID());
    private final DriverId driver = new DriverId(UUID.randomUUID());
    private final TripPlan plan = plan(new RiderId(UUID.randomUUID()));
    private final List<FleetEvent> told = new CopyOnWriteArrayList<>();

    TripRegisteringTest() {
        fleet.broadcast.listen(new TripTopic(id), told::add);
    }

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    void a_planned_trip_is_kept_with_who_planned_it_and_told() {
        Registered registered = register(service, driver, plan);

        assertThat(registered.created()).isTrue();
        assertThat(fleet.trips.find(id)).contains(registered.trip());
        assertThat(registered.trip().stamps().createdAt()).isEqualTo(NOON);
        assertThat(fleet.trips.journal(id, 0)).singleElement().satisfies(entry -> {
            assertThat(entry.to()).isEqualTo(TripStatus.PENDING);
            assertThat(entry.by().subject()).isEqualTo(service.subject());
            assertThat(entry.by().role()).isEqualTo(Role.SERVICE);
        });
        assertThat(told).hasSize(1);
    }

    @Test
    void a_planned_trip_is_told_to_whoever_keeps_the_drivers_state() {
        List<FleetEvent> ofDriver = new CopyOnWriteArrayList<>();
        fleet.broadcast.listen(new DriverTopic(driver), ofDriver::add);

        Registered registered = register(service, driver, plan);

        assertThat(ofDriver).contains(new DriverTripChanged(registered.trip()));
    }

    @Test
    void the_same_again_is_the_same_trip_as_it_stands_now_and_is_told_to_nobody() { // TRIP-06
        register(service, driver, plan);
        new TestTrips(fleet).progress(fleet.trips.find(id).orElseThrow(), TripStatus.EN_ROUTE);
        told.clear();
        clock.pass(Duration.ofMinutes(5));

        Registered again = register(service, driver, plan);

        assertThat(again.created()).isFalse();
        assertThat(again.trip().status()).isEqualTo(TripStatus.EN_ROUTE);
        assertThat(fleet.trips.journal(id, 0))
                .extracting(TripTransition::version)
                .containsExactly(1L, 2L);
        assertThat(told).isEmpty();
    }

    @Test
    void another_trip_under_the_same_id_is_a_conflict() {
        register(service, driver, plan);

        assertRefused(FaultCode.CONFLICT, () -> register(service, new DriverId(UUID.randomUUID()), plan));
        assertRefused(FaultCode.CONFLICT, () -> register(service, driver, plan(new RiderId(UUID.randomUUID()))));
        assertThat(fleet.trips.find(id).orElseThrow().plan()).isEqualTo(plan);
    }

    @Test
    void of_many_at_once_one_plans_the_trip_and_all_get_it() {
        Set<TripId> got = ConcurrentHashMap.newKeySet();

        long created = IntStream.range(0, 32)
                .parallel()
                .mapToObj(i -> register(service, driver, plan))
                .peek(registered -> got.add(registered.trip().id()))
                .filter(Registered::created)
                .count();

        assertThat(created).isEqualTo(1);
        assertThat(got).containsExactly(id);
        assertThat(told).hasSize(1);
    }

    @Test
    void an_operator_may_plan_too_and_nobody_else() { // AZ-13
        Stream.of(Role.DRIVER, Role.RIDER)
                .forEach(role -> assertRefused(
                        FaultCode.UNAUTHORIZED,
                        () -> register(TestTrips.principal(driver.value(), role), driver, plan)));

        register(TestTrips.principal(UUID.randomUUID(), Role.ADMIN), driver, plan);
        assertThat(fleet.trips.journal(id, 0).get(0).by().role()).isEqualTo(Role.ADMIN);
    }

    private Registered register(Principal principal, DriverId of, TripPlan what) {
        return fleet.useCases().registration().register(principal, id, of, what);
    }

    private static TripPlan plan(RiderId rider) {
        var part = new RiderPart(rider, null, TestTrips.IKEJA, TestTrips.YABA);
        return new TripPlan(List.of(part), TestTrips.IKEJA, TestTrips.YABA, List.of(), null, NOON.plusNanos(1));
    }

    private static void assertRefused(FaultCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FleetException.class, fault -> assertThat(fault.code()).isEqualTo(code));
    }
}
