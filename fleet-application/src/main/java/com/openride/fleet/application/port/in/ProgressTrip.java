package com.openride.fleet.application.port.in;

import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.trip.TripId;
import com.openride.fleet.domain.trip.TripStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A trip takes a step in its life. Safe for use by many threads; may block. */
public interface ProgressTrip {

    /**
     * Takes the step, exactly once however often and by however many it is asked for. The status that the trip already
     * has is no step and no fault.
     *
     * @return the trip right after the step or, for a repeated idempotency key, as that key's step left it
     * @throws com.openride.fleet.domain.fault.FleetException with TRIP_NOT_FOUND, UNAUTHORIZED,
     *     INVALID_STATUS_TRANSITION, CONFLICT for another version than expected, IDEMPOTENCY_KEY_REUSED,
     *     INVALID_PAYLOAD for an {@code eta} in the past or more than a day ahead
     */
    TripView progress(Principal principal, TripId trip, Request request);

    /**
     * The step asked for.
     *
     * @param to the state to reach
     * @param location where the caller is, if they say so
     * @param eta when they expect to be there, if they say so
     * @param reason why, if they say so
     * @param expectedVersion refuse if the trip has another one
     * @param key the idempotency key, if any
     */
    record Request(
            TripStatus to,
            @Nullable GeoPoint location,
            @Nullable Instant eta,
            @Nullable String reason,
            @Nullable Long expectedVersion,
            @Nullable String key) {}
}
