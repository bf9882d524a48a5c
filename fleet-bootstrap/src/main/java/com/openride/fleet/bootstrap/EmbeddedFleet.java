package com.openride.fleet.bootstrap;

import com.openride.fleet.application.alert.AlertRaising;
import com.openride.fleet.application.driver.AvailabilityChanging;
import com.openride.fleet.application.driver.DriverViewing;
import com.openride.fleet.application.driver.NearbyFinding;
import com.openride.fleet.application.follow.DriverFollowing;
import com.openride.fleet.application.health.HealthChecking;
import com.openride.fleet.application.health.Lifecycle;
import com.openride.fleet.application.inmemory.InMemoryAlerts;
import com.openride.fleet.application.inmemory.InMemoryDrivers;
import com.openride.fleet.application.inmemory.InMemoryEventOutbox;
import com.openride.fleet.application.inmemory.InMemoryLocationStore;
import com.openride.fleet.application.inmemory.InMemoryTrips;
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
import java.time.Duration;
import java.time.InstantSource;

/** The embedded default: every use case on the in-memory stores, wired by hand from top to bottom. */
final class EmbeddedFleet {

    private static final Duration RETENTION = Duration.ofHours(24);
    private static final int MOST_FIXES = 2_000_000;
    private static final int MOST_ENDED_TRIPS = 100_000;
    private static final int MOST_ALERTS = 10_000;
    private static final int MOST_WAITING_EVENTS = 10_000;
    private static final int MOST_WAITING_ALERTS = 1000;

    private final InMemoryLocationStore locations;
    private final LiveFleet live;
    private final UseCases useCases;

    EmbeddedFleet(
            FleetConfig config,
            Sharing sharing,
            Lifecycle lifecycle,
            DriverLanes lanes,
            Background background,
            InstantSource clock) {
        InMemoryTrips trips = trips(sharing);
        var drivers = new InMemoryDrivers();
        Sessions sessions = sharing.sessions();
        FleetBroadcast broadcast = sharing.broadcast();
        locations = new InMemoryLocationStore(RETENTION, MOST_FIXES, clock);
        live = new LiveFleet(new LiveFleet.Sources(trips, locations, drivers), broadcast, lanes, Runnable::run, clock);

        var raising = new AlertRaising(new InMemoryAlerts(MOST_ALERTS), broadcast, background, MOST_WAITING_ALERTS);
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
                new LocationReporting(live, sharing.throttle(), telling, locations, clock),
                new AvailabilityChanging(live, drivers, raising, clock),
                new DriverFollowing(trips, live, broadcast, background, clock),
                new TripRegistering(trips, tripTelling, clock),
                new TripProgressing(trips, tracks, viewing, tripTelling, clock),
                viewing,
                new DriverViewing(live, drivers, trips, locations, sessions, clock),
                new NearbyFinding(drivers, clock),
                new HealthChecking(embedded, sharing.probe(), sessions, lifecycle, clock));
    }

    private static InMemoryTrips trips(Sharing sharing) {
        var outbox = new InMemoryEventOutbox(MOST_WAITING_EVENTS);
        sharing.relay(outbox);
        return new InMemoryTrips(MOST_ENDED_TRIPS, outbox);
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
