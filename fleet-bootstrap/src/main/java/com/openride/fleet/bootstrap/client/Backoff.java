package com.openride.fleet.bootstrap.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to stay away after a loss: twice as long after each failure, up to a bound, and each time between half of it
 * and one and a half, so that clients which were lost together do not return together.
 *
 * @param first the wait after the first loss, positive
 * @param longest the bound before the jitter, at least the first
 */
public record Backoff(Duration first, Duration longest) {

    private static final int MOST_DOUBLINGS = 20;

    /** Half a second, then up to five seconds, as the official clients do. */
    public static final Backoff USUAL = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(5));

    public Backoff {
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("first must be positive and longest at least as long");
        }
    }

    /**
     * The wait in milliseconds.
     *
     * @param failures how many attempts have failed since the last success, not negative
     */
    long milliseconds(int failures, RandomGenerator random) {
        long doubled = first.toMillis() << Math.min(failures, MOST_DOUBLINGS);
        return Math.round(Math.min(doubled, longest.toMillis()) * (0.5 + random.nextDouble()));
    }
}
