package com.openride.fleet.domain.trip;

import com.openride.fleet.domain.rider.RiderId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is expected of a trip that is under way.
 *
 * @param end when the run's last drop-off is expected
 * @param riders for each rider their own pickup or, once aboard, their own drop-off
 */
public record Eta(EtaEstimate end, Map<RiderId, EtaEstimate> riders) {

    public Eta {
        riders = Map.copyOf(riders);
    }

    /** The estimate that concerns the rider, or the end of the run for anyone else. */
    public EtaEstimate forRider(@Nullable RiderId rider) {
        EtaEstimate own = rider == null ? null : riders.get(rider);
        return own == null ? end : own;
    }
}
