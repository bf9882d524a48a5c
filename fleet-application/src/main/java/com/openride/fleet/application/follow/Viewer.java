package com.openride.fleet.application.follow;

import com.openride.fleet.application.port.in.TripUpdate;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.Eta;
import com.openride.fleet.domain.trip.EtaEstimate;
import com.openride.fleet.domain.trip.Ride;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripTransition;
import com.openride.fleet.domain.trip.Visibility;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Through whose eyes a trip is seen.
 *
 * @param rider the rider who follows, or null for an operator
 * @param visibility when a rider sees the car
 * @param clock our time
 */
record Viewer(@Nullable RiderId rider, Visibility visibility, InstantSource clock) {

    static Viewer of(Principal principal, Trip trip, Visibility visibility, InstantSource clock) {
        boolean asRider = !principal.is(Role.ADMIN) || trip.carries(principal.subject());
        return new Viewer(asRider ? new RiderId(principal.subject()) : null, visibility, clock);
    }

    /** Whether this viewer may see where the car is while the trip stands like this and this is expected. */
    boolean seesCar(Trip trip, @Nullable Eta eta) {
        return rider == null ? !trip.status().isOver() : visibility.sees(rider, trip, eta, clock.instant());
    }

    /** Whether this viewer, who has seen the car already, may go on seeing it. */
    boolean goesOnSeeingCar(Trip trip, @Nullable Eta eta) {
        return rider == null ? !trip.status().isOver() : visibility.goesOn(rider, trip, eta);
    }

    /** How the trip stands, without a step. */
    TripUpdate standing(Trip trip, @Nullable Eta eta, Instant at) {
        return new TripUpdate(
                trip.id(),
                trip.driver(),
                trip.status(),
                null,
                trip.version(),
                estimate(trip, eta),
                stopsBefore(trip, eta),
                at);
    }

    /** A step just taken. */
    TripUpdate step(Trip trip, TripTransition step, @Nullable Eta eta) {
        return new TripUpdate(
                trip.id(),
                trip.driver(),
                step.to(),
                step.from(),
                step.version(),
                estimate(trip, eta),
                stopsBefore(trip, eta),
                step.at());
    }

    /** A step of the past, of which no estimate is kept. */
    TripUpdate missed(Trip trip, TripTransition step) {
        return new TripUpdate(trip.id(), trip.driver(), step.to(), step.from(), step.version(), null, null, step.at());
    }

    private @Nullable Integer stopsBefore(Trip trip, @Nullable Eta eta) {
        Ride ride = eta == null || !trip.status().isUnderWay() ? null : eta.rideOf(rider);
        return ride == null || ride.isDone() ? null : ride.haltsBefore();
    }

    private @Nullable EtaEstimate estimate(Trip trip, @Nullable Eta eta) {
        if (!trip.status().isUnderWay()) {
            return null;
        }
        if (eta != null) {
            return eta.isDoneWith(rider) ? null : eta.forRider(rider);
        }
        Instant announced = trip.announcedEta();
        return announced == null ? null : new EtaEstimate(announced, null);
    }
}
