package com.openride.fleet.application.port.in;

import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.trip.EtaEstimate;
import com.openride.fleet.domain.trip.TripId;
import com.openride.fleet.domain.trip.TripStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a trip stands, as one watcher may know it.
 *
 * @param trip which
 * @param driver whose
 * @param status where it stands
 * @param previousStatus where it stood before, when this tells of a step
 * @param version how far its journal goes
 * @param eta the watcher's own estimate, or null when nothing is expected
 * @param stopsBefore how many halts come before the watcher's own, or null when that is not known or no rider asks
 * @param timestamp since when
 */
public record TripUpdate(
        TripId trip,
        DriverId driver,
        TripStatus status,
        @Nullable TripStatus previousStatus,
        long version,
        @Nullable EtaEstimate eta,
        @Nullable Integer stopsBefore,
        Instant timestamp) {}
