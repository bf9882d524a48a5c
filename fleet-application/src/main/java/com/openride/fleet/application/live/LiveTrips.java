package com.openride.fleet.application.live;

import com.openride.fleet.domain.event.FleetEvent.EtaChanged;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.location.LocationFix;
import com.openride.fleet.domain.monitor.TripMonitor;
import com.openride.fleet.domain.trip.Eta;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One driver's trips that are not over, and what was noticed on them. Changed in the driver's lane alone; what only reads
 * may be called by any thread.
 */
final class LiveTrips {

    /** From which age on a fix was kept back by a phone without reception. */
    private static final Duration OLD = Duration.ofMinutes(2);

    private final Map<TripId, LiveTrip> trips = new ConcurrentHashMap<>();
    private final RecentEnds ended = new RecentEnds();
    private final Notices notices = new Notices();
    private final LiveRules rules;

    LiveTrips(LiveRules rules) {
        this.rules = rules;
    }

    boolean isEmpty() {
        return trips.isEmpty();
    }

    /** As they stand. */
    Stream<Trip> all() {
        return trips.values().stream().map(LiveTrip::trip);
    }

    Stream<Trip> underWay() {
        return all().filter(trip -> trip.status().isUnderWay());
    }

    Optional<LiveTrip> find(TripId trip) {
        return Optional.ofNullable(trips.get(trip));
    }

    Notices notices() {
        return notices;
    }

    /** Whether the trip has ended here, so that whatever is still told of it is old. */
    boolean hasEnded(TripId trip) {
        return ended.contains(trip);
    }

    /** Takes in a trip as it is now; an earlier version changes nothing. */
    void become(Trip trip, Instant now) {
        LiveTrip known = trips.get(trip.id());
        if (known == null && trip.status().isOver()) {
            ended.add(trip.id());
            return;
        }
        LiveTrip live = known == null ? fresh(trip) : known;
        notices.add(live.become(trip, now), live.trip());
        if (trip.status().isOver()) {
            live.over(now);
            trips.remove(trip.id());
            ended.add(trip.id());
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

    /** Forgets all others. */
    void keepOnly(Collection<TripId> open) {
        trips.keySet().retainAll(open);
    }

    /** Looks at a fix that was accepted here, in whatever order fixes come: what is older than the last is missed. */
    void see(DriverLocation location) {
        LocationFix fix = location.fix();
        boolean missed = trips.values().stream().anyMatch(live -> live.hasMissed(fix));
        boolean old = Duration.between(fix.recordedAt(), location.receivedAt()).compareTo(OLD) > 0;
        if (missed || (old && trips.values().stream().noneMatch(live -> live.covers(fix)))) {
            notices.missed(fix.recordedAt(), fix.recordedAt());
        }
        trips.values().forEach(live -> notices.add(live.see(location), live.trip()));
    }

    /** Looks at a fix that another instance has accepted; what it means is for that one to tell. */
    void hear(DriverLocation location) {
        trips.values().forEach(live -> live.see(location));
    }

    /** Looks at what should have happened by now. */
    void look(Instant now) {
        trips.values().forEach(live -> notices.add(live.look(now), live.trip()));
    }

    /** Takes over the state of a trip that a review of its stored fixes has led to. */
    void revise(TripMonitor reviewed) {
        LiveTrip live = trips.get(reviewed.trip().id());
        if (live != null) {
            notices.add(live.revise(reviewed), live.trip());
        }
    }

    /** Works out what is expected. */
    void expect(@Nullable DriverLocation newest, Instant now) {
        trips.values().forEach(live -> live.expect(newest, now));
    }

    /** The estimates that have moved so far since watchers last heard of them that they must again; then they have. */
    List<EtaChanged> etaNews(Instant at) {
        return trips.values().stream()
                .filter(LiveTrip::hasNews)
                .map(live -> toldOf(live, at))
                .toList();
    }

    /** Notes that watchers have been told what is expected of the trip. */
    void told(TripId trip) {
        find(trip).ifPresent(LiveTrip::told);
    }

    private static EtaChanged toldOf(LiveTrip live, Instant at) {
        Eta eta = live.eta();
        live.told();
        return new EtaChanged(live.trip().id(), live.trip().version(), Objects.requireNonNull(eta), at);
    }
}
