package com.openride.fleet.application.monitor;

import com.openride.fleet.application.live.Noticed;
import com.openride.fleet.application.port.out.LocationHistory;
import com.openride.fleet.application.port.out.Trips;
import com.openride.fleet.domain.alert.AlertId;
import com.openride.fleet.domain.alert.AlertKind;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.location.TimeRange;
import com.openride.fleet.domain.monitor.Detectors;
import com.openride.fleet.domain.monitor.TripReview;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripStatus;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Reads trips and their fixes once more. Every method may block. Safe for use by many threads. */
public final class TripReading {

    private static final Set<TripStatus> OVER = EnumSet.of(TripStatus.COMPLETED, TripStatus.CANCELLED);
    private static final int MOST_ENDED = 20;
    private static final int PAGE = 200;

    /** Half a day of a fix a second: more than any trip has, and a bound for the memory that one review takes. */
    private static final int MOST_FIXES = 50_000;

    private final Trips trips;
    private final LocationHistory history;
    private final Detectors detectors;

    public TripReading(Trips trips, LocationHistory history, Detectors detectors) {
        this.trips = trips;
        this.history = history;
        this.detectors = detectors;
    }

    /**
     * A trip after its review.
     *
     * @param trip as it stands in the store
     * @param review what its stored fixes show
     */
    record Reviewed(Trip trip, TripReview review) {

        List<Noticed> noticed() {
            return review.findings().stream()
                    .map(finding -> new Noticed(trip, finding))
                    .toList();
        }

        /** Everything that the stored fixes show, and what came to light since. */
        Set<AlertId> confirmed(List<Noticed> since) {
            Set<AlertId> ids = new HashSet<>();
            Stream.concat(noticed().stream(), since.stream())
                    .filter(notice -> !notice.finding().over())
                    .forEach(notice -> ids.add(new Found(notice.trip(), notice.finding()).id()));
            return ids;
        }
    }

    /** Reviews the driver's trips that were under way in the span. */
    List<Reviewed> reviews(DriverId driver, Instant from, Instant to, Instant now) {
        var ended = new Trips.Filter(OVER, null, MOST_ENDED);
        return Stream.concat(trips.openOf(driver).stream(), trips.list(driver, ended).stream())
                .filter(trip -> wasUnderWay(trip, from, to))
                .map(trip -> new Reviewed(trip, review(trip, now)))
                .toList();
    }

    private TripReview review(Trip trip, Instant now) {
        TimeRange range = trip.drivenDuring(now).orElseThrow();
        Instant to = range.to().plus(DriverLocation.AHEAD).plusMillis(1);
        Instant earliest = to.minus(TimeRange.LONGEST);
        var inclusive = new TimeRange(range.from().isBefore(earliest) ? earliest : range.from(), to);
        try (Stream<DriverLocation> fixes = history.stream(trip.driver(), inclusive)) {
            return TripReview.of(trip, fixes.limit(MOST_FIXES).toList(), detectors, range.to());
        }
    }

    private static boolean wasUnderWay(Trip trip, Instant from, Instant to) {
        Instant started = trip.stamps().startedAt();
        Instant ended = trip.stamps().endedAt();
        return started != null && !started.isAfter(to) && (ended == null || !ended.isBefore(from));
    }

    /** The trip as it stands in the store, if it is so far on that the silence found on it means nothing. */
    Optional<Trip> newer(Found found) {
        boolean notStarted = found.finding().kind() == AlertKind.TRIP_NOT_STARTED;
        return trips.find(found.trip().id())
                .filter(trip -> trip.version() > found.trip().version())
                .filter(trip -> notStarted
                        ? trip.status() != TripStatus.PENDING
                        : !trip.status().isUnderWay());
    }

    /** Whether a driver who seems silent was heard of by another instance. */
    boolean isHeard(Found found) {
        return found.finding().kind() == AlertKind.DARK_DRIVER
                && history.newest(found.trip().driver())
                        .map(newest -> newest.fix()
                                .recordedAt()
                                .isAfter(found.finding().since()))
                        .orElse(false);
    }

    /** Every trip that is under way, or should be by now. */
    void due(Instant now, Consumer<Trip> each) {
        List<Trip> page = trips.open(null, PAGE);
        while (!page.isEmpty()) {
            page.stream().filter(trip -> isDue(trip, now)).forEach(each);
            page = page.size() < PAGE ? List.of() : trips.open(Trips.Place.of(page.get(page.size() - 1)), PAGE);
        }
    }

    private static boolean isDue(Trip trip, Instant now) {
        Instant scheduled = trip.plan().scheduledTime();
        return trip.status().isUnderWay() || (scheduled != null && !scheduled.isAfter(now));
    }
}
