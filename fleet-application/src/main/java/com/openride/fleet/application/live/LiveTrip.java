package com.openride.fleet.application.live;

import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.location.LocationFix;
import com.openride.fleet.domain.monitor.Finding;
import com.openride.fleet.domain.monitor.TripMonitor;
import com.openride.fleet.domain.trip.Eta;
import com.openride.fleet.domain.trip.EtaEstimate;
import com.openride.fleet.domain.trip.EtaScore;
import com.openride.fleet.domain.trip.Forecasts;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripProgress;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A trip that is not over, how far along it its car is, and what was found. Touched in its driver's lane alone. */
final class LiveTrip {

    /** More than come while a trip is reviewed. */
    private static final int MOST_RECENT = 64;

    private final LiveRules rules;
    private final Deque<DriverLocation> recent = new ArrayDeque<>();
    private volatile TripMonitor monitor;
    private boolean cold;
    private volatile Forecasts forecasts = Forecasts.NONE;
    private volatile @Nullable Eta eta;
    private @Nullable Eta told;

    LiveTrip(Trip trip, LiveRules rules) {
        this.rules = rules;
        this.monitor = TripMonitor.start(trip, rules.detectors());
        this.cold = trip.status().isUnderWay();
    }

    /** Whether the trip has a past that is not known yet; until it is reviewed nothing is said of it. */
    boolean isCold() {
        return cold;
    }

    /** As it stands; may be read by any thread. */
    Trip trip() {
        return monitor.trip();
    }

    /** What is expected now; may be read by any thread. */
    @Nullable Eta eta() {
        return eta;
    }

    /** How good estimates were so far; may be read by any thread. */
    EtaScore score() {
        return forecasts.score();
    }

    /** Takes over a later version of the trip; an earlier one changes nothing. */
    List<Finding> become(Trip later, Instant now) {
        if (later.version() <= trip().version() && monitor.progress().status() == trip().status()) {
            return List.of();
        }
        Trip newest = later.version() > trip().version() ? later : trip();
        monitor = monitor.become(newest);
        Instant reached = newest.stamps().at(newest.status());
        return stepped(monitor.at(reached != null && reached.isAfter(now) ? reached : now));
    }

    /** Looks at the driver's next fix, unless it is older than the last or from before the trip. */
    List<Finding> see(DriverLocation location) {
        if (!monitor.admits(location.fix())) {
            return List.of();
        }
        recent.add(location);
        if (recent.size() > MOST_RECENT) {
            recent.remove();
        }
        return stepped(monitor.after(location));
    }

    /** Looks at what should have happened by now. */
    List<Finding> look(Instant now) {
        return stepped(monitor.at(now));
    }

    /** Takes over the state that a review of all stored fixes has led to, and goes on with what came since. */
    List<Finding> revise(TripMonitor reviewed) {
        cold = false;
        monitor = reviewed.become(trip());
        List<Finding> findings = new ArrayList<>();
        for (DriverLocation location : recent) {
            findings.addAll(stepped(monitor.after(location)));
        }
        return findings;
    }

    /** Whether the fix belongs to this trip and came too late to be looked at in order. */
    boolean hasMissed(LocationFix fix) {
        Instant heardAt = monitor.heardAt();
        return covers(fix) && heardAt != null && fix.recordedAt().isBefore(heardAt);
    }

    /** Whether the fix was recorded while this trip was under way. */
    boolean covers(LocationFix fix) {
        Instant started = trip().stamps().startedAt();
        return started != null && !fix.recordedAt().isBefore(started);
    }

    /**
     * Works out what is expected.
     *
     * @param newest where the driver was last seen, perhaps before the trip began
     */
    void expect(@Nullable DriverLocation newest, Instant now) {
        if (!trip().status().isUnderWay()) {
            return;
        }
        TripProgress seen = monitor.progress();
        TripProgress progress = newest == null ? seen : seen.placed(newest.fix());
        if (progress.place() != null) {
            Eta expected = rules.estimator().estimate(progress, now);
            eta = expected;
            keep(forecasts.after(progress, expected, now));
        }
    }

    /** The trip is over: what was expected of it is judged. */
    void over(Instant now) {
        Eta last = eta;
        if (last != null) {
            keep(forecasts.after(monitor.progress(), last, now));
        }
        rules.scores().over(trip().id(), forecasts.score());
    }

    /** Whether what is expected has moved so far since it was last told that watchers must hear of it. */
    boolean hasNews() {
        Eta now = eta;
        Eta before = told;
        return now != null && (before == null || differs(before, now));
    }

    /** Notes that watchers have been told what is expected. */
    void told() {
        told = eta;
    }

    private void keep(Forecasts after) {
        forecasts = after;
        rules.scores().judged(after);
    }

    private List<Finding> stepped(TripMonitor.Step step) {
        monitor = step.next();
        return cold ? List.of() : step.findings();
    }

    private static boolean differs(Eta before, Eta now) {
        return !now.rides().equals(before.rides())
                || now.end().differsFrom(before.end())
                || now.riders().entrySet().stream().anyMatch(rider -> {
                    EtaEstimate earlier = before.forRider(rider.getKey());
                    return rider.getValue().differsFrom(earlier);
                });
    }
}
