package com.openride.fleet.adapter.redis;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A present that all instances of a test share in place of Redis's own. */
final class TestClock {

    private Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

    synchronized Instant now() {
        return now;
    }

    synchronized void elapse(Duration time) {
        now = now.plus(time);
    }

    long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, now());
    }
}
