package com.openride.fleet.domain.monitor;

import com.openride.fleet.domain.alert.AlertKind;
import com.openride.fleet.domain.location.LocationFix;
import com.openride.fleet.domain.monitor.Reading.Level;
import com.openride.fleet.domain.monitor.Sighting.Doubted;
import com.openride.fleet.domain.trip.TripStatus;
import java.time.Duration;
import java.util.Map;

/** The fixes jump as no car can. A single one is the receiver's; several are told of. */
record ImpossibleJump(Thresholds.Signal limits) implements Detector {

    private static final double METERS_PER_KILOMETER = 1000;

    @Override
    public AlertKind kind() {
        return AlertKind.IMPOSSIBLE_JUMP;
    }

    @Override
    public Hysteresis hysteresis() {
        return new Hysteresis(Duration.ZERO, limits.jumps(), limits.quietAfter());
    }

    @Override
    public boolean looksDuring(TripStatus status) {
        return status.isUnderWay();
    }

    @Override
    public boolean readsDoubted() {
        return true;
    }

    @Override
    public Reading read(Sighting sighting, Episode episode) {
        if (sighting.doubt() != Doubted.JUMP) {
            return Reading.BELOW;
        }
        LocationFix before = sighting.before();
        double meters = before == null ? 0 : before.point().metersTo(sighting.point());
        return new Reading(Level.ABOVE, meters / METERS_PER_KILOMETER);
    }

    @Override
    public Map<String, Double> figures(double peak) {
        return Map.of("farthestKilometers", peak);
    }
}
