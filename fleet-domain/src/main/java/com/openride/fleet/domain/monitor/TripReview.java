package com.openride.fleet.domain.monitor;

import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.trip.Trip;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * A trip looked at once more from its beginning, as it was at event time: whatever order, however often and in whatever
 * batches its fixes came, the outcome is the same.
 *
 * @param monitor the state after everything
 * @param findings what began and what ended, in order
 */
public record TripReview(TripMonitor monitor, List<Finding> findings) {

    public TripReview {
        findings = List.copyOf(findings);
    }

    /**
     * Reviews the trip.
     *
     * @param fixes its driver's fixes in any order, repetitions included; of several with one recorded time the one
     *     received first counts, as in the log
     * @param until up to when time is known to have passed
     */
    public static TripReview of(Trip trip, Collection<DriverLocation> fixes, Detectors detectors, Instant until) {
        List<Finding> findings = new ArrayList<>();
        TripMonitor monitor = TripMonitor.start(trip, detectors);
        for (DriverLocation location : inOrder(fixes)) {
            TripMonitor.Step step = monitor.after(location);
            monitor = step.next();
            findings.addAll(step.findings());
        }
        TripMonitor.Step last = monitor.at(until);
        findings.addAll(last.findings());
        return new TripReview(last.next(), findings);
    }

    /** Each fix once, in the order in which they were recorded. */
    public static List<DriverLocation> inOrder(Collection<DriverLocation> fixes) {
        TreeMap<Instant, DriverLocation> ordered = new TreeMap<>();
        fixes.forEach(fix -> ordered.merge(fix.fix().recordedAt(), fix, TripReview::first));
        return List.copyOf(ordered.values());
    }

    private static DriverLocation first(DriverLocation one, DriverLocation other) {
        return other.receivedAt().isBefore(one.receivedAt()) ? other : one;
    }
}
