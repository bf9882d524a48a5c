package com.openride.fleet.application.monitor;

import static com.openride.fleet.application.contract.Samples.NOON;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.application.alert.AlertRaising;
import com.openride.fleet.application.driver.AvailabilityChanging;
import com.openride.fleet.application.fixture.TestClock;
import com.openride.fleet.application.inmemory.InMemoryAlerts;
import com.openride.fleet.application.inmemory.InMemoryDrivers;
import com.openride.fleet.application.inmemory.InMemoryFleetBroadcast;
import com.openride.fleet.application.inmemory.InMemoryLocationStore;
import com.openride.fleet.application.inmemory.InMemoryLocationThrottle;
import com.openride.fleet.application.inmemory.InMemoryTrips;
import com.openride.fleet.application.live.Background;
import com.openride.fleet.application.live.DriverLanes;
import com.openride.fleet.application.live.EtaScores;
import com.openride.fleet.application.live.LiveFleet;
import com.openride.fleet.application.live.LiveRules;
import com.openride.fleet.application.live.Stages;
import com.openride.fleet.application.location.LocationReporting;
import com.openride.fleet.application.location.LocationTelling;
import com.openride.fleet.application.port.in.LocationReceipt;
import com.openride.fleet.application.port.in.ProgressTrip.Request;
import com.openride.fleet.application.port.out.Alerts;
import com.openride.fleet.application.rerun.Rerun;
import com.openride.fleet.application.rerun.TripRerunning;
import com.openride.fleet.application.trip.TripProgressing;
import com.openride.fleet.application.trip.TripRegistering;
import com.openride.fleet.application.trip.TripTelling;
import com.openride.fleet.application.trip.TripTracks;
import com.openride.fleet.application.trip.TripViewing;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.alert.Alert;
import com.openride.fleet.domain.alert.AlertKind;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.geo.RoutePath;
import com.openride.fleet.domain.geo.Speed;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.location.LocationFix;
import com.openride.fleet.domain.location.TimeRange;
import com.openride.fleet.domain.monitor.Detectors;
import com.openride.fleet.domain.monitor.Thresholds;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.EtaScore;
import com.openride.fleet.domain.trip.Forecasts;
import com.openride.fleet.domain.trip.RiderPart;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripId;
import com.openride.fleet.domain.trip.TripPlan;
import com.openride.fleet.domain.trip.TripProgress;
import com.openride.fleet.domain.trip.TripStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A run of 10 km to the north, its driver, and everything that watches over them. Time goes on with the drive. */
final class MonitorBench implements AutoCloseable {

    private static final Duration SETTLE = Duration.ofMillis(20);
    private static final double DEGREES_PER_METER = 1 / 111_195.08;
    private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");
    private static final Principal SERVICE = new Principal(new UUID(0, 1), Set.of(Role.SERVICE), FAR);

    final InMemoryTrips trips = new InMemoryTrips(100);
    final InMemoryAlerts alerts = new InMemoryAlerts(1000);
    final List<Forecasts.Judged> judged = new CopyOnWriteArrayList<>();
    private final TestClock clock = new TestClock(NOON);
    private final InMemoryLocationStore locations = new InMemoryLocationStore(Duration.ofHours(24), 100_000, clock);
    private final InMemoryDrivers drivers = new InMemoryDrivers();
    private final boolean arriving;
    private Instance instance;
    private Trip trip;
    private double north;

    MonitorBench(boolean arriving) {
        this.arriving = arriving;
        instance = new Instance();
        trip = plan(null);
    }

    /** One process on the stores, which outlive it. */
    private final class Instance {

        private final DriverLanes lanes = new DriverLanes(1, 10_000, Executors.defaultThreadFactory());
        private final Background background = new Background(1, Executors.defaultThreadFactory());
        private final InMemoryFleetBroadcast broadcast = new InMemoryFleetBroadcast();
        private final LiveRules rules =
                new LiveRules(Detectors.with(Thresholds.USUAL), TripProgress::eta, new EtaScores(judged::add));
        private final LiveFleet live = new LiveFleet(
                new LiveFleet.Sources(trips, locations, drivers), rules, broadcast, lanes, Runnable::run, clock);
        private final AlertRaising raising = new AlertRaising(alerts, broadcast, background, background, 1000);
        private final TripTelling tripTelling = new TripTelling(live, broadcast, clock);
        private final TripTracks tracks = new TripTracks(locations, clock);
        private final TripProgressing progressing =
                new TripProgressing(trips, tracks, new TripViewing(trips, tracks, live, clock), tripTelling, clock);
        private final TripMonitoring monitoring = new TripMonitoring(
                live,
                new TripReading(trips, locations, rules.detectors()),
                raising,
                background,
                new TripMonitoring.Manner(SETTLE, arriving ? new Arriving(progressing, clock) : null),
                clock);
        private final LocationReporting reporting = new LocationReporting(
                live,
                new InMemoryLocationThrottle(Duration.ZERO),
                new LocationTelling(live, drivers, broadcast, background, monitoring::tell),
                locations,
                clock);

        private void close() {
            background.close();
            lanes.close();
        }
    }

