package com.openride.fleet.domain.monitor;

import com.openride.fleet.domain.geo.Speed;
import com.openride.fleet.domain.location.LocationFix;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How fast a car is: what the device says or else, since many say nothing, how far it came in the last twenty seconds
 * or more. Over less time the receiver's error would look like speed. What is measured above 200 km/h is a fault of the
 * receiver that is too small for an impossible jump, and no speed. A receiver that repeats a place and then leaps has
 * driven since the first time it said so.
 *
 * @param from the fix from which the next speed is measured
 * @param kmh the speed; NaN when the last fix does not tell
 */
record Speedometer(@Nullable LocationFix from, double kmh) {

    static final Speedometer START = new Speedometer(null, Double.NaN);

    private static final Duration LEAST = Duration.ofSeconds(20);
    private static final Duration MOST = Duration.ofMinutes(2);
    private static final double MOST_KMH = 200;
    private static final double KMH_PER_METER_AND_MILLISECOND = 3600;

    Speedometer after(LocationFix fix) {
        LocationFix start = from;
        if (start == null) {
            return new Speedometer(fix, said(fix, Double.NaN));
        }
        Duration time = Duration.between(start.recordedAt(), fix.recordedAt());
        if (time.compareTo(LEAST) < 0) {
            return new Speedometer(start, said(fix, Double.NaN));
        }
        double meters = start.point().metersTo(fix.point());
        double measured = meters / Math.max(1, time.toMillis()) * KMH_PER_METER_AND_MILLISECOND;
        if (meters == 0 && time.compareTo(MOST) <= 0) {
            return new Speedometer(start, said(fix, 0));
        }
        boolean known = time.compareTo(MOST) <= 0 && measured <= MOST_KMH;
        return new Speedometer(fix, said(fix, known ? measured : Double.NaN));
    }

    private static double said(LocationFix fix, double otherwise) {
        Speed speed = fix.speed();
        return speed == null ? otherwise : speed.kilometersPerHour();
    }
}
