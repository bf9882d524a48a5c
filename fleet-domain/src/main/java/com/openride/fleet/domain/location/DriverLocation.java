package com.openride.fleet.domain.location;

import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.fault.InvalidValue;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/**
 * A fix that we accepted: whose it is and when it came, by our clock.
 *
 * @param driver whose
 * @param fix what the device says; recorded at most {@link #OLDEST} before and {@link #AHEAD} after {@code receivedAt}
 * @param receivedAt when it reached us, kept to milliseconds
 * @param doubts why it may not be true; empty for nearly every fix
 */
public record DriverLocation(DriverId driver, LocationFix fix, Instant receivedAt, Set<Doubt> doubts)
        implements Comparable<DriverLocation> {

    /** How old a fix may be when it arrives: a phone without reception catches up within a day. */
    public static final Duration OLDEST = Duration.ofHours(24);

    /** How far a device's clock may run ahead of ours. */
    public static final Duration AHEAD = Duration.ofSeconds(30);

    public DriverLocation {
        receivedAt = receivedAt.truncatedTo(ChronoUnit.MILLIS);
        if (fix.recordedAt().isBefore(receivedAt.minus(OLDEST))
                || fix.recordedAt().isAfter(receivedAt.plus(AHEAD))) {
            throw new InvalidValue("timestamp", "must be within the last 24 hours and at most 30 seconds ahead");
        }
        doubts = Set.copyOf(doubts);
    }

    /** An accepted fix that raises no doubt. */
    public DriverLocation(DriverId driver, LocationFix fix, Instant receivedAt) {
        this(driver, fix, receivedAt, Set.of());
    }

    /** Whether this fix is to replace the other on a map: recorded later or, at the same time, received later. */
    public boolean isNewerThan(DriverLocation other) {
        return compareTo(other) > 0;
    }

    /** Oldest first, by the device's clock and then by ours. */
    @Override
    public int compareTo(DriverLocation other) {
        int recorded = fix.recordedAt().compareTo(other.fix.recordedAt());
        return recorded != 0 ? recorded : receivedAt.compareTo(other.receivedAt);
    }
}
