package com.openride.fleet.domain.trip;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * How good estimates were, by how far they looked ahead.
 *
 * @param horizons of each horizon with estimates that have come to be judged, how wrong they were
 */
public record EtaScore(Map<Horizon, Errors> horizons) {

    /** Before anything could be judged. */
    public static final EtaScore NONE = new EtaScore(Map.of());

    public EtaScore {
        horizons = Map.copyOf(horizons);
    }

    /**
     * How wrong some estimates were.
     *
     * @param estimates how many
     * @param seconds the sum of the distances between estimated and real arrival
     * @param shares the sum of these distances over the time that was left
     */
    public record Errors(long estimates, double seconds, double shares) {

        /** The mean distance in seconds. */
        public double meanSeconds() {
            return seconds / estimates;
        }

        Errors plus(Errors other) {
            return new Errors(estimates + other.estimates, seconds + other.seconds, shares + other.shares);
        }

        /** The mean distance over the time that was left, 1 for as long as that. */
        public double meanShare() {
            return shares / estimates;
        }
    }

    /** The score with one more estimate, made before the car was there. */
    public EtaScore with(Instant madeAt, Instant estimated, Instant reached) {
        double ahead = Math.max(1, Duration.between(madeAt, reached).toMillis() / 1000.0);
        double error = Math.abs(Duration.between(estimated, reached).toMillis() / 1000.0);
        Map<Horizon, Errors> more = new EnumMap<>(Horizon.class);
        more.putAll(horizons);
        more.merge(Horizon.of(Duration.between(madeAt, reached)), new Errors(1, error, error / ahead), Errors::plus);
        return new EtaScore(more);
    }

    /** The score of all estimates of both. */
    public EtaScore plus(EtaScore other) {
        Map<Horizon, Errors> all = new EnumMap<>(Horizon.class);
        all.putAll(horizons);
        other.horizons.forEach((horizon, errors) -> all.merge(horizon, errors, Errors::plus));
        return new EtaScore(all);
    }
}
