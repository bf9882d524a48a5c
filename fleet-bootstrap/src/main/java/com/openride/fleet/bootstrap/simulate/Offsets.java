package com.openride.fleet.bootstrap.simulate;

import com.openride.fleet.domain.geo.GeoPoint;

/** Small steps on the Earth, in the plane that touches it. */
final class Offsets {

    private static final double METERS_PER_DEGREE = 111_195;

    private Offsets() {}

    /** The point so many metres to the north and the east; good to a percent within some kilometres. */
    static GeoPoint move(GeoPoint from, double north, double east) {
        double shrink = Math.cos(Math.toRadians(from.latitude()));
        return new GeoPoint(
                from.latitude() + north / METERS_PER_DEGREE, from.longitude() + east / (METERS_PER_DEGREE * shrink));
    }
}
