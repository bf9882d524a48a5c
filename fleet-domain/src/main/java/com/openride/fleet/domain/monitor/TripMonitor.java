package com.openride.fleet.domain.monitor;

import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.location.Doubt;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.location.LocationFix;
import com.openride.fleet.domain.location.Plausibility;
import com.openride.fleet.domain.monitor.Sighting.Doubted;
import com.openride.fleet.domain.trip.Course;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripProgress;
import com.openride.fleet.domain.trip.TripStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One trip under observation, as a pure state machine over its driver's fixes, its own steps, and time. All three may only
 * go on; whoever gets a fix that was recorded before the last one must begin again, with {@link TripReview}.
 *
 * @param trip as last known
 * @param detectors what is looked for
 * @param progress how far the run has come
 * @param signal what may be believed
 * @param heardAt when the last fix was recorded, whatever it said
 * @param episodes what detectors have found so far
 * @param waiting since when each overdue thing has been waited for, once it has been told
 */
public record TripMonitor(
        Trip trip,
        Detectors detectors,
        TripProgress progress,
        Signal signal,
        @Nullable Instant heardAt,
        Episodes episodes,
        List<@Nullable Instant> waiting) {

    /**
     * What may be believed of a car.
     *
     * @param plausibility where it can be
     * @param speedometer how fast it is
     */
    record Signal(Plausibility plausibility, Speedometer speedometer) {}

    /**
     * A step of the state machine.
     *
     * @param next the state after it
     * @param findings what began and what ended, in order
     */
    public record Step(TripMonitor next, List<Finding> findings) {
        public Step {
            findings = List.copyOf(findings);
        }
    }

    /** A trip of which nothing was seen yet, not even its own steps. */
    public static TripMonitor start(Trip trip, Detectors detectors) {
        return new TripMonitor(
                trip,
                detectors,
                TripProgress.start(Course.of(trip.plan()), TripStatus.PENDING),
                new Signal(Plausibility.START, Speedometer.START),
                null,
                Episodes.none(detectors),
                Collections.nCopies(detectors.overdue().size(), null));
    }

    /** The same trip at a later version. */
    public TripMonitor become(Trip later) {
        return new TripMonitor(later, detectors, progress, signal, heardAt, episodes, waiting);
    }

    /** Whether the fix is to be looked at: later than the last, and recorded while the trip was under way. */
    public boolean admits(LocationFix fix) {
        Instant at = fix.recordedAt();
        Instant started = trip.stamps().startedAt();
        Instant ended = trip.stamps().endedAt();
        return (heardAt == null || at.isAfter(heardAt))
                && started != null
                && !at.isBefore(started)
                && (ended == null || !at.isAfter(ended));
    }

    /** The state after the driver's next fix. One that is not admitted changes nothing. */
    public Step after(DriverLocation location) {
        LocationFix fix = location.fix();
        if (!admits(fix)) {
            return new Step(this, List.of());
        }
        Step reached = at(fix.recordedAt());
        List<Finding> findings = new ArrayList<>(reached.findings);
        TripMonitor seen = reached.next.seen(location, findings).awaited(fix.recordedAt(), findings);
        return new Step(seen, findings);
    }

    /** The state once it is so late, with every step of the trip up to then. */
    public Step at(Instant now) {
        List<Finding> findings = new ArrayList<>();
        TripMonitor monitor = this;
        for (TripStatus status : TripStatus.values()) {
            Instant when = trip.stamps().at(status);
            if (status.compareTo(progress.status()) > 0 && when != null && !when.isAfter(now)) {
                monitor = monitor.awaited(when, findings).turned(status, when, findings);
            }
        }
        return new Step(monitor.awaited(now, findings), findings);
    }

    private TripMonitor turned(TripStatus status, Instant when, List<Finding> findings) {
        var turned = new TripMonitor(
                trip,
                detectors,
                progress.turned(status, when),
                signal,
                heardAt,
                episodes.turned(status, when, detectors, findings),
                waiting);
        return turned.awaited(when, findings);
    }

    private TripMonitor seen(DriverLocation location, List<Finding> findings) {
        LocationFix fix = location.fix();
        Plausibility.Verdict verdict = signal.plausibility.judge(fix, location.receivedAt());
        Doubted doubt = doubted(verdict.doubts());
        boolean believed = doubt == Doubted.NO;
        Speedometer speedometer = believed ? signal.speedometer.after(fix) : signal.speedometer;
        TripProgress gone = believed ? progress.after(fix) : progress;
        var sighting = new Sighting(fix, signal.plausibility.last(), gone, speedometer.kmh(), doubt);
        return new TripMonitor(
                trip,
                detectors,
                gone,
                new Signal(verdict.next(), speedometer),
                fix.recordedAt(),
                episodes.after(sighting, detectors, findings),
                waiting);
    }

    private static Doubted doubted(Set<Doubt> doubts) {
        if (doubts.contains(Doubt.TELEPORT)) {
            return Doubted.JUMP;
        }
        return doubts.contains(Doubt.INACCURATE) ? Doubted.INACCURATE : Doubted.NO;
    }

    /** Looks at everything that should have happened by now. */
    private TripMonitor awaited(Instant now, List<Finding> findings) {
        List<@Nullable Instant> changed = null;
        for (int i = 0; i < waiting.size(); i++) {
            Overdue overdue = detectors.overdue().get(i);
            Instant told = waiting.get(i);
            Instant since = overdue.begin().of(trip, progress, heardAt);
            boolean due = holds(told, since) || overdue.isDue(since, now);
            if (due == (told != null)) {
                continue;
            }
            changed = changed == null ? new ArrayList<>(waiting) : changed;
            changed.set(i, due ? since : null);
            findings.add(due ? begun(overdue, Objects.requireNonNull(since)) : ended(overdue, told, now));
        }
        return changed == null ? this : new TripMonitor(trip, detectors, progress, signal, heardAt, episodes, changed);
    }

    /** Once told it holds as long as its cause does, also for fixes that are a little older than the last look. */
    private static boolean holds(@Nullable Instant told, @Nullable Instant since) {
        return told != null && told.equals(since);
    }

    private Finding begun(Overdue overdue, Instant since) {
        return new Finding(overdue.kind(), false, since, since.plus(overdue.patience()), place(), Map.of());
    }

    private Finding ended(Overdue overdue, @Nullable Instant told, Instant now) {
        Instant since = Objects.requireNonNull(told);
        double seconds = Duration.between(since, now).toMillis() / 1000.0;
        return new Finding(overdue.kind(), true, since, now, place(), Map.of("durationSeconds", seconds));
    }

    private GeoPoint place() {
        TripProgress.Place place = progress.place();
        return place == null ? trip.plan().pickup() : place.point();
    }
}
