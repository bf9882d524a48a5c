package com.openride.fleet.bootstrap.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.bootstrap.simulate.Tally.Count;
import com.openride.fleet.domain.trip.TripStatus;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** What one rider has heard of one trip, held against its versions. Safe for use by many threads. */
final class TripWatch {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final UUID trip;
    private final Tally tally;
    private long version;
    private TripStatus status;
    private boolean snapshotDue = true;
    private long expectedVersion;
    private long expectedBy;
    private boolean judged;

    /**
     * Begins with the snapshot of a subscription's ack.
     *
     * @param snapshot the trip as the ack shows it; the same comes once more as an event
     */
    TripWatch(UUID trip, JsonNode snapshot, Tally tally) {
        this.trip = trip;
        this.tally = tally;
        this.version = snapshot.path("version").asLong();
        this.status = TripStatus.valueOf(snapshot.path("status").asText());
    }

    /** Holds an update against what was heard before. */
    synchronized void heard(JsonNode update) {
        if (!update.path("tripId").asText().equals(trip.toString())) {
            return;
        }
        long told = update.path("version").asLong();
        if (told < version) {
            tally.add(Count.TRIP_UPDATES_OUT_OF_ORDER);
        } else if (told == version) {
            repeated(update);
        } else {
            tally.add(Count.TRIP_STEPS_HEARD);
            tally.add(Count.TRIP_UPDATES_MISSED, told - version - 1);
            version = told;
            status = TripStatus.valueOf(update.path("status").asText());
        }
    }

    /** The same version is in order as the snapshot's echo and for a change of the ETA, which names no step. */
    private void repeated(JsonNode update) {
        if (snapshotDue) {
            snapshotDue = false;
        } else if (update.hasNonNull("previousStatus")) {
            tally.add(Count.TRIP_UPDATES_DUPLICATED);
        }
    }

    synchronized boolean isUnderWay() {
        return status.isUnderWay();
    }

    /** Notes that the trip has this version now, which the rider must hear of. */
    synchronized void expect(long latest, long nanos) {
        expectedVersion = latest;
        expectedBy = nanos + PATIENCE_NANOS;
        judged = false;
    }

    /** Counts what should have been heard by now, once. */
    synchronized void settle(long nanos) {
        if (!isSettled() && !judged && nanos - expectedBy > 0) {
            conclude();
        }
    }

    /** Counts what has not been heard: the run is over. */
    synchronized void conclude() {
        if (!isSettled() && !judged) {
            tally.add(Count.TRIP_UPDATES_MISSED, expectedVersion - version);
            judged = true;
        }
    }

    synchronized boolean isSettled() {
        return version >= expectedVersion;
    }
}
