package com.openride.fleet.application.port.in;

import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.location.DriverLocation;
import java.time.Duration;

/** What became of a reported fix. */
public sealed interface LocationReceipt {

    /**
     * It is durable.
     *
     * @param location as accepted
     * @param duplicate whether it had been there before
     */
    record Accepted(DriverLocation location, boolean duplicate) implements LocationReceipt {}

    /**
     * It came too soon and left no trace.
     *
     * @param retryAfter how long to wait, positive
     */
    record Throttled(Duration retryAfter) implements LocationReceipt {}

    /**
     * It could not be accepted, or could not be made durable.
     *
     * @param fault why: INVALID_PAYLOAD, OVERLOADED, UNAVAILABLE or INTERNAL
     */
    record Refused(FleetException fault) implements LocationReceipt {}
}
