package com.openride.fleet.domain.geo;

import com.openride.fleet.domain.fault.InvalidValue;

/** The one check behind every measured value. */
final class Range {

    private Range() {}

    /**
     * Returns the value when it lies within both bounds.
     *
     * @throws InvalidValue naming the field, also for NaN, which lies within no bounds
     */
    static double require(String field, double value, double lowest, double highest) {
        if (!(value >= lowest && value <= highest)) {
            throw new InvalidValue(field, "must be from " + text(lowest) + " to " + text(highest));
        }
        return value;
    }

    private static String text(double bound) {
        return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
    }
}
