package com.openride.fleet.application.live;

import com.openride.fleet.application.port.out.DriverRecord;
import com.openride.fleet.application.port.out.Drivers;
import com.openride.fleet.application.port.out.FleetBroadcast;
import com.openride.fleet.application.port.out.LocationHistory;
import com.openride.fleet.application.port.out.Trips;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.driver.Duty;
import com.openride.fleet.domain.event.FleetEvent.DriverStatusChanged;
import com.openride.fleet.domain.event.FleetEvent.DutyChanged;
import com.openride.fleet.domain.event.Topic.DriverTopic;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.fault.Refused;
import com.openride.fleet.domain.trip.Eta;
import com.openride.fleet.domain.trip.EtaEstimate;
import com.openride.fleet.domain.trip.EtaScore;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every driver that this instance has dealt with is doing now: a cache over the durable ports, read in when a
 * driver is first needed and kept up by whatever happens here.
 *
 * <p>Safe for use by many threads. All change happens in the driver's lane.
 */
public final class LiveFleet {

    private static final Logger LOG = LoggerFactory.getLogger(LiveFleet.class);
    private static final Duration IDLE = Duration.ofHours(1);

    private final ConcurrentMap<DriverId, LiveEntry> fleet = new ConcurrentHashMap<>();
    private final Sources sources;
    private final LiveRules rules;
    private final FleetBroadcast broadcast;
    private final DriverLanes lanes;
    private final Executor loader;
    private final InstantSource clock;

    /** An empty picture by the usual rules. */
    public LiveFleet(
            Sources sources, FleetBroadcast broadcast, DriverLanes lanes, Executor loader, InstantSource clock) {
        this(sources, LiveRules.usual(), broadcast, lanes, loader, clock);
    }

    /**
     * An empty picture.
     *
     * @param sources what a driver is read in from
     * @param rules by what trips are watched
     * @param broadcast where changes of status are told
     * @param lanes where change happens; closed by its owner
     * @param loader where the sources are read, off the event loops; may run the work on the caller if they never wait
     */
    public LiveFleet(
            Sources sources,
            LiveRules rules,
            FleetBroadcast broadcast,
            DriverLanes lanes,
            Executor loader,
            InstantSource clock) {
        this.sources = sources;
        this.rules = rules;
        this.broadcast = broadcast;
        this.lanes = lanes;
        this.loader = loader;
        this.clock = clock;
    }

    /**
     * What a driver is read in from.
     *
     * @param trips their trips that are not over
     * @param history their newest fix
     * @param drivers their duty
     */
    public record Sources(Trips trips, LocationHistory history, Drivers drivers) {}

    /**
     * Works on the driver in their lane, one piece of work after another in the order of the calls. Never blocks; a driver
     * who must be read in first holds up their own work alone.
     */
    public <T> CompletionStage<T> inLane(DriverId driver, Function<LiveDriver, T> work) {
        LiveEntry entry = entry(driver);
        if (entry.beginRenewal()) {
            renewSoon(driver, entry);
        }
        return entry.run(work);
    }

    /** The driver as known here, without waiting for anything; empty when not dealt with yet. */
    public Optional<LiveDriver> peek(DriverId driver) {
        return Optional.ofNullable(fleet.get(driver)).flatMap(LiveEntry::peek);
    }

    /** The driver as known here, read in if need be. May block. */
    public LiveDriver find(DriverId driver) {
        LiveEntry known = fleet.get(driver);
        if (known != null && known.beginRenewal()) {
            renew(driver, known);
            return Stages.await(inLane(driver, live -> live));
        }
        return peek(driver).orElseGet(() -> Stages.await(inLane(driver, live -> live)));
    }

    /** What is expected of a trip under way: as worked out here, or else as announced. May block. */
    public Optional<Eta> expected(Trip trip) {
        if (!trip.status().isUnderWay()) {
            return Optional.empty();
        }
        return find(trip.driver())
                .eta(trip.id())
                .or(() -> Optional.ofNullable(trip.announcedEta())
                        .map(arrival -> Eta.announced(new EtaEstimate(arrival, null))));
    }

    /**
     * The trips of everybody known here that are not over and that are wanted, without waiting for anything. Looks at all
     * of them, so for rare questions only.
     */
    public List<Trip> openTrips(Predicate<Trip> wanted) {
        return fleet.values().stream()
                .flatMap(entry -> entry.peek().stream())
                .flatMap(LiveDriver::openTrips)
                .filter(wanted)
                .toList();
    }

