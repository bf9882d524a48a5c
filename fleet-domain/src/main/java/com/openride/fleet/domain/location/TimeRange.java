package com.openride.fleet.domain.location;

import com.openride.fleet.domain.fault.InvalidValue;
import java.time.Duration;
import java.time.Instant;

/**
 * A span of time.
 *
 * @param from the first instant within
 * @param to the first instant after, not before {@code from}
 */
public record TimeRange(Instant from, Instant to) {

    /** The longest span that may be asked for at once. */
    public static final Duration LONGEST = Duration.ofDays(31);

    public TimeRange {
        if (to.isBefore(from)) {
            throw new InvalidValue("from", "must not be after to");
        }
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw new InvalidValue("from", "must be at most 31 days before to");
        }
    }

    /** Whether the instant lies within. */
    public boolean contains(Instant instant) {
        return !instant.isBefore(from) && instant.isBefore(to);
    }
}
