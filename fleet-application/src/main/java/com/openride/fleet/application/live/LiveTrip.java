package com.openride.fleet.application.live;

import com.openride.fleet.domain.location.LocationFix;
import com.openride.fleet.domain.trip.Course;
import com.openride.fleet.domain.trip.Eta;
import com.openride.fleet.domain.trip.EtaEstimate;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripProgress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A trip that is not over, and how far along it its car is. Touched in its driver's lane alone. */
final class LiveTrip {

    private volatile Trip trip;
    private TripProgress progress;
    private volatile @Nullable Eta eta;
    private @Nullable Eta told;

    LiveTrip(Trip trip) {
        this.trip = trip;
        this.progress = TripProgress.start(Course.of(trip.plan()), trip.status());
    }

    /** As it stands; may be read by any thread. */
    Trip trip() {
        return trip;
    }

    /** What is expected now; may be read by any thread. */
    @Nullable Eta eta() {
        return eta;
    }

    /** Takes over a later version of the trip; an earlier one changes nothing. */
    void become(Trip later) {
        if (later.version() > trip.version()) {
            trip = later;
        }
    }

    /** Works out what is expected, with the car last seen there. */
    void drive(LocationFix newest, Instant now) {
        if (!trip.status().isUnderWay()) {
            return;
        }
        progress = progress.turned(trip.status(), now);
        TripProgress.Place before = progress.place();
        boolean isNews = before == null || newest.recordedAt().isAfter(before.at());
        progress = isNews ? progress.after(newest) : progress;
        eta = progress.eta(now);
    }

    /** Whether what is expected has moved so far since it was last told that watchers must hear of it. */
    boolean hasNews() {
        Eta now = eta;
        Eta before = told;
        return now != null && (before == null || differs(before, now));
    }

    /** Notes that watchers have been told what is expected. */
    void told() {
        told = eta;
    }

    private static boolean differs(Eta before, Eta now) {
        return now.end().differsFrom(before.end())
                || now.riders().entrySet().stream().anyMatch(rider -> {
                    EtaEstimate earlier = before.forRider(rider.getKey());
                    return rider.getValue().differsFrom(earlier);
                });
    }
}
