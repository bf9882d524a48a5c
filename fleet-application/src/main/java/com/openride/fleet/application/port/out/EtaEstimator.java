package com.openride.fleet.application.port.out;

import com.openride.fleet.domain.trip.Eta;
import com.openride.fleet.domain.trip.TripProgress;
import java.time.Instant;

/**
 * Says when a car will be where it is expected.
 *
 * <p>Safe for use by many threads. Asked for every fix, in the driver's lane: it answers within microseconds and never
 * blocks. One that has a routing engine behind it answers by what it has heard from it, and asks on threads of its own.
 */
@FunctionalInterface
public interface EtaEstimator {

    /**
     * What is expected of a run that is under way.
     *
     * @param progress how far it has come; it is known where the car is
     */
    Eta estimate(TripProgress progress, Instant now);
}
