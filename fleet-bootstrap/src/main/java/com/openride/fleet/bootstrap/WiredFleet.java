package com.openride.fleet.bootstrap;

import com.openride.fleet.application.alert.AlertRaising;
import com.openride.fleet.application.driver.AvailabilityChanging;
import com.openride.fleet.application.driver.DriverViewing;
import com.openride.fleet.application.driver.NearbyFinding;
import com.openride.fleet.application.follow.DriverFollowing;
import com.openride.fleet.application.health.HealthChecking;
import com.openride.fleet.application.health.Lifecycle;
import com.openride.fleet.application.inmemory.InMemoryFleetBroadcast;
import com.openride.fleet.application.inmemory.InMemoryLocationThrottle;
import com.openride.fleet.application.inmemory.InMemorySessions;
import com.openride.fleet.application.live.Background;
import com.openride.fleet.application.live.DriverLanes;
import com.openride.fleet.application.live.LiveFleet;
import com.openride.fleet.application.location.LocationReporting;
import com.openride.fleet.application.location.LocationTelling;
import com.openride.fleet.application.port.in.UseCases;
import com.openride.fleet.application.port.out.FleetBroadcast;
import com.openride.fleet.application.port.out.HealthProbe;
import com.openride.fleet.application.port.out.Sessions;
import com.openride.fleet.application.session.Presence;
import com.openride.fleet.application.session.SessionKeeping;
import com.openride.fleet.application.trip.TripProgressing;
import com.openride.fleet.application.trip.TripRegistering;
import com.openride.fleet.application.trip.TripTelling;
import com.openride.fleet.application.trip.TripTracks;
import com.openride.fleet.application.trip.TripViewing;
import com.openride.fleet.domain.limit.ConnectionAllowance;
import java.time.InstantSource;

/** Every use case on the stores it is given and on in-memory adapters for the rest, wired by hand from top to bottom. */
final class WiredFleet {

    private static final int MOST_WAITING_ALERTS = 1000;

    private final FleetConfig config;
    private final Stores stores;
    private final Lifecycle lifecycle;
    private final Background background;
    private final InstantSource clock;
    private final Sessions sessions = new InMemorySessions();
    private final FleetBroadcast broadcast = new InMemoryFleetBroadcast();
    private final LiveFleet live;
    private final UseCases useCases;

    WiredFleet(
            FleetConfig config,
            Stores stores,
            Lifecycle lifecycle,
            DriverLanes lanes,
            Background background,
            InstantSource clock) {
        this.config = config;
        this.stores = stores;
        this.lifecycle = lifecycle;
        this.background = background;
        this.clock = clock;
        var sources = new LiveFleet.Sources(stores.trips(), stores.history(), stores.drivers());
        live = new LiveFleet(sources, broadcast, lanes, stores.loader(), clock);
        useCases = wire();
    }

    UseCases useCases() {
        return useCases;
    }

    /** Forgets what is too old to keep. */
    void tidy() {
        stores.tidy().run();
        live.forgetIdle();
    }

    private UseCases wire() {
        var raising = new AlertRaising(stores.alerts(), broadcast, background, MOST_WAITING_ALERTS);
        var tracks = new TripTracks(stores.history(), clock);
        var viewing = new TripViewing(stores.trips(), tracks, live, clock);
        var tripTelling = new TripTelling(live, broadcast, clock);
        return new UseCases(
                sessionKeeping(),
                locationReporting(),
                new AvailabilityChanging(live, stores.drivers(), raising, clock),
                new DriverFollowing(stores.trips(), live, broadcast, background, clock),
                new TripRegistering(stores.trips(), tripTelling, clock),
                new TripProgressing(stores.trips(), tracks, viewing, tripTelling, clock),
                viewing,
                new DriverViewing(live, stores.drivers(), stores.trips(), stores.history(), sessions, clock),
                new NearbyFinding(stores.drivers(), clock),
                new HealthChecking(stores.health(), () -> HealthProbe.State.EMBEDDED, sessions, lifecycle, clock));
    }

    private SessionKeeping sessionKeeping() {
        var presence = new Presence(live, stores.drivers(), sessions, config.offlineGrace(), background, clock);
        var allowance = new ConnectionAllowance(config.connectionsPerDriver());
        var verifier = new JwtTokenVerifier(config.tokens(), clock);
        return new SessionKeeping(verifier, sessions, allowance, presence, lifecycle, clock);
    }

    private LocationReporting locationReporting() {
        var throttle = new InMemoryLocationThrottle(config.locationInterval());
        var telling = new LocationTelling(live, stores.drivers(), broadcast, background);
        return new LocationReporting(live, throttle, telling, stores.log(), clock);
    }
}
