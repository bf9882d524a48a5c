package com.openride.fleet.adapter.redis;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/** Time as this instance has it, which only goes forward, and in the form that Redis has it. */
final class RedisTime {

    private static final int MICROS = 1_000_000;

    private final long start = System.nanoTime();
    private final LongSupplier given;

    /**
     * A clock.
     *
     * @param given the present in microseconds in place of this instance's and Redis's own, or 0
     */
    RedisTime(LongSupplier given) {
        this.given = given;
    }

    /** The present in microseconds, above 0, from a beginning that means nothing elsewhere. */
    long here() {
        long instead = given.getAsLong();
        return instead != 0 ? instead : 1 + (System.nanoTime() - start) / 1000;
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

    static long micros(Duration duration) {
        return duration.toNanos() / 1000;
    }
}