    /** Works on every driver known here who has a trip or something to tell, each in their lane. Never blocks. */
    public void everyone(Consumer<LiveDriver> work) {
        fleet.forEach((driver, entry) -> entry.peek()
                .filter(live -> !live.isIdle() || live.hasNotices())
                .ifPresent(live -> lanes.run(driver, () -> {
                    work.accept(live);
                    return true;
                })));
    }

    /** How good estimates of the driver's trip were, as far as this instance knows. Never blocks. */
    public Optional<EtaScore> score(DriverId driver, TripId trip) {
        return peek(driver)
                .flatMap(live -> live.score(trip))
                .or(() -> rules.scores().of(trip));
    }

    /** Tells watchers and searches of the driver's status as it is now. To be called in the driver's lane. */
    public void tellStatus(LiveDriver live) {
        sources.drivers().turned(live.driver(), live.status());
        broadcast.publish(new DriverStatusChanged(live.driver(), live.status(), clock.instant()));
    }

    /**
     * Tells other instances what has been written of the driver being at work. To be called after that was written and,
     * in the lane, taken in.
     */
    public void tellDuty(DriverId driver, Duty written) {
        broadcast.publish(new DutyChanged(driver, written));
    }

    /** Forgets drivers to whom nothing has happened for an hour and who have no trip; they are read in when needed. */
    public void forgetIdle() {
        Instant cutoff = clock.instant().minus(IDLE);
        fleet.keySet().forEach(driver -> lanes.run(driver, () -> forgetIfIdle(driver, cutoff)));
    }

    private boolean forgetIfIdle(DriverId driver, Instant cutoff) {
        return peek(driver)
                .filter(live -> live.isIdle() && live.touchedAt().isBefore(cutoff))
                .map(live -> forget(driver))
                .orElse(false);
    }

    private boolean forget(DriverId driver) {
        LiveEntry entry = fleet.remove(driver);
        if (entry != null) {
            entry.close();
        }
        return entry != null;
    }

    private LiveEntry entry(DriverId driver) {
        LiveEntry known = fleet.get(driver);
        if (known != null) {
            return known;
        }
        var fresh = new LiveEntry(lanes);
        LiveEntry raced = fleet.putIfAbsent(driver, fresh);
        if (raced != null) {
            return raced;
        }
        // Hears first and reads second, so that nothing falls in between.
        var hearing = broadcast.listen(new DriverTopic(driver), new LiveHearing(fresh, clock));
        fresh.hearThrough(hearing);
        hearing.begun().thenRun(() -> load(driver, fresh));
        return fresh;
    }

    private void load(DriverId driver, LiveEntry entry) {
        try {
            loader.execute(() -> readInto(driver, entry));
        } catch (RejectedExecutionException e) {
            giveUp(driver, entry, new Refused(FaultCode.OVERLOADED, "too much to do, try again"));
        }
    }

    private void readInto(DriverId driver, LiveEntry entry) {
        try {
            entry.become(new LiveDriver(driver, read(driver), clock.instant(), rules));
        } catch (RuntimeException failure) {
            giveUp(driver, entry, Stages.fault(failure));
        }
    }

    /** Forgets first, so that whoever asks after the failure was told reads anew. */
    private void giveUp(DriverId driver, LiveEntry entry, FleetException fault) {
        fleet.remove(driver, entry);
        entry.close();
        entry.fail(fault);
    }

    private void renewSoon(DriverId driver, LiveEntry entry) {
        try {
            loader.execute(() -> renew(driver, entry));
        } catch (RejectedExecutionException e) {
            entry.endRenewal(false);
        }
    }

    /** Reads the driver in again while the lane goes on with what is known. */
    private void renew(DriverId driver, LiveEntry entry) {
        try {
            int changes = entry.peek().map(LiveDriver::changes).orElse(0);
            LiveDriver.Kept kept = read(driver);
            entry.run(live -> live.adopt(kept, changes, clock.instant()))
                    .whenComplete((adopted, failure) -> entry.endRenewal(failure == null && adopted));
        } catch (RuntimeException failure) {
            LOG.debug(
                    "driver {} cannot be read in again yet: {}",
                    driver,
                    Stages.fault(failure).code());
            entry.endRenewal(false);
        }
    }

    private LiveDriver.Kept read(DriverId driver) {
        Duty duty = sources.drivers().find(driver).map(DriverRecord::duty).orElse(Duty.NONE);
        return new LiveDriver.Kept(
                duty,
                sources.trips().openOf(driver),
                sources.history().newest(driver).orElse(null));
    }
}
