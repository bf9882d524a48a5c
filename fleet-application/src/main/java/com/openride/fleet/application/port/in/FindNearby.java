package com.openride.fleet.application.port.in;

import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.location.DriverLocation;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Finds drivers near a place, for services and operators. Safe for use by many threads; may block. */
public interface FindNearby {

    /**
     * The drivers within reach, nearest first.
     *
     * @throws com.openride.fleet.domain.fault.FleetException with UNAUTHORIZED for other roles, INVALID_PAYLOAD naming
     *     the value out of range
     */
    List<Found> nearby(Principal principal, Query query);

    /**
     * What to look for.
     *
     * @param center around where
     * @param radiusMeters 100 to 50000
     * @param statuses only drivers with one of these
     * @param maxAge only fixes at most this old, 1 second to 24 hours
     * @param limit at most so many, 1 to 50
     */
    record Query(GeoPoint center, double radiusMeters, Set<DriverStatus> statuses, Duration maxAge, int limit) {}

    /**
     * A driver within reach.
     *
     * @param location where
     * @param status what they are doing
     * @param distanceMeters how far along the great circle
     */
    record Found(DriverLocation location, DriverStatus status, double distanceMeters) {}
}
