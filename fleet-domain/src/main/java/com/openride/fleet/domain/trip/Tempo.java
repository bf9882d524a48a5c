package com.openride.fleet.domain.trip;

/**
 * How a run gets on against what was expected of it: the time it took lately over the time its way should have taken,
 * both forgotten exponentially.
 *
 * @param tookSeconds weighted time driven
 * @param expectedSeconds weighted time that was expected for it
 */
record Tempo(double tookSeconds, double expectedSeconds) {

    private static final double SLOWEST = 4;
    private static final double FASTEST = 0.2;

    /** Before anything was driven, when as much as this long has gone as expected. */
    static Tempo asExpected(double trustSeconds) {
        return new Tempo(trustSeconds, trustSeconds);
    }

    /** The tempo after a piece of the way, with a memory of so many seconds. */
    Tempo after(double seconds, double expected, double memorySeconds) {
        double kept = Math.exp(-seconds / memorySeconds);
        return new Tempo(tookSeconds * kept + seconds, expectedSeconds * kept + expected);
    }

    /** How much longer than expected the rest will take: 0.2 to 4 times, so that no jam makes an endless estimate. */
    double slowness() {
        return Math.min(SLOWEST, Math.max(FASTEST, tookSeconds / Math.max(1, expectedSeconds)));
    }
}
