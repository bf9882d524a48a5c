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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one driver is doing now. Changed in the driver's lane alone; {@link #newest()}, {@link #status()} and
 * {@link #eta(TripId)} may be read by any thread.
 */
public final class LiveDriver {

    private final DriverId driver;
    private final LiveTrips trips;
    private final RecentFixes recent = new RecentFixes();
    private Plausibility plausibility = Plausibility.START;
    private Duty duty;
    private boolean statusTold;
    private final AtomicInteger changes = new AtomicInteger();
    private volatile DriverStatus status;
    private volatile @Nullable DriverLocation newest;
    private volatile Instant touchedAt;

    LiveDriver(DriverId driver, Kept kept, Instant now) {
        this(driver, kept, now, LiveRules.usual());
    }

    LiveDriver(DriverId driver, Kept kept, Instant now, LiveRules rules) {
        this.driver = driver;
        this.trips = new LiveTrips(rules);
        this.duty = kept.duty();
        this.newest = kept.newest();
        this.touchedAt = now;
        kept.open().forEach(trip -> trips.become(trip, now));
        this.status = duty.status(isTripUnderWay());
        trips.expect(newest, now);
    }

    /**
     * What is kept of a driver in the durable ports.
     *
     * @param duty what they told us of being at work
     * @param open their trips that are not over
     * @param newest their newest fix, if there is any
     */
    record Kept(Duty duty, List<Trip> open, @Nullable DriverLocation newest) {}

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
        return trips.find(trip).flatMap(live -> Optional.ofNullable(live.eta()));
    }

    /** How good estimates of one of the driver's trips were so far, if that can be said. */
    public Optional<EtaScore> score(TripId trip) {
        return trips.find(trip).map(LiveTrip::score);
    }

    /** Whether one of the driver's trips is between setting out and its end. */
    public boolean isTripUnderWay() {
        return trips.underWay().findAny().isPresent();
    }

    /** The trips between setting out and their end. */
    public List<Trip> tripsUnderWay() {
        return trips.underWay().toList();
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
        trips.see(location);
        return hear(location);
    }

    /** Looks at an accepted fix for what it means to the driver's trips, whether or not it is the newest. */
    public void see(DriverLocation location) {
        trips.see(location);
    }

    /** Looks at what should have happened by now. */
    public void look(Instant now) {
        trips.look(now);
    }

    /** Takes over the state of a trip that a review of its stored fixes has led to. */
    public void revise(TripMonitor reviewed) {
        trips.revise(reviewed);
    }

    /** Whether anything waits to be told; may be read by any thread. */
    public boolean hasNotices() {
        return !trips.notices().isEmpty();
    }

    /** What was noticed since the last call; the caller is to tell it. */
    public Notices.Taken takeNotices() {
        return trips.notices().take();
    }

    /** Takes in a fix that another instance has accepted, as {@link #move} does, but is not kept in mind for it. */
    boolean hear(DriverLocation location) {
        plausibility = plausibility.judge(location.fix(), location.receivedAt()).next();
        DriverLocation before = newest;
        if (before != null && !location.isNewerThan(before)) {
            return false;
        }
        newest = location;
        trips.hear(location);
        trips.expect(location, location.receivedAt());
        return true;
    }

    /** The estimates that have moved so far since watchers last heard of them that they must again; then they have. */
    public List<EtaChanged> etaNews(Instant at) {
        return trips.etaNews(at);
    }

    /**
     * Takes in a trip as it is now.
     *
     * @return whether the driver's status is another than was last told
     */
    public boolean take(Trip trip, Instant now) {
        touchedAt = now;
        return hear(trip, now);
    }

    /** Takes in a trip of which another instance has told, as {@link #take} does; an earlier version changes nothing. */
    boolean hear(Trip trip, Instant now) {
        if (trips.hasEnded(trip.id())) {
            return false;
        }
        changes.incrementAndGet();
        boolean wasUnderWay = isTripUnderWay();
        trips.become(trip, now);
        duty = !wasUnderWay && isTripUnderWay() ? duty.tripStarted() : duty;
        trips.expect(newest, now);
        trips.told(trip.id());
        return settle();
    }

    /**
     * Takes in what the driver said of being at work.
     *
     * @return whether the driver's status is another than was last told
     */
    public boolean take(Duty now) {
        changes.incrementAndGet();
        duty = now;
        return settle();
    }

    /** The trips that are not over; may be read by any thread. */
    Stream<Trip> openTrips() {
        return trips.all();
    }

    /** How often a trip or the duty was taken in; may be read by any thread. */
    int changes() {
        return changes.get();
    }

    /**
     * Takes in everything that is kept of the driver, in place of what is known here.
     *
     * @param changesBefore what {@link #changes} said before it was read
     * @return whether that was done: not when a change has come in since, which what was read may lack
     */
    boolean adopt(Kept kept, int changesBefore, Instant now) {
        if (changes.get() != changesBefore) {
            return false;
        }
        Set<TripId> open = kept.open().stream().map(Trip::id).collect(Collectors.toSet());
        trips.keepOnly(open);
        kept.open().forEach(trip -> hear(trip, now));
        DriverLocation newer = kept.newest();
        if (newer != null && !newest().map(known -> known.isNewerThan(newer)).orElse(false)) {
            hear(newer);
        }
        duty = kept.duty();
        status = duty.status(isTripUnderWay());
        // What was read may hold a change of which its writer has still to tell.
        statusTold = false;
        return true;
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

    /** What has been read in may already hold the change that is told of, so the first status always counts as new. */
    private boolean settle() {
        DriverStatus before = status;
        status = duty.status(isTripUnderWay());
        boolean news = !statusTold || status != before;
        statusTold = true;
        return news;
    }
}
