package com.openride.fleet.domain.monitor;

import com.openride.fleet.domain.alert.AlertKind;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.monitor.Reading.Level;
import com.openride.fleet.domain.trip.TripProgress;
import com.openride.fleet.domain.trip.TripStatus;
import java.time.Duration;
import java.util.Map;

/** The car stands at its pickup or, in the end, at its drop-off, and its driver has not said so. */
record Arrival(AlertKind kind, TripStatus during, Duration dwell, Thresholds.Arrival limits) implements Detector {

    static Arrival atPickup(Thresholds.Arrival limits) {
        return new Arrival(AlertKind.ARRIVED_PICKUP, TripStatus.EN_ROUTE, limits.pickupDwell(), limits);
    }

    static Arrival atDropoff(Thresholds.Arrival limits) {
        return new Arrival(AlertKind.ARRIVED_DROPOFF, TripStatus.IN_PROGRESS, limits.dropoffDwell(), limits);
    }

    @Override
    public Hysteresis hysteresis() {
        return new Hysteresis(dwell, 2, Duration.ZERO);
    }

    @Override
    public boolean looksDuring(TripStatus status) {
        return status == during;
    }

    @Override
    public Reading read(Sighting sighting, Episode episode) {
        TripProgress progress = sighting.progress();
        boolean pickup = during == TripStatus.EN_ROUTE;
        if (!pickup && !progress.isAtEnd()) {
            return Reading.NOTHING;
        }
        double meters = progress.metersTo(pickup ? 0 : progress.course().last());
        if (meters > limits.leaveMeters()) {
            return Reading.BELOW;
        }
        if (meters > limits.enterMeters()) {
            return new Reading(Level.BETWEEN, 0);
        }
        GeoPoint begun = episode.place();
        boolean stands = begun != null && begun.metersTo(sighting.point()) <= limits.standMeters();
        return new Reading(stands ? Level.ABOVE : Level.ANEW, 0);
    }

    @Override
    public Map<String, Double> figures(double peak) {
        return Map.of();
    }
}
