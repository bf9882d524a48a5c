package com.openride.fleet.application.rerun;

import com.openride.fleet.application.port.out.Alerts;
import com.openride.fleet.application.port.out.EtaEstimator;
import com.openride.fleet.application.port.out.LocationHistory;
import com.openride.fleet.application.port.out.Trips;
import com.openride.fleet.domain.alert.Alert;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.location.TimeRange;
import com.openride.fleet.domain.monitor.Detectors;
import com.openride.fleet.domain.monitor.TripReview;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripId;
import com.openride.fleet.domain.trip.TripStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs stored trips once more through what live traffic goes through, at event time. The same store gives the same outcome.
 * Every method may block; none writes. Safe for use by many threads.
 */
public final class TripRerunning {

    /** Before it set out a car was somewhere, which is where its first estimate was made from. */
    private static final Duration BEFORE = Duration.ofHours(1);

    /** A fix a second for a day: a bound for the memory that one trip takes. */
    private static final int MOST_FIXES = 90_000;

    private static final int MOST_ALERTS = 10_000;

    private final Sources sources;
    private final Detectors detectors;
    private final EtaEstimator estimator;

    public TripRerunning(Sources sources, Detectors detectors, EtaEstimator estimator) {
        this.sources = sources;
        this.detectors = detectors;
        this.estimator = estimator;
    }

    /**
     * Where everything is read.
     *
     * @param trips with their journals
     * @param history the drivers' fixes
     * @param alerts what was raised then
     */
    public record Sources(Trips trips, LocationHistory history, Alerts alerts) {}

    /**
     * The trips that begin within the range, in that order.
     *
     * @param driver only this driver's, if given
     */
    public List<TripId> begun(TimeRange range, @Nullable DriverId driver) {
        return sources.trips.begun(range, driver);
    }

    /**
     * Runs the trip, if there is one with the id.
     *
     * @param until up to when time has passed for a trip that is not over; null for the last that is stored of it
     */
    public Optional<Rerun> run(TripId id, @Nullable Instant until) {
        return sources.trips.find(id).map(trip -> run(trip, until));
    }

    private Rerun run(Trip trip, @Nullable Instant given) {
        List<DriverLocation> fixes = TripReview.inOrder(read(trip, given));
        Instant until = until(trip, fixes, given);
        TripReview review = TripReview.of(trip, fixes, detectors, until);
        List<Compared> compared =
                Comparison.of(review.findings(), sources.trips.journal(trip.id(), 0), raised(trip.id()));
        int seen = (int) fixes.stream().filter(fix -> wasUnderWay(trip, fix)).count();
        return new Rerun(trip, until, seen, compared, EtaRerun.of(trip, fixes, detectors, estimator));
    }

    private List<DriverLocation> read(Trip trip, @Nullable Instant given) {
        Instant started = trip.stamps().startedAt();
        if (started == null) {
            return List.of();
        }
        Instant from = started.minus(BEFORE);
        Instant latest = from.plus(TimeRange.LONGEST);
        Instant last = trip.stamps().endedAt();
        last = last == null ? given : last;
        // The end of a range is not in it.
        Instant to = last == null || last.isAfter(latest.minusMillis(1)) ? latest : last.plusMillis(1);
        if (to.isBefore(from)) {
            return List.of();
        }
        try (Stream<DriverLocation> fixes = sources.history.stream(trip.driver(), new TimeRange(from, to))) {
            return fixes.limit(MOST_FIXES).toList();
        }
    }

    private static Instant until(Trip trip, List<DriverLocation> fixes, @Nullable Instant given) {
        Instant until = trip.stamps().endedAt();
        until = until == null ? given : until;
        if (until != null) {
            return until;
        }
        Instant last = trip.stamps().createdAt();
        for (TripStatus status : TripStatus.values()) {
            last = later(last, trip.stamps().at(status));
        }
        return fixes.isEmpty()
                ? last
                : later(last, fixes.get(fixes.size() - 1).fix().recordedAt());
    }

    private static Instant later(Instant one, @Nullable Instant other) {
        return other != null && other.isAfter(one) ? other : one;
    }

    private static boolean wasUnderWay(Trip trip, DriverLocation location) {
        Instant started = trip.stamps().startedAt();
        return started != null && !location.fix().recordedAt().isBefore(started);
    }

    private List<Alert> raised(TripId trip) {
        var ofTrip =
                new Alerts.Filter(Set.of(), detectors.kinds(), Set.of(), null, trip, 0, Long.MAX_VALUE, MOST_ALERTS);
        return sources.alerts.list(ofTrip);
    }
}
