package com.openride.fleet.domain.monitor;

import com.openride.fleet.domain.alert.AlertKind;
import com.openride.fleet.domain.trip.TripStatus;
import java.util.Map;

/** Looks for one thing in a run's fixes. It has no state of its own: that is its {@link Episode}. */
interface Detector {

    /** What it raises. */
    AlertKind kind();

    /** How sure it must be. */
    Hysteresis hysteresis();

    /** Whether it looks while a run stands there in its life; what it has found is over when it no longer does. */
    boolean looksDuring(TripStatus status);

    /** Whether fixes that are not believed are for it as well. */
    default boolean readsDoubted() {
        return false;
    }

    /** What a fix says to it. */
    Reading read(Sighting sighting, Episode episode);

    /** What an operator is told beside the kind. */
    Map<String, Double> figures(double peak);
}
