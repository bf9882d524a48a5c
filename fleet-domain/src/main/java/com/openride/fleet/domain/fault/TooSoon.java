package com.openride.fleet.domain.fault;

import java.time.Duration;
import java.util.Map;

/** The caller came before its turn. */
public final class TooSoon extends FleetException {

    private final Duration retryAfter;

    /**
     * Refuses until the given time has passed.
     *
     * @param retryAfter how long to wait; at least one millisecond is reported
     */
    public TooSoon(Duration retryAfter) {
        super(FaultCode.RATE_LIMIT_EXCEEDED, "too many requests");
        this.retryAfter = retryAfter;
    }

    /** How long to wait before the next try. */
    public Duration retryAfter() {
        return retryAfter;
    }

    @Override
    public Map<String, Object> details() {
        return Map.of("retryAfterMs", Math.max(1, retryAfter.toMillis()));
    }
}
