package com.openride.fleet.application.port.out;

import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.location.DriverLocation;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/**
 * The durable trail of every accepted fix, one per driver and recorded time.
 *
 * <p>Safe for use by many threads. No method blocks.
 */
public interface LocationLog {

    /**
     * Writes the fix. The stage completes once the fix is as durable as this log can make it; until then nothing is
     * promised. It fails with a {@link com.openride.fleet.domain.fault.FleetException} of code OVERLOADED when the
     * bounded queue is full (nothing is dropped that was taken) and UNAVAILABLE when the store is away.
     */
    CompletionStage<Appended> append(DriverLocation location);

    /** Whether a fix of the driver with that recorded time is already durable. Fails as {@link #append} does. */
    CompletionStage<Boolean> knows(DriverId driver, Instant recordedAt);

    /** What became of a fix. */
    enum Appended {
        /** It is there now. */
        STORED,
        /** It was there already, and stays as it was. */
        DUPLICATE
    }
}
