package com.openride.fleet.domain.geo;

/**
 * A height above the WGS 84 ellipsoid.
 *
 * @param meters from -1000 to 20000
 */
public record Altitude(double meters) {
    public Altitude {
        meters = Range.require("altitude", meters, -1000, 20_000) + 0.0;
    }
}
