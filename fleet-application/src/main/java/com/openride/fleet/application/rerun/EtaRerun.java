package com.openride.fleet.application.rerun;

import com.openride.fleet.application.port.out.EtaEstimator;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.monitor.Detectors;
import com.openride.fleet.domain.monitor.TripMonitor;
import com.openride.fleet.domain.trip.Eta;
import com.openride.fleet.domain.trip.EtaScore;
import com.openride.fleet.domain.trip.Forecasts;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripProgress;
import com.openride.fleet.domain.trip.TripStatus;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was expected of a trip at each of its fixes and steps, and how good that was: live, but at event time. */
final class EtaRerun {

    private final EtaEstimator estimator;
    private final Deque<Instant> steps;
    private TripMonitor monitor;
    private Forecasts forecasts = Forecasts.NONE;
    private @Nullable DriverLocation newest;
    private @Nullable Eta eta;

    private EtaRerun(Trip trip, Detectors detectors, EtaEstimator estimator) {
        this.estimator = estimator;
        this.steps = steps(trip);
        this.monitor = TripMonitor.start(trip, detectors);
    }

    /**
     * The score.
     *
     * @param ordered each fix once, in the order in which they were recorded
     */
    static EtaScore of(Trip trip, List<DriverLocation> ordered, Detectors detectors, EtaEstimator estimator) {
        var rerun = new EtaRerun(trip, detectors, estimator);
        ordered.forEach(rerun::see);
        rerun.stepUpTo(Instant.MAX);
        return rerun.forecasts.score();
    }

    private void see(DriverLocation location) {
        Instant at = location.fix().recordedAt();
        stepUpTo(at);
        monitor = monitor.after(location).next();
        newest = location;
        expect(at);
    }

    private void stepUpTo(Instant at) {
        while (!steps.isEmpty() && !steps.element().isAfter(at)) {
            Instant step = steps.remove();
            monitor = monitor.at(step).next();
            expect(step);
        }
    }

    private void expect(Instant now) {
        TripProgress seen = monitor.progress();
        TripProgress progress = newest == null ? seen : seen.placed(newest.fix());
        if (progress.status().isUnderWay() && progress.place() != null) {
            eta = estimator.estimate(progress, now);
        }
        if (eta != null) {
            forecasts = forecasts.after(progress, eta, now);
        }
    }

    private static Deque<Instant> steps(Trip trip) {
        List<Instant> instants = new ArrayList<>();
        for (TripStatus status : TripStatus.values()) {
            Instant at = trip.stamps().at(status);
            if (at != null) {
                instants.add(at);
            }
        }
        Collections.sort(instants);
        return new ArrayDeque<>(instants);
    }
}
