package com.openride.fleet.domain.geo;

/**
 * A place on Earth in WGS 84, kept to 1e-7 degrees (about a centimetre), which is more than any receiver knows.
 *
 * @param latitude degrees north, -90 to 90
 * @param longitude degrees east, -180 to 180
 */
public record GeoPoint(double latitude, double longitude) {

    /** The mean radius R1 of the International Union of Geodesy and Geophysics, in metres. */
    static final double EARTH_RADIUS_METERS = 6_371_008.8;

    private static final double STEPS_PER_DEGREE = 1e7;

    public GeoPoint {
        latitude = rounded(Range.require("latitude", latitude, -90, 90));
        longitude = rounded(Range.require("longitude", longitude, -180, 180));
    }

    /**
     * Metres along the great circle, by the haversine formula (R. W. Sinnott, "Virtues of the Haversine", 1984). On the
     * sphere it is exact; against the ellipsoid it is off by at most 0.6 %. Takes the short way over the antimeridian.
     */
    public double metersTo(GeoPoint other) {
        double halfLatitudes = Math.toRadians(other.latitude - latitude) / 2;
        double halfLongitudes = Math.toRadians(other.longitude - longitude) / 2;
        double haversine = square(Math.sin(halfLatitudes))
                + Math.cos(Math.toRadians(latitude))
                        * Math.cos(Math.toRadians(other.latitude))
                        * square(Math.sin(halfLongitudes));
        return 2 * EARTH_RADIUS_METERS * Math.asin(Math.sqrt(Math.min(1, haversine)));
    }

    /** The direction in which the great circle to the other point starts; north when both are the same point. */
    public Bearing bearingTo(GeoPoint other) {
        double from = Math.toRadians(latitude);
        double to = Math.toRadians(other.latitude);
        double across = Math.toRadians(other.longitude - longitude);
        double east = Math.sin(across) * Math.cos(to);
        double north = Math.cos(from) * Math.sin(to) - Math.sin(from) * Math.cos(to) * Math.cos(across);
        double degrees = Math.toDegrees(Math.atan2(east, north));
        return new Bearing(degrees < 0 ? degrees + 360 : degrees);
    }

    private static double rounded(double degrees) {
        return Math.rint(degrees * STEPS_PER_DEGREE) / STEPS_PER_DEGREE + 0.0;
    }

    private static double square(double value) {
        return value * value;
    }
}
