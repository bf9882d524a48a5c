package com.openride.fleet.domain.trip;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a trip reached each of its states, by our clock.
 *
 * @param createdAt PENDING
 * @param startedAt EN_ROUTE
 * @param arrivedAt ARRIVED
 * @param pickupTime IN_PROGRESS
 * @param completedAt COMPLETED
 * @param cancelledAt CANCELLED
 */
public record TripStamps(
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant arrivedAt,
        @Nullable Instant pickupTime,
        @Nullable Instant completedAt,
        @Nullable Instant cancelledAt) {

    /** The stamps of a trip that has just been planned. */
    public static TripStamps created(Instant at) {
        return new TripStamps(at, null, null, null, null, null);
    }

    /** The same stamps with the one of the state just reached. */
    TripStamps reached(TripStatus status, Instant at) {
        return switch (status) {
            case PENDING -> created(at);
            case EN_ROUTE -> new TripStamps(createdAt, at, arrivedAt, pickupTime, completedAt, cancelledAt);
            case ARRIVED -> new TripStamps(createdAt, startedAt, at, pickupTime, completedAt, cancelledAt);
            case IN_PROGRESS -> new TripStamps(createdAt, startedAt, arrivedAt, at, completedAt, cancelledAt);
            case COMPLETED -> new TripStamps(createdAt, startedAt, arrivedAt, pickupTime, at, cancelledAt);
            case CANCELLED -> new TripStamps(createdAt, startedAt, arrivedAt, pickupTime, completedAt, at);
        };
    }

    /** Only the stamps up to the given state: what a trip looked like when it had reached it. */
    TripStamps upTo(TripStatus status) {
        return switch (status) {
            case PENDING -> created(createdAt);
            case EN_ROUTE -> new TripStamps(createdAt, startedAt, null, null, null, null);
            case ARRIVED -> new TripStamps(createdAt, startedAt, arrivedAt, null, null, null);
            case IN_PROGRESS -> new TripStamps(createdAt, startedAt, arrivedAt, pickupTime, null, null);
            case COMPLETED, CANCELLED -> this;
        };
    }

    /** When it reached the state, if it has. */
    public @Nullable Instant at(TripStatus status) {
        return switch (status) {
            case PENDING -> createdAt;
            case EN_ROUTE -> startedAt;
            case ARRIVED -> arrivedAt;
            case IN_PROGRESS -> pickupTime;
            case COMPLETED -> completedAt;
            case CANCELLED -> cancelledAt;
        };
    }

    /** When the trip ended, if it has. */
    public @Nullable Instant endedAt() {
        return completedAt != null ? completedAt : cancelledAt;
    }
}
