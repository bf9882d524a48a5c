package com.openride.fleet.application.port.in;

import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.location.TimeRange;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripId;
import com.openride.fleet.domain.trip.TripStatus;
import com.openride.fleet.domain.trip.TripTransition;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads trips. Safe for use by many threads; methods may block. A trip that is not the caller's is answered with
 * TRIP_NOT_FOUND exactly as one that does not exist.
 */
public interface ViewTrips {

    /** The trip as it stands. */
    TripView find(Principal principal, TripId trip);

    /** The trip's whole journal, in order. */
    List<TripTransition> history(Principal principal, TripId trip);

    /** The driven path. The caller closes it. Riders of a shared trip get the path between their own halts. */
    Track track(Principal principal, TripId trip);

    /** The driver's trips, newest first; TRIP_NOT_FOUND unless the caller is that driver, a service or an operator. */
    Page ofDriver(Principal principal, DriverId driver, Query query);

    /** The rider's trips, newest first; TRIP_NOT_FOUND unless the caller is that rider, a service or an operator. */
    Page ofRider(Principal principal, RiderId rider, Query query);

    /**
     * Which trips of a list.
     *
     * @param statuses only those with one of these; empty means any
     * @param after where the page before ended, or null for the first page
     * @param limit at most so many, 1 to 100
     */
    record Query(Set<TripStatus> statuses, @Nullable Cursor after, int limit) {}

    /**
     * Where a page ended.
     *
     * @param createdAt of its last trip
     * @param trip its last trip
     */
    record Cursor(Instant createdAt, TripId trip) {}

    /**
     * A part of a list.
     *
     * @param trips the trips
     * @param next where to go on, or null at the end
     */
    record Page(List<TripView> trips, @Nullable Cursor next) {}

    /**
     * A driven path, read as it is taken. Must be closed.
     *
     * @param trip whose
     * @param range the time it covers, or null before the driver has set out
     * @param locations by recorded time ascending
     */
    record Track(Trip trip, @Nullable TimeRange range, Stream<DriverLocation> locations) implements AutoCloseable {
        @Override
        public void close() {
            locations.close();
        }
    }
}
