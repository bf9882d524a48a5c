package com.openride.fleet.domain.monitor;

import com.openride.fleet.domain.alert.AlertKind;
import com.openride.fleet.domain.monitor.Reading.Level;
import com.openride.fleet.domain.trip.TripStatus;
import java.time.Duration;
import java.util.Map;

/** The car is beside its route. A gap ends suspicion: nobody knows which way it came. */
record OffRoute(Thresholds.OffRoute limits) implements Detector {

    private static final Duration LONGEST_GAP = Duration.ofSeconds(90);

    @Override
    public AlertKind kind() {
        return AlertKind.OFF_ROUTE;
    }

    @Override
    public Hysteresis hysteresis() {
        return limits.hysteresis();
    }

    @Override
    public boolean looksDuring(TripStatus status) {
        return status == TripStatus.IN_PROGRESS;
    }

    @Override
    public Reading read(Sighting sighting, Episode episode) {
        double off = sighting.progress().spot().offMeters();
        if (Double.isNaN(off)) {
            return Reading.NOTHING;
        }
        if (sighting.progress().isAtEnd()) {
            return Reading.BELOW;
        }
        double sure = Math.max(0, off - sighting.slackMeters());
        Reading reading = Reading.between(sure, limits.clearMeters(), limits.triggerMeters());
        boolean anew = reading.level() == Level.ABOVE && sighting.gap().compareTo(LONGEST_GAP) > 0;
        return anew ? new Reading(Level.ANEW, sure) : reading;
    }

    @Override
    public Map<String, Double> figures(double peak) {
        return Map.of("peakMeters", peak, "limitMeters", limits.triggerMeters());
    }
}
