package com.openride.fleet.bootstrap;

import com.openride.fleet.application.alert.AlertHandling;
import com.openride.fleet.application.alert.AlertRaising;
import com.openride.fleet.application.alert.HelpCalling;
import com.openride.fleet.application.audit.AuditReading;
import com.openride.fleet.application.driver.AvailabilityChanging;
import com.openride.fleet.application.driver.DriverViewing;
import com.openride.fleet.application.driver.NearbyFinding;
import com.openride.fleet.application.follow.DriverFollowing;
import com.openride.fleet.application.health.HealthChecking;
import com.openride.fleet.application.health.Lifecycle;
import com.openride.fleet.application.live.Background;
import com.openride.fleet.application.live.DriverLanes;
import com.openride.fleet.application.live.EtaScores;
import com.openride.fleet.application.live.LiveFleet;
import com.openride.fleet.application.live.LiveRules;
import com.openride.fleet.application.location.LocationReporting;
import com.openride.fleet.application.location.LocationTelling;
import com.openride.fleet.application.measure.MeasuredAlerts;
import com.openride.fleet.application.measure.MeasuredEtas;
import com.openride.fleet.application.monitor.Arriving;
import com.openride.fleet.application.monitor.TripMonitoring;
import com.openride.fleet.application.monitor.TripReading;
import com.openride.fleet.application.port.in.ProgressTrip;
import com.openride.fleet.application.port.in.UseCases;
import com.openride.fleet.application.port.out.Alerts;
import com.openride.fleet.application.port.out.Measurements;
import com.openride.fleet.application.port.out.Sessions;
import com.openride.fleet.application.port.out.TokenVerifier;
import com.openride.fleet.application.session.Presence;
import com.openride.fleet.application.session.SessionKeeping;
import com.openride.fleet.application.share.TripSharing;
import com.openride.fleet.application.trip.TripProgressing;
import com.openride.fleet.application.trip.TripRegistering;
import com.openride.fleet.application.trip.TripTelling;
import com.openride.fleet.application.trip.TripTracks;
import com.openride.fleet.application.trip.TripViewing;
import com.openride.fleet.application.watch.FleetTelling;
import com.openride.fleet.application.watch.FleetWatching;
import com.openride.fleet.application.watch.NewsOfDrivers;
import com.openride.fleet.domain.limit.ConnectionAllowance;
import com.openride.fleet.domain.monitor.Detectors;
import com.openride.fleet.domain.share.ShareToken;
import com.openride.fleet.domain.trip.TripProgress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Every use case on the stores and what is shared that it is given, wired by hand from top to bottom. */
final class WiredFleet {

    private static final Duration FLEET_TOLD = Duration.ofMillis(500);
    private static final Duration ALERTS_CHECKED = Duration.ofSeconds(5);
    private static final Duration TRIPS_LOOKED_AT = Duration.ofSeconds(5);
    private static final Duration OPEN_TRIPS_READ = Duration.ofMinutes(1);
    private static final Duration REVIEWED_AFTER = Duration.ofSeconds(5);
    private static final int MOST_WAITING_ALERTS = 1000;

    private final FleetPlan plan;
    private final FleetConfig config;
    private final Stores stores;
    private final Lifecycle lifecycle;
    private final Background background;
    private final Background prompt;
    private final InstantSource clock;
    private final Sharing sharing;
    private final Sessions sessions;
    private final NewsOfDrivers broadcast;
    private final LiveRules rules;
    private final LiveFleet live;
    private final Measurements measurements;
    private final Alerts alerts;
    private final UseCases useCases;

    WiredFleet(FleetPlan plan, Stores stores, Sharing sharing, Lifecycle lifecycle, Work work) {
        this.plan = plan;
        this.config = plan.config();
        this.stores = stores;
        this.lifecycle = lifecycle;
        this.sharing = sharing;
        this.sessions = sharing.sessions();
        this.broadcast = new NewsOfDrivers(sharing.broadcast());
        this.background = work.background();
        this.prompt = work.prompt();
        this.clock = plan.clock();
        this.measurements = work.measurements();
        this.alerts = new MeasuredAlerts(stores.alerts(), measurements);
        var sources = new LiveFleet.Sources(stores.trips(), stores.history(), stores.drivers());
        var scores = new EtaScores(new MeasuredEtas(measurements));
        rules = new LiveRules(Detectors.with(config.monitor().thresholds()), TripProgress::eta, scores);
        live = new LiveFleet(sources, rules, broadcast, work.lanes(), stores.loader(), clock);
        useCases = wire();
    }

