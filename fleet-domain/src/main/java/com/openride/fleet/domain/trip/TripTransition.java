package com.openride.fleet.domain.trip;

import com.openride.fleet.domain.access.Actor;
import com.openride.fleet.domain.geo.GeoPoint;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a trip's journal: what it became, when, and through whom. Never changes once written.
 *
 * @param trip whose
 * @param version its place in the trip's journal, from 1, without a gap
 * @param from the state left, null for the first entry
 * @param to the state reached
 * @param at when, by our clock
 * @param by who
 * @param location where they were, if they said so
 * @param eta what arrival they announced, if any
 * @param reason why, if they said so
 * @param key the idempotency key of the request, if it had one
 */
public record TripTransition(
        TripId trip,
        long version,
        @Nullable TripStatus from,
        TripStatus to,
        Instant at,
        Actor by,
        @Nullable GeoPoint location,
        @Nullable Instant eta,
        @Nullable String reason,
        @Nullable String key) {

    /** The same without where it was taken. */
    public TripTransition withoutPlace() {
        return new TripTransition(trip, version, from, to, at, by, null, eta, reason, key);
    }

    /** Whether a request with the same idempotency key is the one that caused this entry. */
    public boolean answers(TripStep step) {
        return to == step.to()
                && Objects.equals(location, step.location())
                && Objects.equals(eta, step.eta())
                && Objects.equals(reason, step.reason());
    }
}
