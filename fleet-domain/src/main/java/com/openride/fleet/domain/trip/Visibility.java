package com.openride.fleet.domain.trip;

import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.Ride.Phase;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a rider sees the car: while the trip is under way and, if others ride along, only from some time before their own
 * pickup to their own drop-off, so that nobody learns where the others live.
 *
 * @param beforePickup how long before the own pickup, not negative
 */
public record Visibility(Duration beforePickup) {

    /** Half an hour before the pickup. */
    public static final Visibility DEFAULT = new Visibility(Duration.ofMinutes(30));

    /**
     * Whether the rider sees the car now. Of a shared trip of which nothing is known they see nothing.
     *
     * @param eta what is expected, if anything is
     */
    public boolean sees(RiderId rider, Trip trip, @Nullable Eta eta, Instant now) {
        if (!trip.status().isUnderWay()) {
            return false;
        }
        if (!trip.isShared()) {
            return true;
        }
        Ride ride = eta == null ? null : eta.rideOf(rider);
        return ride != null
                && eta != null
                && !ride.isDone()
                && (ride.phase() == Phase.ABOARD || isSoon(eta.forRider(rider).arrival(), now));
    }

    /** Whether a rider who has seen the car goes on seeing it, also if it is late now. */
    public boolean goesOn(RiderId rider, Trip trip, @Nullable Eta eta) {
        Ride ride = eta == null ? null : eta.rideOf(rider);
        return trip.status().isUnderWay() && (!trip.isShared() || (ride != null && !ride.isDone()));
    }

    private boolean isSoon(Instant pickup, Instant now) {
        return !pickup.minus(beforePickup).isAfter(now);
    }
}
