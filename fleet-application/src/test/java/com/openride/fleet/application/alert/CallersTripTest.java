package com.openride.fleet.application.alert;

import static com.openride.fleet.application.contract.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openride.fleet.application.contract.Samples;
import com.openride.fleet.application.fixture.TestTrips;
import com.openride.fleet.application.inmemory.InMemoryDrivers;
import com.openride.fleet.application.inmemory.InMemoryFleetBroadcast;
import com.openride.fleet.application.inmemory.InMemoryLocationStore;
import com.openride.fleet.application.inmemory.InMemoryTrips;
import com.openride.fleet.application.live.DriverLanes;
import com.openride.fleet.application.live.LiveFleet;
import com.openride.fleet.application.port.out.Trips;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.fault.Refused;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripStatus;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whose trip it is while the trips cannot be looked up. */
class CallersTripTest {

    private final InstantSource clock = InstantSource.fixed(NOON);
    private final InMemoryTrips stored = new InMemoryTrips(10);
    private final DriverLanes lanes = new DriverLanes(1, 10, Executors.defaultThreadFactory());
    private final LiveFleet live = new LiveFleet(
            new LiveFleet.Sources(
                    stored, new InMemoryLocationStore(Duration.ofHours(1), 10, clock), new InMemoryDrivers()),
            new InMemoryFleetBroadcast(),
            lanes,
            Runnable::run,
            clock);
    private final CallersTrip trips = new CallersTrip(live, away(), clock);
    private final DriverId driver = Samples.anyDriver();
    private final RiderId rider = Samples.anyRider();

    @AfterEach
    void close() {
        lanes.close();
    }

    @Test
    void a_trip_under_way_that_is_known_here_is_found_all_the_same() {
        Trip trip = underWay();
        live.find(driver);

        assertThat(trips.find(TestTrips.rider(rider), null)).isEqualTo(trip);
        assertThat(trips.find(TestTrips.rider(rider), trip.id())).isEqualTo(trip);
        assertThat(trips.find(TestTrips.driver(driver), trip.id())).isEqualTo(trip);
        assertThat(trips.find(TestTrips.driver(driver), null)).isEqualTo(trip);
    }

    @Test
    void a_driver_who_is_known_here_to_be_on_no_trip_is_on_none() {
        live.find(driver);

        assertThat(trips.known(TestTrips.driver(driver), null)).isEqualTo(new CallersTrip.Known(null));
        assertThat(trips.known(TestTrips.principal(driver.value(), Role.DRIVER, Role.RIDER), null))
                .isNull();
        assertThat(trips.known(TestTrips.driver(Samples.anyDriver()), null)).isNull();
        assertThat(trips.known(TestTrips.rider(rider), null)).isNull();
    }

    @Test
    void one_that_is_not_costs_a_driver_the_trip_alone_and_tells_a_rider_to_try_again() {
        Trip trip = underWay();

        assertThat(trips.find(TestTrips.driver(driver), trip.id())).isNull();
        assertThatThrownBy(() -> trips.find(TestTrips.rider(rider), trip.id()))
                .isInstanceOfSatisfying(
                        FleetException.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.UNAVAILABLE));
    }

    private Trip underWay() {
        Trip planned = Samples.planned(driver, NOON, rider);
        stored.add(planned, planned.registration(Samples.SERVICE));
        var step = Samples.to(TripStatus.EN_ROUTE);
        Trip trip = planned.after(step, NOON);
        stored.advance(trip, planned.transition(step, NOON));
        return trip;
    }

    private static Trips away() {
        return (Trips) Proxy.newProxyInstance(Trips.class.getClassLoader(), new Class<?>[] {Trips.class}, (p, m, a) -> {
            throw new Refused(FaultCode.UNAVAILABLE, "the store is away");
        });
    }
}
