package com.openride.fleet.application.port.in;

import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.alert.Alert;
import com.openride.fleet.domain.alert.AlertId;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.trip.TripId;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A driver, or a rider on a trip, asks for help. Safe for use by many threads; may block. */
public interface CallForHelp {

    /**
     * Alerts operators at once, also while the store is away. The same person asking again on the same trip, without
     * anything new to say, is the same call for as long as it is open.
     *
     * @throws com.openride.fleet.domain.fault.FleetException UNAUTHORIZED for other roles; TRIP_NOT_FOUND for a rider
     *     who is on no trip and was on none within a day; UNAVAILABLE when a rider's trip is neither known here nor to be
     *     looked up now; OVERLOADED when too many calls wait for the store, though operators have been told
     */
    Called call(Principal principal, Request request);

    /**
     * The same for event loops: never blocks.
     *
     * @return empty when the caller's trip is not known here and must be looked up, by {@link #call}
     */
    Optional<Called> callAtOnce(Principal principal, Request request);

    /**
     * What the caller says. Nothing of it can make a call for help fail.
     *
     * @param trip on which trip, if they say so; otherwise the one that they are on. One that is not a driver's is left
     *     out
     * @param location where they are, if they say so; otherwise where their car is
     * @param message what they write, if anything; cut after 500 characters
     */
    record Request(
            @Nullable TripId trip,
            @Nullable GeoPoint location,
            @Nullable String message) {}

    /**
     * A call that operators hear of.
     *
     * @param id of the alert, unless the same call is open already: then that one's comes with {@code stored}
     * @param stored completes with the alert once it is durable, however long that takes
     */
    record Called(AlertId id, CompletionStage<Alert> stored) {}
}
