package com.openride.fleet.bootstrap;

import com.openride.fleet.adapter.rest.RestAdapter;
import com.openride.fleet.adapter.rest.RestConfig;
import com.openride.fleet.adapter.socketio.SocketIoAdapter;
import com.openride.fleet.adapter.socketio.SocketIoConfig;
import com.openride.fleet.application.audit.AuditedUseCases;
import com.openride.fleet.application.health.Lifecycle;
import com.openride.fleet.application.live.Background;
import com.openride.fleet.application.live.DriverLanes;
import com.openride.fleet.application.measure.MeasuredUseCases;
import com.openride.fleet.application.port.in.UseCases;
import com.openride.fleet.bootstrap.metrics.FleetMetrics;
import com.openride.fleet.bootstrap.metrics.MetricsListener;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * One running fleet service within this process: everything wired, started in order, and stopped in the reverse order.
 * Safe for use by many threads.
 */
public final class FleetService implements AutoCloseable {

    private static final int LANE_CAPACITY = 20_000;
    private static final int BACKGROUND_THREADS = 4;
    private static final Duration HOUSEKEEPING = Duration.ofMinutes(1);

    private final FleetConfig config;
    private final Lifecycle lifecycle = new Lifecycle();
    private final Stores stores;
    private final DriverLanes lanes;
    private final Background background;
    private final Background prompt;
    private final RestAdapter rest;
    private final SocketIoAdapter sockets;
    private final FleetMetrics metrics = FleetMetrics.own();
    private final Sharing sharing;
    private final @Nullable MetricsListener metricsListener;

    private FleetService(FleetConfig config) {
        InstantSource clock = InstantSource.system();
        this.config = config;
        int cores = Runtime.getRuntime().availableProcessors();
        stores = Stores.of(config.store(), clock);
        sharing = sharing();
        sharing.relay(stores.outbox());
        lanes = new DriverLanes(Math.max(2, cores), LANE_CAPACITY, Threads.named("fleet-lane"));
        background = new Background(BACKGROUND_THREADS, Threads.named("fleet-background"));
        prompt = new Background(1, Threads.named("fleet-prompt"));
        var wired = new WiredFleet(
                config,
                stores,
                sharing,
                lifecycle,
                new WiredFleet.Work(lanes, background, prompt, metrics.measurements()),
                clock);
        background.runEvery(HOUSEKEEPING, wired::tidy);
        UseCases useCases = MeasuredUseCases.of(
                AuditedUseCases.of(wired.useCases(), stores.audit(), clock), metrics.measurements(), clock);
        rest = RestAdapter.start(
                RestConfig.onLoopback(Version.current()).with(config.requestsPerMinute(), config.serviceName()),
                useCases,
                clock,
                metrics.measurements(),
                metrics.reading());
        sockets = startSockets(config, useCases, clock);
        metricsListener = startMetrics(config);
    }

    /**
     * Starts the service.
     *
     * @throws IllegalStateException with a line for the operator when the port cannot be had or the database cannot be
     *     used; nothing is left running
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
        if (metricsListener != null) {
            metricsListener.close();
        }
        closeRest();
    }

    private @Nullable MetricsListener startMetrics(FleetConfig settings) {
        if (settings.metricsPort() == 0) {
            return null;
        }
        try {
            return MetricsListener.open(
                    settings.host(), settings.metricsPort(), metrics.reading(), Threads.named("fleet-metrics"));
        } catch (RuntimeException failure) {
            sockets.close();
            closeRest();
            throw failure;
        }
    }

    private SocketIoAdapter startSockets(FleetConfig settings, UseCases useCases, InstantSource clock) {
        try {
            return SocketIoAdapter.start(
                    SocketIoConfig.defaults(settings.port())
                            .withHost(settings.host())
                            .withRest(rest.address())
                            .withAllowedOrigins(settings.allowedOrigins())
                            .withTrustedProxies(settings.trustedProxies())
                            .withEventsPerSecond(settings.eventsPerSecond())
                            .withLocationInterval(settings.locationInterval()),
                    useCases,
                    clock);
        } catch (RuntimeException failure) {
            closeRest();
            throw failure;
        }
    }

    private Sharing sharing() {
        try {
            return new Sharing(config, metrics.measurements());
        } catch (RuntimeException failure) {
            stores.close();
            metrics.close();
            throw failure;
        }
    }

    private void closeRest() {
        rest.close();
        lanes.close();
        background.close();
        prompt.close();
        sharing.close();
        stores.close();
        metrics.close();
    }
}
