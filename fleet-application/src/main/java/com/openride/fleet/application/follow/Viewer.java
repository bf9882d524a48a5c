package com.openride.fleet.application.follow;

import com.openride.fleet.application.port.in.TripUpdate;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.Eta;
import com.openride.fleet.domain.trip.EtaEstimate;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripStatus;
import com.openride.fleet.domain.trip.TripTransition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Through whose eyes a trip is seen.
 *
 * @param rider the rider who follows, or null for an operator
 */
record Viewer(@Nullable RiderId rider) {

    static Viewer of(Principal principal, Trip trip) {
        boolean asRider = !principal.is(Role.ADMIN) || trip.carries(principal.subject());
        return new Viewer(asRider ? new RiderId(principal.subject()) : null);
    }

    /** Whether this viewer may see where the car is while the trip stands like this. */
    boolean seesCar(TripStatus status) {
        return status.isUnderWay() || (rider == null && !status.isOver());
    }

    /** How the trip stands, without a step. */
    TripUpdate standing(Trip trip, @Nullable Eta eta, Instant at) {
        return new TripUpdate(trip.id(), trip.driver(), trip.status(), null, trip.version(), estimate(trip, eta), at);
    }

    /** A step just taken. */
    TripUpdate step(Trip trip, TripTransition step, @Nullable Eta eta) {
        return new TripUpdate(
                trip.id(), trip.driver(), step.to(), step.from(), step.version(), estimate(trip, eta), step.at());
    }

    /** A step of the past, of which no estimate is kept. */
    TripUpdate missed(Trip trip, TripTransition step) {
        return new TripUpdate(trip.id(), trip.driver(), step.to(), step.from(), step.version(), null, step.at());
    }

    private @Nullable EtaEstimate estimate(Trip trip, @Nullable Eta eta) {
        if (!trip.status().isUnderWay()) {
            return null;
        }
        if (eta != null) {
            return eta.forRider(rider);
        }
        Instant announced = trip.announcedEta();
        return announced == null ? null : new EtaEstimate(announced, null);
    }
}
