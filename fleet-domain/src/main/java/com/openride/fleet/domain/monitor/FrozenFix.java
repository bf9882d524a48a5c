package com.openride.fleet.domain.monitor;

import com.openride.fleet.domain.alert.AlertKind;
import com.openride.fleet.domain.geo.Speed;
import com.openride.fleet.domain.location.LocationFix;
import com.openride.fleet.domain.monitor.Reading.Level;
import com.openride.fleet.domain.trip.TripStatus;
import java.time.Duration;
import java.util.Map;

/**
 * Exactly the same place over and over while the device claims to move. The same place alone says nothing: a parked phone
 * repeats itself, in 18 % of the fixes of recorded drives.
 */
record FrozenFix(Thresholds.Signal limits) implements Detector {

    private static final int LEAST_FIXES = 3;

    @Override
    public AlertKind kind() {
        return AlertKind.FROZEN_FIX;
    }

    @Override
    public Hysteresis hysteresis() {
        return new Hysteresis(limits.frozenAfter(), LEAST_FIXES, Duration.ZERO);
    }

    @Override
    public boolean looksDuring(TripStatus status) {
        return status.isUnderWay();
    }

    @Override
    public Reading read(Sighting sighting, Episode episode) {
        LocationFix before = sighting.before();
        if (before == null || !before.point().equals(sighting.point())) {
            return Reading.BELOW;
        }
        Speed speed = sighting.fix().speed();
        double kmh = speed == null ? 0 : speed.kilometersPerHour();
        return new Reading(kmh > limits.movingKmh() ? Level.ABOVE : Level.BETWEEN, kmh);
    }

    @Override
    public Map<String, Double> figures(double peak) {
        return Map.of("claimedKmh", peak);
    }
}
