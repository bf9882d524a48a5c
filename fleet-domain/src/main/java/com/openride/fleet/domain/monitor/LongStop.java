package com.openride.fleet.domain.monitor;

import com.openride.fleet.domain.alert.AlertKind;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.monitor.Reading.Level;
import com.openride.fleet.domain.trip.TripStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** The car stands where no halt is planned. Every fix may be where it begins. */
record LongStop(Thresholds.LongStop limits) implements Detector {

    @Override
    public AlertKind kind() {
        return AlertKind.LONG_STOP;
    }

    @Override
    public Hysteresis hysteresis() {
        return new Hysteresis(limits.triggerAfter(), 2, Duration.ZERO);
    }

    @Override
    public boolean looksDuring(TripStatus status) {
        return status == TripStatus.EN_ROUTE || status == TripStatus.IN_PROGRESS;
    }

    @Override
    public Reading read(Sighting sighting, Episode episode) {
        GeoPoint begun = episode.place();
        Instant since = episode.since();
        if (begun == null || since == null) {
            return isAtHalt(sighting) ? Reading.NOTHING : new Reading(Level.ANEW, 0);
        }
        double meters = Math.max(0, begun.metersTo(sighting.point()) - sighting.slackMeters());
        if (meters <= limits.standMeters()) {
            double seconds = Duration.between(since, sighting.at()).toMillis() / 1000.0;
            return new Reading(Level.ABOVE, seconds);
        }
        if (episode.open()) {
            return meters > limits.clearMeters() ? Reading.BELOW : new Reading(Level.BETWEEN, 0);
        }
        return isAtHalt(sighting) ? Reading.BELOW : new Reading(Level.ANEW, 0);
    }

    private boolean isAtHalt(Sighting sighting) {
        int next = sighting.progress().next();
        double near = limits.haltMeters();
        return sighting.progress().metersTo(next) <= near
                || (next > 0 && sighting.progress().metersTo(next - 1) <= near);
    }

    @Override
    public Map<String, Double> figures(double peak) {
        return Map.of("standingSeconds", peak);
    }
}
