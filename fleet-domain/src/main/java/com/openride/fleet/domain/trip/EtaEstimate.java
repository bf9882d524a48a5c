package com.openride.fleet.domain.trip;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a car is expected somewhere.
 *
 * @param arrival when
 * @param remainingMeters how far it still has to drive, or null when only the time was announced
 */
public record EtaEstimate(Instant arrival, @Nullable Long remainingMeters) {

    /** From which difference on an estimate is news to a rider. */
    public static final Duration MATERIAL = Duration.ofSeconds(60);

    /** Whether this estimate is far enough from the other to be told. */
    public boolean differsFrom(EtaEstimate other) {
        return Duration.between(other.arrival, arrival).abs().compareTo(MATERIAL) >= 0;
    }
}
