package com.openride.fleet.application.monitor;

import com.openride.fleet.application.alert.AlertRaising;
import com.openride.fleet.application.live.Background;
import com.openride.fleet.application.live.LiveDriver;
import com.openride.fleet.application.live.LiveFleet;
import com.openride.fleet.application.live.Noticed;
import com.openride.fleet.application.live.Notices;
import com.openride.fleet.domain.alert.AlertKind;
import com.openride.fleet.domain.alert.AlertReport;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.trip.Trip;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells operators what the detectors find, off the way of a fix: in the driver's lane only what never blocks, the rest in
 * the background. Fixes that come late are looked at where they belong in time, by reviewing the trip they fell into.
 *
 * <p>Safe for use by many threads.
 */
public final class TripMonitoring {

    private static final Logger LOG = LoggerFactory.getLogger(TripMonitoring.class);
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final LiveFleet fleet;
    private final AlertRaising alerts;
    private final FindingTelling telling;
    private final TripReading reading;
    private final Missed missed;
    private final Background background;
    private final @Nullable Arriving arriving;
    private final InstantSource clock;

    /**
     * Watches over the fleet.
     *
     * @param reading where trips and fixes are read once more
     * @param background where that is done; closed by its owner
     * @param manner how patient, and whether proposed steps are taken
     */
    public TripMonitoring(
            LiveFleet fleet,
            TripReading reading,
            AlertRaising alerts,
            Background background,
            Manner manner,
            InstantSource clock) {
        this.fleet = fleet;
        this.alerts = alerts;
        this.telling = new FindingTelling(alerts);
        this.reading = reading;
        this.background = background;
        this.missed = new Missed(background, manner.settle(), this::review);
        this.arriving = manner.arriving();
        this.clock = clock;
    }

    /**
     * How.
     *
     * @param settle how long after a late fix its trip is reviewed, so that a batch is reviewed once and is durable by then
     * @param arriving takes proposed steps; null when that is left to drivers
     */
    public record Manner(Duration settle, @Nullable Arriving arriving) {}

    /** Tells what was noticed of a driver. To be called in the driver's lane. Never blocks. */
    public void tell(LiveDriver live) {
        if (!live.hasNotices()) {
            return;
        }
        Notices.Taken taken = live.takeNotices();
        Instant now = clock.instant();
        tell(new Batch(taken.noticed(), heardAt(live), now));
        taken.over().forEach(trip -> alerts.end(offlineOf(trip), now, Map.of()));
        Instant from = taken.missedFrom();
        Instant to = taken.missedTo();
        if (from != null && to != null) {
            missed.add(live.driver(), from, to);
        }
    }

    /** Looks at what should have happened by now, for every driver with a trip. Never blocks; to be called often. */
    public void look() {
        Instant now = clock.instant();
        fleet.everyone(live -> {
            live.look(now);
            tell(live);
        });
    }

    /** Takes in trips that are due or under way and not known here, such as after a restart. May block. */
    public void readOpen() {
        reading.due(
                clock.instant(),
                trip -> fleet.inLane(trip.driver(), live -> {
                    if (live.take(trip, clock.instant())) {
                        fleet.tellStatus(live);
                    }
                    live.look(clock.instant());
                    tell(live);
                    return true;
                }));
    }

    private void tell(Batch batch) {
        for (Noticed notice : batch.noticed()) {
            var found = new Found(notice.trip(), notice.finding());
            if (notice.finding().over()) {
                telling.end(found);
            } else if (telling.isNew(found)) {
                begin(found, batch);
            }
        }
    }

    private void begin(Found found, Batch batch) {
        boolean late = batch.isLate(found);
        boolean over = batch.isOver(found);
        Arriving driver = arriving;
        if (!late && !over && found.isOfSilence()) {
            background.run(() -> raiseIfSo(found));
        } else if (!late
                && !over
                && driver != null
                && found.finding().proposal().isPresent()) {
            background.run(() -> arrive(driver, found));
        } else {
            telling.raise(found, late);
        }
    }

    /** Nothing was heard here; that it did not happen elsewhere either only the store knows. */
    private void raiseIfSo(Found found) {
        try {
            Optional<Trip> newer = reading.newer(found);
            if (newer.isPresent()) {
                fleet.inLane(found.trip().driver(), live -> live.take(newer.get(), clock.instant()));
            } else if (!reading.isHeard(found)) {
                telling.raise(found, false);
            }
        } catch (FleetException fault) {
            LOG.debug("whether {} is so cannot be asked: {}", found.finding().kind(), fault.code());
            telling.raise(found, false);
        }
    }

    private void arrive(Arriving driver, Found found) {
        boolean taken =
                found.finding().proposal().map(to -> driver.take(found, to)).orElse(false);
        if (!taken) {
            telling.raise(found, false);
        }
    }

    private void review(DriverId driver, Instant from, Instant to) {
        try {
            reading.reviews(driver, from, to, clock.instant()).forEach(this::take);
        } catch (FleetException fault) {
            LOG.debug("trips of driver {} cannot be reviewed yet: {}", driver, fault.code());
            background.runAfter(RETRY, () -> missed.add(driver, from, to));
        }
    }

    private void take(TripReading.Reviewed reviewed) {
        List<Noticed> noticed = reviewed.noticed();
        if (reviewed.trip().status().isOver()) {
            tell(new Batch(noticed, reviewed.trip().stamps().endedAt(), clock.instant()));
        } else {
            fleet.inLane(reviewed.trip().driver(), live -> revise(live, reviewed));
        }
    }

    /** What live detectors have raised without the fixes that came late, and would not have with them, is withdrawn. */
    private boolean revise(LiveDriver live, TripReading.Reviewed reviewed) {
        Instant now = clock.instant();
        tell(live);
        live.revise(reviewed.review().monitor());
        live.look(now);
        Notices.Taken since = live.takeNotices();
        telling.withdraw(reviewed.trip().id(), reviewed.confirmed(since.noticed()), now);
        tell(new Batch(reviewed.noticed(), heardAt(live), now));
        tell(new Batch(since.noticed(), heardAt(live), now));
        return true;
    }

    private static @Nullable Instant heardAt(LiveDriver live) {
        return live.newest().map(newest -> newest.fix().recordedAt()).orElse(null);
    }

    private static String offlineOf(Trip trip) {
        return AlertReport.key(AlertKind.OFFLINE_ON_TRIP, trip.driver(), trip.id());
    }
}
