package com.openride.fleet.application.live;

import com.openride.fleet.application.port.in.LocationReceipt;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.driver.Duty;
import com.openride.fleet.domain.event.FleetEvent.EtaChanged;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.location.LocationFix;
import com.openride.fleet.domain.location.Plausibility;
import com.openride.fleet.domain.monitor.TripMonitor;
import com.openride.fleet.domain.trip.Eta;
import com.openride.fleet.domain.trip.EtaScore;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What one driver is doing now. Changed in the driver's lane alone; {@link #newest()}, {@link #status()} and
 * {@link #eta(TripId)} may be read by any thread.
 */
public final class LiveDriver {

    /** From which age on a fix was kept back by a phone without reception. */
    private static final Duration OLD = Duration.ofMinutes(2);

    private final DriverId driver;
    private final Map<TripId, LiveTrip> trips = new ConcurrentHashMap<>();
    private final RecentFixes recent = new RecentFixes();
    private final Notices notices = new Notices();
    private final LiveRules rules;
    private Plausibility plausibility = Plausibility.START;
    private Duty duty;
    private boolean statusTold;
    private volatile DriverStatus status;
    private volatile @Nullable DriverLocation newest;
    private volatile Instant touchedAt;

    LiveDriver(DriverId driver, Duty duty, List<Trip> open, @Nullable DriverLocation newest, Instant now) {
        this(driver, duty, open, newest, now, LiveRules.usual());
    }

    LiveDriver(
            DriverId driver,
            Duty duty,
            List<Trip> open,
            @Nullable DriverLocation newest,
            Instant now,
            LiveRules rules) {
        this.driver = driver;
        this.rules = rules;
        this.duty = duty;
        this.newest = newest;
        this.touchedAt = now;
        open.forEach(trip -> become(trip, now));
        this.status = duty.status(isTripUnderWay());
        expect(now);
    }

    /** Whose state this is. */
    public DriverId driver() {
        return driver;
    }

    /** Where the driver is, if known. */
    public Optional<DriverLocation> newest() {
        return Optional.ofNullable(newest);
    }

    /** What the driver is doing, as others see it. */
    public DriverStatus status() {
        return status;
    }

    /** What is expected of one of the driver's trips, if anything is. */
    public Optional<Eta> eta(TripId trip) {
        LiveTrip live = trips.get(trip);
        return live == null ? Optional.empty() : Optional.ofNullable(live.eta());
    }

    /** How good estimates of one of the driver's trips were so far, if that can be said. */
    public Optional<EtaScore> score(TripId trip) {
        LiveTrip live = trips.get(trip);
        return live == null ? Optional.empty() : Optional.of(live.score());
    }

    /** Whether one of the driver's trips is between setting out and its end. */
    public boolean isTripUnderWay() {
        return trips.values().stream().anyMatch(live -> live.trip().status().isUnderWay());
    }

    /** The trips between setting out and their end. */
    public List<Trip> tripsUnderWay() {
        return trips.values().stream()
                .map(LiveTrip::trip)
                .filter(trip -> trip.status().isUnderWay())
                .toList();
    }

    /** The receipt of a fix that is known by its recorded time, if it is. */
    public Optional<CompletionStage<LocationReceipt>> receiptOf(Instant recordedAt) {
        return Optional.ofNullable(recent.find(recordedAt));
    }

    /** Notes that a fix is on its way to the log. */
    public void remember(Instant recordedAt, CompletionStage<LocationReceipt> receipt) {
        recent.remember(recordedAt, receipt);
    }

    /** Forgets a fix that did not reach the log, so that it can be sent again. */
    public void forget(Instant recordedAt) {
        recent.forget(recordedAt);
    }

    /**
     * The fix as this driver's, with every doubt that what came before raises. Changes nothing.
     *
     * @throws com.openride.fleet.domain.fault.InvalidValue when it was recorded too long ago or too far ahead
     */
    public DriverLocation located(LocationFix fix, Instant receivedAt) {
        return new DriverLocation(
                driver, fix, receivedAt, plausibility.judge(fix, receivedAt).doubts());
    }

    /**
     * Takes in an accepted fix.
     *
     * @return whether it is the newest, and so news to watchers
     */
    public boolean move(DriverLocation location) {
        touchedAt = location.receivedAt();
        see(location);
        plausibility = plausibility.judge(location.fix(), location.receivedAt()).next();
        DriverLocation before = newest;
        if (before != null && !location.isNewerThan(before)) {
            return false;
        }
        newest = location;
        expect(location.receivedAt());
        return true;
    }

    /**
     * Looks at an accepted fix for what it means to the driver's trips, in whatever order fixes come: what is older than
     * the last is noted as missed.
     */
    public void see(DriverLocation location) {
        LocationFix fix = location.fix();
        boolean missed = trips.values().stream().anyMatch(live -> live.hasMissed(fix));
        boolean old = Duration.between(fix.recordedAt(), location.receivedAt()).compareTo(OLD) > 0;
        if (missed || (old && trips.values().stream().noneMatch(live -> live.covers(fix)))) {
            notices.missed(fix.recordedAt(), fix.recordedAt());
        }
        trips.values().forEach(live -> notices.add(live.see(location), live.trip()));
    }

    /** Looks at what should have happened by now. */
    public void look(Instant now) {
        trips.values().forEach(live -> notices.add(live.look(now), live.trip()));
    }

    /** Takes over the state of a trip that a review of its stored fixes has led to. */
    public void revise(TripMonitor reviewed) {
        LiveTrip live = trips.get(reviewed.trip().id());
        if (live != null) {
            notices.add(live.revise(reviewed), live.trip());
        }
    }

    /** Whether anything waits to be told. */
    public boolean hasNotices() {
        return !notices.isEmpty();
    }

    /** What was noticed since the last call; the caller is to tell it. */
    public Notices.Taken takeNotices() {
        return notices.take();
    }

    /** The estimates that have moved so far since watchers last heard of them that they must again; then they have. */
    public List<EtaChanged> etaNews(Instant at) {
        return trips.values().stream()
                .filter(LiveTrip::hasNews)
                .map(live -> toldOf(live, at))
                .toList();
    }

    /**
     * Takes in a trip as it is now.
     *
     * @return whether the driver's status is another than was last told
     */
    public boolean take(Trip trip, Instant now) {
        touchedAt = now;
        boolean wasUnderWay = isTripUnderWay();
        become(trip, now);
        duty = !wasUnderWay && isTripUnderWay() ? duty.tripStarted() : duty;
        expect(now);
        toldAbout(trip.id());
        return settle();
    }

    /**
     * Takes in what the driver said of being at work.
     *
     * @return whether the driver's status is another than was last told
     */
    public boolean take(Duty now) {
        duty = now;
        return settle();
    }

    /** What the driver last said of being at work. */
    public Duty duty() {
        return duty;
    }

    /** When anything last happened to this driver. */
    Instant touchedAt() {
        return touchedAt;
    }

    /** Whether nothing would be missed if this driver were read anew when next needed. */
    boolean isIdle() {
        return trips.isEmpty();
    }

    private void become(Trip trip, Instant now) {
        LiveTrip known = trips.get(trip.id());
        if (known == null && trip.status().isOver()) {
            return;
        }
        LiveTrip live = known == null ? fresh(trip) : known;
        notices.add(live.become(trip, now), live.trip());
        if (trip.status().isOver()) {
            live.over(now);
            trips.remove(trip.id());
            notices.over(trip);
        }
    }

    /** A trip that is under way when it is first heard of has a past, which is to be read. */
    private LiveTrip fresh(Trip trip) {
        var live = new LiveTrip(trip, rules);
        trips.put(trip.id(), live);
        Instant started = trip.stamps().startedAt();
        if (live.isCold() && started != null) {
            notices.missed(started, started);
        }
        return live;
    }

    /** What has been read in may already hold the change that is told of, so the first status always counts as new. */
    private boolean settle() {
        DriverStatus before = status;
        status = duty.status(isTripUnderWay());
        boolean news = !statusTold || status != before;
        statusTold = true;
        return news;
    }

    private void expect(Instant now) {
        trips.values().forEach(live -> live.expect(newest, now));
    }

    private void toldAbout(TripId trip) {
        LiveTrip live = trips.get(trip);
        if (live != null) {
            live.told();
        }
    }

    private static EtaChanged toldOf(LiveTrip live, Instant at) {
        Eta eta = live.eta();
        live.told();
        return new EtaChanged(live.trip().id(), live.trip().version(), Objects.requireNonNull(eta), at);
    }
}
