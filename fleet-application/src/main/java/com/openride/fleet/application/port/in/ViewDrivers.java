package com.openride.fleet.application.port.in;

import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.trip.TripId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads drivers. Safe for use by many threads; methods may block. A driver whom the caller may not see is answered with
 * DRIVER_NOT_FOUND exactly as one never heard of.
 */
public interface ViewDrivers {

    /** What the driver is doing. Riders of a trip under way see a reduced view. */
    View status(Principal principal, DriverId driver);

    /**
     * Where the driver is.
     *
     * @throws com.openride.fleet.domain.fault.FleetException also with DRIVER_NOT_FOUND when no position is known
     */
    DriverPosition position(Principal principal, DriverId driver);

    /**
     * Where the driver was, by recorded time ascending; for the driver, services and operators.
     *
     * @throws com.openride.fleet.domain.fault.FleetException with UNAUTHORIZED for riders
     */
    Page locations(Principal principal, DriverId driver, Query query);

    /**
     * A driver as one caller may know them.
     *
     * @param driver who
     * @param status what they are doing
     * @param connections how many sockets they hold; null in the reduced view
     * @param lastSeenAt when we last heard from them
     * @param location where they are, when known and to be seen
     * @param activeTrips the trips that are not over; in the reduced view the caller's own alone
     */
    record View(
            DriverId driver,
            DriverStatus status,
            @Nullable Integer connections,
            Instant lastSeenAt,
            @Nullable DriverLocation location,
            List<TripId> activeTrips) {}

    /**
     * Which fixes.
     *
     * @param from the first instant, or null for 24 hours before {@code to}
     * @param to the first instant after, or null for now
     * @param trip only while this trip of the driver ran, if given
     * @param after where the page before ended, or null for the first page
     * @param limit at most so many, 1 to 1000
     */
    record Query(
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable TripId trip,
            @Nullable Instant after,
            int limit) {}

    /**
     * A part of a driver's fixes.
     *
     * @param driver whose
     * @param from the first instant covered by the whole list
     * @param to the first instant after
     * @param locations the fixes
     * @param next where to go on, or null at the end
     */
    record Page(
            DriverId driver,
            Instant from,
            Instant to,
            List<DriverLocation> locations,
            @Nullable Instant next) {}
}
