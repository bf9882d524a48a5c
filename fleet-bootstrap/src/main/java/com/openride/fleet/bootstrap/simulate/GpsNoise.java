package com.openride.fleet.bootstrap.simulate;

import com.openride.fleet.domain.geo.GeoPoint;
import java.util.random.RandomGenerator;

/**
 * A receiver's error: Gaussian to the north and to the east, each a first-order Gauss-Markov process, so that the error
 * drifts rather than jumps (R. G. Brown, P. Y. C. Hwang, "Introduction to Random Signals and Applied Kalman Filtering",
 * section 3.11). Not safe for use by many threads.
 */
final class GpsNoise {

    private static final double MEMORY_SECONDS = 20;

    private final RandomGenerator chance;
    private final double sigmaMeters;
    private double north;
    private double east;

    /**
     * An error of this size.
     *
     * @param sigmaMeters the standard deviation on each axis, not negative
     */
    GpsNoise(RandomGenerator chance, double sigmaMeters) {
        this.chance = chance;
        this.sigmaMeters = sigmaMeters;
        this.north = sigmaMeters * chance.nextGaussian();
        this.east = sigmaMeters * chance.nextGaussian();
    }

    /**
     * What the receiver says where it is.
     *
     * @param truth where it is
     * @param seconds since the last call, not negative
     */
    GeoPoint disturb(GeoPoint truth, double seconds) {
        double kept = Math.exp(-seconds / MEMORY_SECONDS);
        double fresh = sigmaMeters * Math.sqrt(1 - kept * kept);
        north = kept * north + fresh * chance.nextGaussian();
        east = kept * east + fresh * chance.nextGaussian();
        return Offsets.move(truth, north, east);
    }
}
