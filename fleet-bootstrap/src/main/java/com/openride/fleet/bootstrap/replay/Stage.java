package com.openride.fleet.bootstrap.replay;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** What all vehicles have in common: one start, one clock, one timer. Safe for use by many threads. */
final class Stage {

    private static final long LONGEST_MICROSECONDS = TimeUnit.MINUTES.toMicros(1);

    private final InstantSource clock;
    private final ScheduledExecutorService timer;
    private final Instant start;
    private final Histogram latency = new ConcurrentHistogram(LONGEST_MICROSECONDS, 3);

    /** A stage on which it starts now. */
    Stage(InstantSource clock, ScheduledExecutorService timer) {
        this.clock = clock;
        this.timer = timer;
        this.start = Instant.ofEpochMilli(clock.millis());
    }

    Instant start() {
        return start;
    }

    Instant now() {
        return clock.instant();
    }

    long elapsedMilliseconds() {
        return clock.millis() - start.toEpochMilli();
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    /** Notes how long an ack took. */
    void answered(long nanos) {
        latency.recordValue(Math.min(LONGEST_MICROSECONDS, Math.max(0, TimeUnit.NANOSECONDS.toMicros(nanos))));
    }

    /** Milliseconds that so many percent of the acks took at most; 0 without any. */
    double percentile(double percent) {
        return latency.getValueAtPercentile(percent) / 1000.0;
    }
}
