package com.openride.fleet.domain.monitor;

/**
 * What one fix says to a detector.
 *
 * @param level whether it speaks for or against
 * @param value how much
 */
record Reading(Level level, double value) {

    static final Reading NOTHING = new Reading(Level.UNKNOWN, 0);
    static final Reading BELOW = new Reading(Level.BELOW, 0);

    /** Where a value lies between two thresholds. */
    static Reading between(double value, double clear, double trigger) {
        if (value >= trigger) {
            return new Reading(Level.ABOVE, value);
        }
        return new Reading(value < clear ? Level.BELOW : Level.BETWEEN, value);
    }

    enum Level {
        /** Speaks for it. */
        ABOVE,
        /** Speaks for it, but has nothing to do with what was suspected before. */
        ANEW,
        /** Neither: what has begun goes on, and nothing begins. */
        BETWEEN,
        /** Speaks against it. */
        BELOW,
        /** Says nothing. */
        UNKNOWN
    }
}
