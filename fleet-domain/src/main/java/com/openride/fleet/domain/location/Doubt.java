package com.openride.fleet.domain.location;

/** Why a fix may not be true. A doubt is told and kept; it never refuses a fix. */
public enum Doubt {
    /** Too far from the fix before for any car. */
    TELEPORT,
    /** Exactly the same place for long while claiming to move. */
    FROZEN,
    /** The device's clock runs ahead of ours. */
    CLOCK_AHEAD,
    /** The device itself is not sure within 200 m. */
    INACCURATE
}