    /**
     * Where work is done.
     *
     * @param lanes each driver's
     * @param background what nobody waits for
     * @param prompt what must happen on time and so waits for nothing
     * @param measurements where it is noted how it went
     */
    record Work(DriverLanes lanes, Background background, Background prompt, Measurements measurements) {}

    UseCases useCases() {
        return useCases;
    }

    /** Forgets what is too old to keep. */
    void tidy() {
        stores.tidy().run();
        live.forgetIdle();
    }

    private UseCases wire() {
        var raising = new AlertRaising(alerts, broadcast, background, prompt, MOST_WAITING_ALERTS);
        measurements.gauge("fleet.queue.depth", () -> raising.notStored().size(), "queue", "alerts");
        FleetWatching watching = watching(raising);
        var tracks = new TripTracks(stores.history(), clock);
        var viewing = new TripViewing(stores.trips(), tracks, live, clock);
        var tripTelling = new TripTelling(live, broadcast, clock);
        var progressing = new TripProgressing(stores.trips(), tracks, viewing, tripTelling, clock);
        return new UseCases(
                sessionKeeping(),
                locationReporting(monitoring(raising, progressing)),
                new AvailabilityChanging(live, stores.drivers(), raising, clock),
                new DriverFollowing(stores.trips(), live, broadcast, background, config.visibility(), clock),
                new TripRegistering(stores.trips(), tripTelling, clock),
                progressing,
                viewing,
                driverViewing(),
                new NearbyFinding(stores.drivers(), clock),
                new AlertHandling(alerts, raising, broadcast, clock),
                new HelpCalling(live, stores.trips(), raising, clock),
                watching,
                shareLinks(),
                new AuditReading(stores.audit()),
                new HealthChecking(stores.health(), sharing.probe(), sessions, lifecycle, clock));
    }

    private FleetWatching watching(AlertRaising raising) {
        var sources = new FleetWatching.Sources(stores.drivers(), stores.alerts());
        var watching = new FleetWatching(sources, raising, broadcast, background, clock);
        prompt.runEvery(FLEET_TOLD, new FleetTelling(broadcast, live, broadcast)::tell);
        background.runEvery(ALERTS_CHECKED, watching::checkAlerts);
        return watching;
    }

    private TripMonitoring monitoring(AlertRaising raising, ProgressTrip progressing) {
        var reading = new TripReading(stores.trips(), stores.history(), rules.detectors());
        var arriving = config.monitor().autoArrive() ? new Arriving(progressing, clock) : null;
        var manner = new TripMonitoring.Manner(REVIEWED_AFTER, arriving);
        var monitoring = new TripMonitoring(live, reading, raising, background, manner, clock);
        background.runEvery(TRIPS_LOOKED_AT, monitoring::look);
        background.runAfter(REVIEWED_AFTER, monitoring::readOpen);
        background.runEvery(OPEN_TRIPS_READ, monitoring::readOpen);
        return monitoring;
    }

    private DriverViewing driverViewing() {
        var sources = new DriverViewing.Sources(stores.drivers(), stores.trips(), stores.history(), sessions);
        return new DriverViewing(live, sources, config.visibility(), clock);
    }

    private TripSharing shareLinks() {
        var random = new SecureRandom();
        Supplier<ShareToken> tokens = () -> {
            byte[] bytes = new byte[ShareToken.BYTES];
            random.nextBytes(bytes);
            return ShareToken.of(bytes);
        };
        return new TripSharing(stores.shareLinks(), stores.trips(), live, config.visibility(), tokens, clock);
    }

    private SessionKeeping sessionKeeping() {
        var presence = new Presence(live, stores.drivers(), sessions, config.offlineGrace(), background, clock);
        var allowance = new ConnectionAllowance(config.connectionsPerDriver());
        TokenVerifier verifier = plan.own().or(TokenVerifier.class, () -> new JwtTokenVerifier(config.tokens(), clock));
        return new SessionKeeping(verifier, sessions, allowance, presence, lifecycle, clock);
    }

    private LocationReporting locationReporting(TripMonitoring monitoring) {
        var telling = new LocationTelling(live, stores.drivers(), broadcast, background, monitoring::tell);
        return new LocationReporting(live, sharing.throttle(), telling, stores.log(), clock);
    }
}
