package com.openride.fleet.domain.geo;

import com.openride.fleet.domain.fault.InvalidValue;
import java.util.List;

/**
 * A road to follow, as the straight pieces between its points.
 *
 * @param points 2 to 10000, in driving order
 */
public record RoutePath(List<GeoPoint> points) {

    private static final int MOST_POINTS = 10_000;

    public RoutePath {
        points = List.copyOf(points);
        if (points.size() < 2 || points.size() > MOST_POINTS) {
            throw new InvalidValue("route", "must have 2 to 10000 points");
        }
    }
}
