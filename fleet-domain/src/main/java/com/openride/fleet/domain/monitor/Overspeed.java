package com.openride.fleet.domain.monitor;

import com.openride.fleet.domain.alert.AlertKind;
import com.openride.fleet.domain.monitor.Reading.Level;
import com.openride.fleet.domain.trip.TripStatus;
import java.time.Duration;
import java.util.Map;

/** The car is too fast. A gap ends suspicion. */
record Overspeed(Thresholds.Overspeed limits) implements Detector {

    private static final Duration LONGEST_GAP = Duration.ofSeconds(90);

    @Override
    public AlertKind kind() {
        return AlertKind.OVERSPEED;
    }

    @Override
    public Hysteresis hysteresis() {
        return limits.hysteresis();
    }

    @Override
    public boolean looksDuring(TripStatus status) {
        return status.isUnderWay();
    }

    @Override
    public Reading read(Sighting sighting, Episode episode) {
        double kmh = sighting.speedKmh();
        if (Double.isNaN(kmh)) {
            return Reading.NOTHING;
        }
        Reading reading = Reading.between(kmh, limits.clearKmh(), limits.triggerKmh());
        boolean anew = reading.level() == Level.ABOVE && sighting.gap().compareTo(LONGEST_GAP) > 0;
        return anew ? new Reading(Level.ANEW, kmh) : reading;
    }

    @Override
    public Map<String, Double> figures(double peak) {
        return Map.of("peakKmh", peak, "limitKmh", limits.triggerKmh());
    }
}
