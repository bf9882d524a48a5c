package com.openride.fleet.domain.monitor;

import com.openride.fleet.domain.alert.AlertKind;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.trip.TripStatus;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Something that a detector has found, or that is over. The same fixes give the same findings, in whatever order and
 * however often they came.
 *
 * @param kind what
 * @param over whether it is over; otherwise it has begun
 * @param since when it began
 * @param at when it was sure or, when it is over, when it ended
 * @param place where it began
 * @param figures measured values by names in camelCase that carry their unit
 */
public record Finding(
        AlertKind kind, boolean over, Instant since, Instant at, GeoPoint place, Map<String, Double> figures) {

    public Finding {
        figures = Collections.unmodifiableMap(new TreeMap<>(figures));
    }

    /** The step in the trip's life that it suggests, if it does. */
    public Optional<TripStatus> proposal() {
        return switch (kind) {
            case ARRIVED_PICKUP -> over ? Optional.empty() : Optional.of(TripStatus.ARRIVED);
            case ARRIVED_DROPOFF -> over ? Optional.empty() : Optional.of(TripStatus.COMPLETED);
            default -> Optional.empty();
        };
    }
}
