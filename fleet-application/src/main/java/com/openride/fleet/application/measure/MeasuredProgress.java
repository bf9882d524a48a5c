package com.openride.fleet.application.measure;

import com.openride.fleet.application.port.in.ProgressTrip;
import com.openride.fleet.application.port.in.TripView;
import com.openride.fleet.application.port.out.Measurements;
import com.openride.fleet.application.port.out.Measurements.Timing;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.trip.TripId;
import java.time.Duration;

/** Times steps that were taken, and counts refused ones by their code. */
final class MeasuredProgress implements ProgressTrip {

    private final ProgressTrip plain;
    private final Timing taken;
    private final Outcomes refused;

    MeasuredProgress(ProgressTrip plain, Measurements measurements) {
        this.plain = plain;
        taken = measurements.timing("fleet.trip.step");
        refused = new Outcomes(measurements, "fleet.trip.steps.refused");
    }

    @Override
    public TripView progress(Principal principal, TripId trip, Request request) {
        long start = System.nanoTime();
        TripView view = refused.of(() -> plain.progress(principal, trip, request));
        taken.took(Duration.ofNanos(System.nanoTime() - start));
        return view;
    }
}
