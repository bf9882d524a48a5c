package com.openride.fleet.application.port.in;

import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.trip.BookingId;
import com.openride.fleet.domain.trip.TripId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rider, or an operator, follows a trip and its car.
 *
 * <p>Safe for use by many threads.
 */
public interface FollowDriver {

    /**
     * Starts following. May block while the snapshot is read. The watcher hears nothing before
     * {@link Following#start()}; what happens in between is held, so that there is no hole.
     *
     * @throws com.openride.fleet.domain.fault.FleetException with TRIP_NOT_FOUND when no such trip is the caller's,
     *     UNAUTHORIZED when their role never follows, INVALID_PAYLOAD when the request names nothing
     */
    Following follow(Principal principal, Request request, Watcher watcher);

    /**
     * What to follow; at least one id. One id alone, or a booking, means the caller's trip that is not over.
     *
     * @param driver who drives, if known
     * @param trip which trip, if known
     * @param booking under which booking, if known
     * @param lastVersion the version up to which the caller knows the trip's journal, if any
     */
    record Request(
            @Nullable DriverId driver,
            @Nullable TripId trip,
            @Nullable BookingId booking,
            @Nullable Long lastVersion) {}

    /** Is told what happens. Called by one thread at a time, never after the following is closed. Must not block. */
    interface Watcher {

        /** The car is somewhere else. Never goes back in time; positions in between may be left out. */
        void moved(DriverPosition position);

        /** The trip took a step, in version order and each exactly once, or its ETA moved at the current version. */
        void progressed(TripUpdate update);

        /** The trip is over and has been told to be; the following has closed itself. */
        void ended();
    }

    /** What one caller follows, until closed or until the trip is over. */
    interface Following extends AutoCloseable {

        /** How the trip stands, as of the snapshot. */
        TripUpdate trip();

        /** Where the car is, as of the snapshot; null when unknown or not to be seen. */
        @Nullable DriverPosition position();

        /** The steps above the version the caller gave, up to and including the snapshot; empty without one. */
        List<TripUpdate> missed();

        /** Lets the watcher hear, beginning with what happened since the snapshot. Call once. */
        void start();

        /** Stops following. The watcher hears nothing more once this returns. Closing twice is harmless. */
        @Override
        void close();
    }
}
