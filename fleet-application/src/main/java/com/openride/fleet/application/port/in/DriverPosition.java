package com.openride.fleet.application.port.in;

import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.trip.TripId;
import org.jspecify.annotations.Nullable;

/**
 * Where a car is, as a watcher may know it.
 *
 * @param location the newest fix
 * @param status what the driver is doing
 * @param trip the trip through which the watcher sees it, if through one
 */
public record DriverPosition(
        DriverLocation location,
        DriverStatus status,
        @Nullable TripId trip) {}
