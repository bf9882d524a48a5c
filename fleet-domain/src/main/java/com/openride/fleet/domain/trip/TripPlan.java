package com.openride.fleet.domain.trip;

import com.openride.fleet.domain.fault.InvalidValue;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.geo.RoutePath;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be driven, as agreed before; never changes.
 *
 * @param riders 1 to 20 riders, each once
 * @param pickup where the run begins
 * @param dropoff where it ends
 * @param stops up to 100 planned halts in driving order, pickup and drop-off not among them
 * @param route the road to follow, when it is known
 * @param scheduledTime when the run is to begin, when that was agreed; kept to milliseconds
 */
public record TripPlan(
        List<RiderPart> riders,
        GeoPoint pickup,
        GeoPoint dropoff,
        List<Stop> stops,
        @Nullable RoutePath route,
        @Nullable Instant scheduledTime) {

    private static final int MOST_RIDERS = 20;
    private static final int MOST_STOPS = 100;

    public TripPlan {
        riders = List.copyOf(riders);
        stops = List.copyOf(stops);
        if (riders.isEmpty() || riders.size() > MOST_RIDERS) {
            throw new InvalidValue("riders", "must be 1 to 20");
        }
        if (riders.stream().map(RiderPart::rider).distinct().count() < riders.size()) {
            throw new InvalidValue("riders", "must name each rider once");
        }
        if (stops.size() > MOST_STOPS) {
            throw new InvalidValue("stops", "must be at most 100");
        }
        scheduledTime = scheduledTime == null ? null : scheduledTime.truncatedTo(ChronoUnit.MILLIS);
    }
}
