package com.openride.fleet.domain.geo;

/**
 * A speed over ground.
 *
 * @param kilometersPerHour from 0 to 300; faster is a defect of the receiver, not a car
 */
public record Speed(double kilometersPerHour) {
    public Speed {
        kilometersPerHour = Range.require("speed", kilometersPerHour, 0, 300) + 0.0;
    }

    /** The same speed in metres per second. */
    public double metersPerSecond() {
        return kilometersPerHour / 3.6;
    }
}