    Trip trip() {
        return trips.find(trip.id()).orElseThrow();
    }

    LiveFleet live() {
        return instance.live;
    }

    TripMonitoring monitoring() {
        return instance.monitoring;
    }

    AvailabilityChanging availability() {
        return new AvailabilityChanging(instance.live, drivers, instance.raising, clock);
    }

    /** Another process takes over; what was in memory is gone. */
    void restart() {
        instance.close();
        instance = new Instance();
    }

    @Override
    public void close() {
        instance.close();
    }

    /** The run is another one, to begin then. */
    void planAt(Instant scheduled) {
        trip = plan(scheduled);
    }

    private Trip plan(@Nullable Instant scheduled) {
        var part = new RiderPart(new RiderId(UUID.randomUUID()), null, point(0), point(10_000));
        var route = new RoutePath(List.of(part.pickup(), part.dropoff()));
        var plan = new TripPlan(List.of(part), part.pickup(), part.dropoff(), List.of(), route, scheduled);
        return new TripRegistering(trips, instance.tripTelling, clock)
                .register(SERVICE, new TripId(UUID.randomUUID()), new DriverId(UUID.randomUUID()), plan)
                .trip();
    }

    /** Takes the trip through the states. */
    void ride(TripStatus... states) {
        for (TripStatus status : states) {
            instance.progressing.progress(SERVICE, trip.id(), new Request(status, null, null, null, null, null));
        }
    }

    /** Drives so long, with a fix every five seconds that claims one speed while the car has another. */
    void drive(int seconds, int claimed, int kmh) {
        for (int i = 0; i < seconds / 5; i++) {
            LocationFix fix = next(claimed, kmh);
            LocationReceipt receipt = Stages.await(instance.reporting.report(trip.driver(), fix));
            if (!(receipt instanceof LocationReceipt.Accepted)) {
                throw new AssertionError(receipt);
            }
        }
    }

    /** Drives so long without reception; what the phone keeps. */
    List<LocationFix> keep(int seconds, int claimed, int kmh) {
        List<LocationFix> kept = new ArrayList<>();
        for (int i = 0; i < seconds / 5; i++) {
            kept.add(next(claimed, kmh));
        }
        return kept;
    }

    private LocationFix next(int claimed, int kmh) {
        pass(5);
        north += 5 * kmh / 3.6;
        return new LocationFix(point(north), clock.instant(), null, new Speed(claimed), null, null);
    }

    /** Is where it was after so long at such a speed. */
    void backTo(int seconds, int kmh) {
        north = seconds * kmh / 3.6;
    }

    /** Sends what was kept, at most 200 at a time. */
    void sendAll(List<LocationFix> kept) {
        for (int i = 0; i < kept.size(); i += 200) {
            Stages.await(instance.reporting.reportAll(trip.driver(), kept.subList(i, Math.min(kept.size(), i + 200))));
        }
    }

    /** A fix that another instance has stored. */
    void storeElsewhere() {
        var fix = LocationFix.at(point(north), clock.instant());
        locations.append(new DriverLocation(trip.driver(), fix, clock.instant()));
    }

    Instant now() {
        return clock.instant();
    }

    void pass(int seconds) {
        clock.pass(Duration.ofSeconds(seconds));
    }

    void look() {
        instance.monitoring.look();
        settle();
    }

    /** Waits until what is under way is done: reviews wait for a while, and lanes and background go to and fro. */
    void settle() {
        for (int i = 0; i < 4; i++) {
            Stages.await(instance.live.inLane(trip.driver(), live -> true));
            var done = new CompletableFuture<Boolean>();
            instance.background.runAfter(SETTLE, () -> done.complete(true));
            Stages.await(done);
        }
    }

    /** The newest alert of the kind, which must come. */
    Alert alert(AlertKind kind) {
        return await().until(
                        () -> alerts().stream()
                                .filter(alert -> alert.kind() == kind)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** All alerts, newest first. */
    List<Alert> alerts() {
        return alerts.list(new Alerts.Filter(Set.of(), Set.of(), Set.of(), null, null, 0, Long.MAX_VALUE, 1000));
    }

    /** How good the estimates were that could be judged live. */
    EtaScore score() {
        EtaScore score = EtaScore.NONE;
        for (Forecasts.Judged one : judged) {
            score = score.with(one.forecast().madeAt(), one.forecast().arrival(), one.reachedAt());
        }
        return score;
    }

    /** The trip once more, by its stored fixes and these thresholds. */
    Rerun rerun(Thresholds thresholds) {
        var sources = new TripRerunning.Sources(trips, locations, alerts);
        return new TripRerunning(sources, Detectors.with(thresholds), TripProgress::eta)
                .run(trip.id(), now())
                .orElseThrow();
    }

    /** Every fix that is stored. */
    List<DriverLocation> stored() {
        try (var fixes = locations.stream(
                trip.driver(),
                new TimeRange(NOON.minusSeconds(60), clock.instant().plusSeconds(60)))) {
            return fixes.toList();
        }
    }

    static GeoPoint point(double metersNorth) {
        return new GeoPoint(6 + metersNorth * DEGREES_PER_METER, 3);
    }
}
