package com.openride.fleet.domain.location;

import com.openride.fleet.domain.fault.InvalidValue;
import com.openride.fleet.domain.geo.Accuracy;
import com.openride.fleet.domain.geo.Altitude;
import com.openride.fleet.domain.geo.Bearing;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.geo.Speed;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a device says about where it is. Absent parts are unknown; zero is a value.
 *
 * @param point where; never exactly 0, 0, which receivers without reception report
 * @param recordedAt when, by the device's clock, kept to milliseconds
 * @param bearing where to, when moving
 * @param speed how fast
 * @param accuracy how sure
 * @param altitude how high
 */
public record LocationFix(
        GeoPoint point,
        Instant recordedAt,
        @Nullable Bearing bearing,
        @Nullable Speed speed,
        @Nullable Accuracy accuracy,
        @Nullable Altitude altitude) {

    public LocationFix {
        if (point.latitude() == 0 && point.longitude() == 0) {
            throw new InvalidValue("latitude", "and longitude are both 0, which means no reception");
        }
        recordedAt = recordedAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** A fix that knows only where and when. */
    public static LocationFix at(GeoPoint point, Instant recordedAt) {
        return new LocationFix(point, recordedAt, null, null, null, null);
    }
}
