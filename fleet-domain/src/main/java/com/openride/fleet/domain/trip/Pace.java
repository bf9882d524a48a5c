package com.openride.fleet.domain.trip;

import com.openride.fleet.domain.location.DriverLocation;
import java.time.Duration;

/**
 * How fast a driver has been getting on lately, red lights included: the speed over ground, weighted by how recent it is
 * (exponential moving average with a time constant of five minutes).
 *
 * @param metersPerSecond as averaged, not bounded
 */
public record Pace(double metersPerSecond) {

    /** What to assume of a driver who has not moved yet: 25 km/h, usual in a city's traffic. */
    public static final Pace UNKNOWN = new Pace(25 / 3.6);

    private static final double SLOWEST = 10 / 3.6;
    private static final double FASTEST = 120 / 3.6;
    private static final double TIME_CONSTANT_SECONDS = 300;
    private static final Duration LONGEST_GAP = Duration.ofMinutes(5);

    /** The pace after the next fix. Fixes that go back in time or follow a long gap teach nothing. */
    public Pace after(DriverLocation previous, DriverLocation next) {
        Duration gap = Duration.between(previous.fix().recordedAt(), next.fix().recordedAt());
        if (gap.isNegative() || gap.isZero() || gap.compareTo(LONGEST_GAP) > 0) {
            return this;
        }
        double seconds = gap.toMillis() / 1000.0;
        double driven =
                Math.min(FASTEST, previous.fix().point().metersTo(next.fix().point()) / seconds);
        double weight = 1 - Math.exp(-seconds / TIME_CONSTANT_SECONDS);
        return new Pace(metersPerSecond + weight * (driven - metersPerSecond));
    }

    /** The pace to expect from now on: within 10 to 120 km/h, so that a long halt does not make an endless ETA. */
    public double expectedMetersPerSecond() {
        return Math.min(FASTEST, Math.max(SLOWEST, metersPerSecond));
    }
}
