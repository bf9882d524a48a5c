package com.openride.fleet.bootstrap;

import com.openride.fleet.adapter.rest.RestAdapter;
import com.openride.fleet.adapter.rest.RestConfig;
import com.openride.fleet.adapter.socketio.SocketIoAdapter;
import com.openride.fleet.adapter.socketio.SocketIoConfig;
import com.openride.fleet.application.health.Lifecycle;
import com.openride.fleet.application.live.Background;
import com.openride.fleet.application.live.DriverLanes;
import java.time.Duration;
import java.time.InstantSource;

/**
 * One running fleet service within this process: everything wired, started in order, and stopped in the reverse order.
 * Safe for use by many threads.
 */
public final class FleetService implements AutoCloseable {

    private static final int LANE_CAPACITY = 20_000;
    private static final Duration HOUSEKEEPING = Duration.ofMinutes(1);

    private final FleetConfig config;
    private final Lifecycle lifecycle = new Lifecycle();
    private final DriverLanes lanes;
    private final Background background;
    private final RestAdapter rest;
    private final SocketIoAdapter sockets;

    private FleetService(FleetConfig config) {
        InstantSource clock = InstantSource.system();
        this.config = config;
        int cores = Runtime.getRuntime().availableProcessors();
        lanes = new DriverLanes(Math.max(2, cores), LANE_CAPACITY, Threads.named("fleet-lane"));
        background = new Background(2, Threads.named("fleet-background"));
        var embedded = new EmbeddedFleet(config, lifecycle, lanes, background, clock);
        background.runEvery(HOUSEKEEPING, embedded::tidy);
        rest = RestAdapter.start(
                RestConfig.onLoopback(Version.current()).with(config.requestsPerMinute(), config.serviceName()),
                embedded.useCases(),
                clock);
        sockets = startSockets(config, embedded, clock);
    }

    /**
     * Starts the service.
     *
     * @throws IllegalStateException with a line for the operator when the port cannot be had; nothing is left running
     */
    public static FleetService start(FleetConfig config) {
        return new FleetService(config);
    }

    /** The one port. */
    public int port() {
        return sockets.port();
    }

    /**
     * Goes away: says so, lets nobody new in, sends everybody away over the drain time, and frees every thread. Without
     * clients it takes no longer than the work that is under way.
     */
    @Override
    public void close() {
        lifecycle.drain();
        sockets.drain(config.drain());
        sockets.close();
        closeRest();
    }

    private SocketIoAdapter startSockets(FleetConfig settings, EmbeddedFleet embedded, InstantSource clock) {
        try {
            return SocketIoAdapter.start(
                    SocketIoConfig.defaults(settings.port())
                            .withHost(settings.host())
                            .withRest(rest.address())
                            .withAllowedOrigins(settings.allowedOrigins())
                            .withTrustedProxies(settings.trustedProxies())
                            .withEventsPerSecond(settings.eventsPerSecond())
                            .withLocationInterval(settings.locationInterval()),
                    embedded.useCases(),
                    clock);
        } catch (RuntimeException failure) {
            closeRest();
            throw failure;
        }
    }

    private void closeRest() {
        rest.close();
        lanes.close();
        background.close();
    }
}
