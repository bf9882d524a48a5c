package com.openride.fleet.domain.geo;

import com.openride.fleet.domain.fault.InvalidValue;

/**
 * A box between two parallels and two meridians; it crosses the antimeridian when west is greater than east.
 *
 * @param south degrees north, -90 to 90, not above {@code north}
 * @param west degrees east, -180 to 180
 * @param north degrees north, -90 to 90
 * @param east degrees east, -180 to 180
 */
public record Bounds(double south, double west, double north, double east) {

    private static final double ROUNDING_METERS = 1;

    public Bounds {
        Range.require("south", south, -90, 90);
        Range.require("west", west, -180, 180);
        Range.require("north", north, -90, 90);
        Range.require("east", east, -180, 180);
        if (south > north) {
            throw new InvalidValue("south", "must not be above north");
        }
    }

    /** The point in the middle. */
    public GeoPoint center() {
        double middle = west + width() / 2;
        return new GeoPoint((south + north) / 2, middle > 180 ? middle - 360 : middle);
    }

    /** A radius around the center that holds every point within: along a meridian first, then along a parallel. */
    public double reachMeters() {
        double flattest = south <= 0 && north >= 0 ? 0 : Math.min(Math.abs(south), Math.abs(north));
        double degrees = (north - south) / 2 + Math.cos(Math.toRadians(flattest)) * width() / 2;
        return GeoPoint.EARTH_RADIUS_METERS * Math.min(Math.PI, Math.toRadians(degrees)) + ROUNDING_METERS;
    }

    private double width() {
        return west <= east ? east - west : east - west + 360;
    }

    /** Whether the point lies within, edges included. */
    public boolean contains(GeoPoint point) {
        boolean between = west <= east
                ? point.longitude() >= west && point.longitude() <= east
                : point.longitude() >= west || point.longitude() <= east;
        return between && point.latitude() >= south && point.latitude() <= north;
    }
}
