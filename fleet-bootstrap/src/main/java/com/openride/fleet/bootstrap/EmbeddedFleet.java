package com.openride.fleet.bootstrap;

import com.openride.fleet.application.alert.AlertHandling;
import com.openride.fleet.application.alert.AlertRaising;
import com.openride.fleet.application.alert.HelpCalling;
import com.openride.fleet.application.driver.AvailabilityChanging;
import com.openride.fleet.application.driver.DriverViewing;
import com.openride.fleet.application.driver.NearbyFinding;
import com.openride.fleet.application.follow.DriverFollowing;
import com.openride.fleet.application.health.HealthChecking;
import com.openride.fleet.application.health.Lifecycle;
import com.openride.fleet.application.inmemory.InMemoryAlerts;
import com.openride.fleet.application.inmemory.InMemoryDrivers;
import com.openride.fleet.application.inmemory.InMemoryEventOutbox;
import com.openride.fleet.application.inmemory.InMemoryFleetBroadcast;
import com.openride.fleet.application.inmemory.InMemoryLocationStore;
import com.openride.fleet.application.inmemory.InMemoryLocationThrottle;
import com.openride.fleet.application.inmemory.InMemorySessions;
import com.openride.fleet.application.inmemory.InMemoryTrips;
import com.openride.fleet.application.live.Background;
import com.openride.fleet.application.live.DriverLanes;
import com.openride.fleet.application.live.LiveFleet;
import com.openride.fleet.application.location.LocationReporting;
import com.openride.fleet.application.location.LocationTelling;
import com.openride.fleet.application.port.in.UseCases;
import com.openride.fleet.application.port.out.HealthProbe;
import com.openride.fleet.application.session.Presence;
import com.openride.fleet.application.session.SessionKeeping;
import com.openride.fleet.application.trip.TripProgressing;
import com.openride.fleet.application.trip.TripRegistering;
import com.openride.fleet.application.trip.TripTelling;
import com.openride.fleet.application.trip.TripTracks;
import com.openride.fleet.application.trip.TripViewing;
import com.openride.fleet.application.watch.FleetTelling;
import com.openride.fleet.application.watch.FleetWatching;
import com.openride.fleet.application.watch.NewsOfDrivers;
import com.openride.fleet.domain.limit.ConnectionAllowance;
import java.time.Duration;
import java.time.InstantSource;

/** The embedded default: every use case on the in-memory adapters, wired by hand from top to bottom. */
final class EmbeddedFleet {

    private static final Duration RETENTION = Duration.ofHours(24);
    private static final Duration FLEET_TOLD = Duration.ofMillis(500);
    private static final Duration ALERTS_CHECKED = Duration.ofSeconds(5);
    private static final int MOST_FIXES = 2_000_000;
    private static final int MOST_ENDED_TRIPS = 100_000;
    private static final int MOST_ALERTS = 10_000;
    private static final int MOST_EVENTS = 10_000;
    private static final int MOST_WAITING_ALERTS = 1000;

    private final InMemoryLocationStore locations;
    private final LiveFleet live;
    private final UseCases useCases;

    EmbeddedFleet(
            FleetConfig config, Lifecycle lifecycle, DriverLanes lanes, Background background, InstantSource clock) {
        var outbox = new InMemoryEventOutbox(MOST_EVENTS);
        var trips = new InMemoryTrips(MOST_ENDED_TRIPS, outbox);
        var alerts = new InMemoryAlerts(MOST_ALERTS, outbox);
        var drivers = new InMemoryDrivers();
        var sessions = new InMemorySessions();
        var broadcast = new NewsOfDrivers(new InMemoryFleetBroadcast());
        var throttle = new InMemoryLocationThrottle(config.locationInterval());
        locations = new InMemoryLocationStore(RETENTION, MOST_FIXES, clock);
        live = new LiveFleet(new LiveFleet.Sources(trips, locations, drivers), broadcast, lanes, Runnable::run, clock);

        var raising = new AlertRaising(alerts, broadcast, background, MOST_WAITING_ALERTS);
        var watching =
                new FleetWatching(new FleetWatching.Sources(drivers, alerts), raising, broadcast, background, clock);
        background.runEvery(FLEET_TOLD, new FleetTelling(broadcast, live, broadcast)::tell);
        background.runEvery(ALERTS_CHECKED, watching::checkAlerts);
        var tracks = new TripTracks(locations, clock);
        var viewing = new TripViewing(trips, tracks, live, clock);
        var tripTelling = new TripTelling(live, broadcast, clock);
        var telling = new LocationTelling(live, drivers, broadcast, background);
        var presence = new Presence(live, drivers, sessions, config.offlineGrace(), background, clock);
        var allowance = new ConnectionAllowance(config.connectionsPerDriver());
        HealthProbe embedded = () -> HealthProbe.State.EMBEDDED;
        useCases = new UseCases(
                new SessionKeeping(
                        new JwtTokenVerifier(config.tokens(), clock), sessions, allowance, presence, lifecycle, clock),
                new LocationReporting(live, throttle, telling, locations, clock),
                new AvailabilityChanging(live, drivers, raising, clock),
                new DriverFollowing(trips, live, broadcast, background, config.visibility(), clock),
                new TripRegistering(trips, tripTelling, clock),
                new TripProgressing(trips, tracks, viewing, tripTelling, clock),
                viewing,
                new DriverViewing(
                        live,
                        new DriverViewing.Sources(drivers, trips, locations, sessions),
                        config.visibility(),
                        clock),
                new NearbyFinding(drivers, clock),
                new AlertHandling(alerts, raising, broadcast, clock),
                new HelpCalling(live, trips, raising, clock),
                watching,
                new HealthChecking(embedded, embedded, sessions, lifecycle, clock));
    }

    UseCases useCases() {
        return useCases;
    }

    /** Forgets what is too old to keep. */
    void tidy() {
        locations.forgetOld();
        live.forgetIdle();
    }
}
