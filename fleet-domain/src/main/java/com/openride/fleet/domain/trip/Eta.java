package com.openride.fleet.domain.trip;

import com.openride.fleet.domain.rider.RiderId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is expected of a trip that is under way.
 *
 * @param end when the run's last drop-off is expected
 * @param riders for each rider their own pickup or, once aboard, their own drop-off
 * @param rides how far each rider has come; empty when the car has not been seen
 */
public record Eta(EtaEstimate end, Map<RiderId, EtaEstimate> riders, Map<RiderId, Ride> rides) {

    public Eta {
        riders = Map.copyOf(riders);
        rides = Map.copyOf(rides);
    }

    /** An arrival that somebody has announced. */
    public static Eta announced(EtaEstimate end) {
        return new Eta(end, Map.of(), Map.of());
    }

    /** The estimate that concerns the rider, or the end of the run for anyone else. */
    public EtaEstimate forRider(@Nullable RiderId rider) {
        EtaEstimate own = rider == null ? null : riders.get(rider);
        return own == null ? end : own;
    }

    /** Whether the rider is known to have reached their drop-off. */
    public boolean isDoneWith(@Nullable RiderId rider) {
        Ride ride = rideOf(rider);
        return ride != null && ride.isDone();
    }

    /** How far the rider has come, if it is known. */
    public @Nullable Ride rideOf(@Nullable RiderId rider) {
        return rider == null ? null : rides.get(rider);
    }
}
