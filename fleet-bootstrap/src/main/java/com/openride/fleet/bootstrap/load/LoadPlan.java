package com.openride.fleet.bootstrap.load;

import java.time.Duration;

/**
 * How much is sent, and when. Each fix has its place in time before anything is sent: driver {@code i} of {@code n} sends
 * fix {@code k} as number {@code k·n + i} of all, so that a server which hangs does not slow its own load down.
 *
 * @param drivers how many, positive
 * @param watchers how many follow each driver, not negative
 * @param rate fixes a second in all; 0 for none
 * @param warmup how long fixes are sent before they are timed: a JVM that has just begun is slow
 * @param duration for how long fixes are sent after that, or connections held
 * @param arrivals connections made a second, positive
 * @param plain whether the server is the plain one of {@code bin/bench}, which knows of no trips
 */
record LoadPlan(
        int drivers, int watchers, double rate, Duration warmup, Duration duration, int arrivals, boolean plain) {

    private static final double NANOS = 1e9;

    /** How many fixes there are to send. */
    long fixes() {
        return (long) Math.floor(rate * total().toNanos() / NANOS);
    }

    /** How long it takes once all are there. */
    Duration total() {
        return warmup.plus(duration);
    }

    /** Whether the fix is sent after warming up, and so is timed. */
    boolean isTimed(long fix) {
        return due(fix) >= warmup.toNanos();
    }

    /** How many sockets it takes. */
    long sockets() {
        return drivers * (1L + watchers);
    }

    /** Which driver sends the fix. */
    int driver(long fix) {
        return (int) (fix % drivers);
    }

    /** Which of its driver's the fix is, from 0. */
    int turn(long fix) {
        return (int) (fix / drivers);
    }

    /** The fix that is the driver's so and so many. */
    long fix(int driver, int turn) {
        return (long) turn * drivers + driver;
    }

    /** When it is to be sent, in nanoseconds after the beginning. */
    long due(long fix) {
        return Math.round(fix * NANOS / rate);
    }

    /** Which of its driver's fixes was due at so many milliseconds after the beginning, to the nearest. */
    int turnAt(int driver, long milliseconds) {
        return (int) Math.round((milliseconds * rate / 1000 - driver) / drivers);
    }
}
