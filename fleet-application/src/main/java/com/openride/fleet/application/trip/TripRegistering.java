package com.openride.fleet.application.trip;

import com.openride.fleet.application.port.in.RegisterTrip;
import com.openride.fleet.application.port.out.Trips;
import com.openride.fleet.domain.access.Actor;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.Refused;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripId;
import com.openride.fleet.domain.trip.TripPlan;
import com.openride.fleet.domain.trip.TripTransition;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Plans a trip once, however often it is sent. */
public final class TripRegistering implements RegisterTrip {

    private final Trips trips;
    private final TripTelling telling;
    private final InstantSource clock;

    public TripRegistering(Trips trips, TripTelling telling, InstantSource clock) {
        this.trips = trips;
        this.telling = telling;
        this.clock = clock;
    }

    @Override
    public Registered register(Principal principal, TripId id, DriverId driver, TripPlan plan) {
        principal.requireAny(Role.SERVICE, Role.ADMIN);
        Trip trip = Trip.planned(id, driver, plan, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        TripTransition registration = trip.registration(actor(principal));
        return trips.add(trip, registration)
                .map(existing -> same(existing, driver, plan))
                .orElseGet(() -> told(trip, registration));
    }

    private Registered told(Trip trip, TripTransition registration) {
        telling.tell(trip, registration);
        return new Registered(trip, true);
    }

    private static Registered same(Trip existing, DriverId driver, TripPlan plan) {
        if (!existing.driver().equals(driver) || !existing.plan().equals(plan)) {
            throw new Refused(FaultCode.CONFLICT, "this tripId already means another trip");
        }
        return new Registered(existing, false);
    }

    private static Actor actor(Principal principal) {
        return new Actor(principal.subject(), principal.is(Role.SERVICE) ? Role.SERVICE : Role.ADMIN);
    }
}
