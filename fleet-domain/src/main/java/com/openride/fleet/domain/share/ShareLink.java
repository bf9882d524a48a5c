package com.openride.fleet.domain.share;

import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripId;
import java.time.Duration;
import java.time.Instant;

/**
 * A link by which a rider lets others see one trip of theirs. It dies when it is revoked, or a while after the trip.
 *
 * @param tokenHash {@link ShareToken#hash()} of the token, which itself is kept nowhere
 * @param trip the one trip it shows
 * @param rider who made it, and through whose eyes the trip is seen
 * @param createdAt when, in milliseconds
 * @param views how often it was opened
 */
public record ShareLink(String tokenHash, TripId trip, RiderId rider, Instant createdAt, long views) {

    /** How many living links a rider may have for a trip. */
    public static final int MOST = 3;

    private static final Duration AFTER_THE_END = Duration.ofMinutes(15);

    /** Whether the link still shows the trip. */
    public boolean shows(Trip shown, Instant now) {
        Instant ended = shown.stamps().endedAt();
        return ended == null || now.isBefore(ended.plus(AFTER_THE_END));
    }
}
