package com.openride.fleet.application.live;

import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.trip.Eta;
import com.openride.fleet.domain.trip.EtaEstimate;
import com.openride.fleet.domain.trip.Itinerary;
import com.openride.fleet.domain.trip.Trip;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A trip that is not over, and how far along it its car is. Touched in its driver's lane alone. */
final class LiveTrip {

    private final Itinerary itinerary;
    private volatile Trip trip;
    private int next;
    private volatile @Nullable Eta eta;
    private @Nullable Eta told;

    LiveTrip(Trip trip) {
        this.trip = trip;
        this.itinerary = Itinerary.of(trip.plan());
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

    /** Works out what is expected, with the car here and driving at this pace. */
    void drive(GeoPoint at, double metersPerSecond, Instant now) {
        if (trip.status().isUnderWay()) {
            next = itinerary.advance(next, at, trip.status());
            eta = itinerary.estimate(next, trip.status(), at, metersPerSecond, now);
        }
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
