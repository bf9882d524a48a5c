package com.openride.fleet.domain.trip;

import com.openride.fleet.domain.access.Actor;
import com.openride.fleet.domain.fault.InvalidValue;
import com.openride.fleet.domain.geo.GeoPoint;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A step in a trip's life that someone asks for.
 *
 * @param to the state to reach
 * @param by who asks, in which role
 * @param location where they are, if they say so
 * @param eta when they expect to be there, if they say so; kept to milliseconds
 * @param reason why, at most 256 characters without control characters
 * @param key makes a repeated request harmless, 1 to 255 visible ASCII characters
 */
public record TripStep(
        TripStatus to,
        Actor by,
        @Nullable GeoPoint location,
        @Nullable Instant eta,
        @Nullable String reason,
        @Nullable String key) {

    private static final int LONGEST_REASON = 256;
    private static final int LONGEST_KEY = 255;

    public TripStep {
        eta = eta == null ? null : eta.truncatedTo(ChronoUnit.MILLIS);
        if (reason != null && !isPlainText(reason)) {
            throw new InvalidValue("reason", "must be at most 256 characters without control characters");
        }
        if (key != null && !isKey(key)) {
            throw new InvalidValue("Idempotency-Key", "must be 1 to 255 visible ASCII characters");
        }
    }

    private static boolean isPlainText(String text) {
        return text.length() <= LONGEST_REASON && text.codePoints().allMatch(TripStep::isPlain);
    }

    private static boolean isPlain(int codePoint) {
        int type = Character.getType(codePoint);
        return type != Character.CONTROL && type != Character.FORMAT && type != Character.SURROGATE;
    }

    private static boolean isKey(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_KEY
                && text.chars().allMatch(character -> character > ' ' && character < 0x7f);
    }
}
