package com.openride.fleet.domain.trip;

import com.openride.fleet.domain.fault.InvalidValue;
import com.openride.fleet.domain.geo.GeoPoint;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A planned halt between pickup and drop-off.
 *
 * @param point where
 * @param name what riders call it, at most 100 characters
 * @param plannedOffset how long after the scheduled start, not negative
 */
public record Stop(
        GeoPoint point, @Nullable String name, @Nullable Duration plannedOffset) {

    private static final int LONGEST_NAME = 100;

    public Stop {
        if (name != null && name.length() > LONGEST_NAME) {
            throw new InvalidValue("stops", "must have names of at most 100 characters");
        }
        if (plannedOffset != null && plannedOffset.isNegative()) {
            throw new InvalidValue("stops", "must not be planned before the start");
        }
    }
}
