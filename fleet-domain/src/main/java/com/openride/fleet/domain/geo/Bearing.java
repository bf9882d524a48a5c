package com.openride.fleet.domain.geo;

/**
 * A direction over ground, clockwise from north. A full circle is read as north.
 *
 * @param degrees from 0 (included) to 360 (excluded, once constructed)
 */
public record Bearing(double degrees) {
    public Bearing {
        Range.require("bearing", degrees, 0, 360);
        degrees = degrees == 360 ? 0 : degrees + 0.0;
    }
}
