package com.openride.fleet.domain.monitor;

import com.openride.fleet.domain.geo.Accuracy;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.location.LocationFix;
import com.openride.fleet.domain.trip.TripProgress;
import com.openride.fleet.domain.trip.TripStatus;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fix as detectors see it.
 *
 * @param fix the fix
 * @param before the believed fix before it
 * @param progress how far the run has come with it
 * @param speedKmh how fast the car is; NaN when unknown
 * @param doubt why it is not believed
 */
record Sighting(LocationFix fix, @Nullable LocationFix before, TripProgress progress, double speedKmh, Doubted doubt) {

    private static final double MOST_ACCURACY_METERS = 100;

    enum Doubted {
        /** Believed. */
        NO,
        /** The device itself is not sure. */
        INACCURATE,
        /** No car can have come there. */
        JUMP
    }

    Instant at() {
        return fix.recordedAt();
    }

    GeoPoint point() {
        return fix.point();
    }

    TripStatus status() {
        return progress.status();
    }

    /** The radius that the device claims, of which no more than 100 m are granted. */
    double slackMeters() {
        Accuracy accuracy = fix.accuracy();
        return accuracy == null ? 0 : Math.min(MOST_ACCURACY_METERS, accuracy.meters());
    }

    /** How long before nothing was seen. */
    Duration gap() {
        return before == null ? Duration.ZERO : Duration.between(before.recordedAt(), fix.recordedAt());
    }
}
