package com.openride.fleet.application.port.in;

import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.alert.Alert;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.event.FleetEvent.DriverMoved;
import com.openride.fleet.domain.geo.Bounds;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An operator watches an area of the map, and the alerts of the whole fleet. Safe for use by many threads. */
public interface WatchFleet {

    /**
     * Starts watching. May block while drivers and alerts are read. The watcher hears nothing before
     * {@link Watching#start()}; what happens in between is held, so that there is no hole.
     *
     * @throws com.openride.fleet.domain.fault.FleetException UNAUTHORIZED for whoever is no operator, UNAVAILABLE while
     *     the stores are away
     */
    Watching watch(Principal principal, Request request, Watcher watcher);

    /**
     * What to watch.
     *
     * @param bounds the area
     * @param lastAlertVersion the version up to which the caller knows the journal of alerts, if any
     */
    record Request(Bounds bounds, @Nullable Long lastAlertVersion) {}

    /** Is told of alerts. Called by one thread at a time, never after the watching is closed. Must not block. */
    interface Watcher {

        /**
         * An alert was raised or took a step: in version order and each exactly once. One that is not stored yet has
         * version 0 and comes again once it is.
         */
        void alerted(Alert alert);
    }

    /** What one operator watches, until closed. */
    interface Watching extends AutoCloseable {

        /** How far the watcher knows the journal of alerts by now. */
        long alertVersion();

        /** The alerts that were open when watching began, newest first, those not stored yet before the others. */
        List<Alert> open();

        /** The first changes above the version the caller gave; empty without one. What lies further on is told later. */
        List<Alert> missed();

        /** Lets the watcher hear of alerts, beginning with what happened meanwhile. Call once. */
        void start();

        /** What has changed in the area since the last call; all that is there at the first. Never blocks. */
        Changes changes();

        /** Stops watching. The watcher hears nothing more once this returns. Closing twice is harmless. */
        @Override
        void close();
    }

    /**
     * What has changed in an area, each driver once.
     *
     * @param full whether this is all that is there, whatever was told before
     * @param moved who is somewhere else in the area, has come into it, or has another status
     * @param gone who has left it
     */
    record Changes(boolean full, List<DriverMoved> moved, List<DriverId> gone) {

        /** Whether there is nothing to tell. */
        public boolean isEmpty() {
            return !full && moved.isEmpty() && gone.isEmpty();
        }
    }
}
