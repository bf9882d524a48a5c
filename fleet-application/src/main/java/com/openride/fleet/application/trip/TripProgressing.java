package com.openride.fleet.application.trip;

import com.openride.fleet.application.port.in.ProgressTrip;
import com.openride.fleet.application.port.in.TripView;
import com.openride.fleet.application.port.out.Trips;
import com.openride.fleet.domain.access.Actor;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.InvalidValue;
import com.openride.fleet.domain.fault.Refused;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripId;
import com.openride.fleet.domain.trip.TripRights;
import com.openride.fleet.domain.trip.TripStatus;
import com.openride.fleet.domain.trip.TripStep;
import com.openride.fleet.domain.trip.TripTransition;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Takes steps one at a time: read, decide, write if nobody was faster, tell. */
public final class TripProgressing implements ProgressTrip {

    private static final int MOST_TRIES = 8;
    private static final Duration FARTHEST_ETA = Duration.ofHours(24);

    private final Trips trips;
    private final TripTracks tracks;
    private final TripViewing viewing;
    private final TripTelling telling;
    private final InstantSource clock;

    public TripProgressing(
            Trips trips, TripTracks tracks, TripViewing viewing, TripTelling telling, InstantSource clock) {
        this.trips = trips;
        this.tracks = tracks;
        this.viewing = viewing;
        this.telling = telling;
        this.clock = clock;
    }

    @Override
    public TripView progress(Principal principal, TripId id, Request request) {
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            Optional<Trip> after = tryOnce(principal, id, request);
            if (after.isPresent()) {
                return viewing.view(principal, after.get());
            }
        }
        throw new Refused(FaultCode.CONFLICT, "the trip keeps changing, try again");
    }

    /** The trip after the step, or empty when someone else was faster. */
    private Optional<Trip> tryOnce(Principal principal, TripId id, Request request) {
        Trip trip = trips.find(id).orElseThrow(Refused::tripNotFound);
        Actor by = TripRights.actorFor(principal, trip, request.to());
        TripStep step =
                new TripStep(request.to(), by, request.location(), request.eta(), request.reason(), request.key());
        Optional<Trip> settled = settled(trip, step);
        if (settled.isPresent()) {
            return settled;
        }
        requireVersion(trip, request);
        requireEta(request);
        return take(trip, step);
    }

    /** The answer to a request that asks for nothing new, if this is one. */
    private Optional<Trip> settled(Trip trip, TripStep step) {
        String key = step.key();
        Optional<TripTransition> earlier = key == null
                ? Optional.empty()
                : trips.findByKey(trip.id(), step.by().subject(), key);
        if (earlier.isEmpty()) {
            return step.to() == trip.status() ? Optional.of(trip) : Optional.empty();
        }
        if (!earlier.get().answers(step)) {
            throw new Refused(
                    FaultCode.IDEMPOTENCY_KEY_REUSED, "this Idempotency-Key was used for a different request");
        }
        return Optional.of(trip.asOf(earlier.get()));
    }

    private Optional<Trip> take(Trip trip, TripStep step) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Trip after = measured(trip.after(step, at));
        TripTransition transition = trip.transition(step, at);
        if (!trips.advance(after, transition)) {
            return Optional.empty();
        }
        telling.tell(after, transition);
        return Optional.of(after);
    }

    private Trip measured(Trip after) {
        return after.status() == TripStatus.COMPLETED ? after.drivenOver(tracks.lengthMeters(after)) : after;
    }

    private static void requireVersion(Trip trip, Request request) {
        Long expected = request.expectedVersion();
        if (expected != null && expected != trip.version()) {
            throw new Refused(FaultCode.CONFLICT, "the trip is at version " + trip.version());
        }
    }

    private void requireEta(Request request) {
        Instant eta = request.eta();
        Instant now = clock.instant();
        if (eta != null && (eta.isBefore(now) || eta.isAfter(now.plus(FARTHEST_ETA)))) {
            throw new InvalidValue("eta", "must be within the next 24 hours");
        }
    }
}
