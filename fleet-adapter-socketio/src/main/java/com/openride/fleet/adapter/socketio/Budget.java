package com.openride.fleet.adapter.socketio;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A token bucket: so many at once, so many per second in the long run. Safe for use by many threads. */
final class Budget {

    private static final double NANOS = 1e9;

    private final double burst;
    private final double perSecond;
    private final LongSupplier nanoTime;
    private double left;
    private long at;

    Budget(int burst, int perSecond, LongSupplier nanoTime) {
        this.burst = burst;
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
        this.left = burst;
        this.at = nanoTime.getAsLong();
    }

    /** Takes so many if there are; otherwise takes none and returns how long until there will be. */
    synchronized Duration take(int count) {
        long now = nanoTime.getAsLong();
        left = Math.min(burst, left + (now - at) / NANOS * perSecond);
        at = now;
        if (left >= count) {
            left -= count;
            return Duration.ZERO;
        }
        return Duration.ofNanos((long) Math.ceil((count - left) / perSecond * NANOS));
    }
}
