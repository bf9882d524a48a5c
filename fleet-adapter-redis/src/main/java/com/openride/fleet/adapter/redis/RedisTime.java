package com.openride.fleet.adapter.redis;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/** Redis's clock as known here: never ahead of the true one, and behind by no more than its latest answer took. */
final class RedisTime {

    private static final int MICROS = 1_000_000;

    private final LongSupplier given;
    private volatile long ahead;

    /**
     * A clock that has not been set yet.
     *
     * @param given the present in microseconds in its place, or 0
     */
    RedisTime(LongSupplier given) {
        this.given = given;
    }

    /** Redis has just said what time it was. */
    void set(long micros) {
        ahead = micros - System.nanoTime() / 1000;
    }

    Instant now() {
        long instead = given.getAsLong();
        return instant(instead != 0 ? instead : System.nanoTime() / 1000 + ahead);
    }

    /** What scripts are told. */
    String forScripts() {
        return Long.toString(given.getAsLong());
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    static long micros(Instant time) {
        return Math.addExact(time.getEpochSecond() * MICROS, time.getNano() / 1000);
    }

    static String micros(Duration duration) {
        return Long.toString(duration.toNanos() / 1000);
    }
}
