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

/**
 * One running fleet service within this process: everything wired, started in order, and stopped in the reverse order.
 * Safe for use by many threads.
 */
public final class FleetService implements AutoCloseable {

    private static final int LANE_CAPACITY = 20_000;
    private static final int BACKGROUND_THREADS = 4;
    private static final Duration HOUSEKEEPING = Duration.ofMinutes(1);

    private final FleetConfig config;
    private final Opened opened;
    private final Lifecycle lifecycle = new Lifecycle();
    private final SocketIoAdapter sockets;

    /** What is opened later uses what was opened before, so it is closed before it. */
    private FleetService(FleetConfig config, Opened opened) {
        InstantSource clock = InstantSource.system();
        this.config = config;
        this.opened = opened;
        FleetMetrics metrics = opened.add(FleetMetrics.own());
        Stores stores = opened.add(Stores.of(config.store(), clock, metrics.measurements()));
        Sharing sharing = opened.add(new Sharing(config, metrics.measurements()));
        sharing.relay(stores.outbox());
        UseCases useCases = MeasuredUseCases.of(
                AuditedUseCases.of(wire(stores, sharing, metrics, clock), stores.audit(), clock),
                metrics.measurements(),
                clock);
        RestAdapter rest = opened.add(RestAdapter.start(
                RestConfig.onLoopback(Version.current())
                        .with(config.requestsPerMinute(), config.serviceName())
                        .describing(SocketIoAdapter.asyncApi(useCases, Version.current())),
                useCases,
                clock,
                metrics.measurements(),
                metrics.reading()));
        sockets = opened.add(SocketIoAdapter.start(front(rest), useCases, clock, metrics.measurements()));
        if (config.metricsPort() != 0) {
            opened.add(MetricsListener.open(
                    config.host(), config.metricsPort(), metrics.reading(), Threads.named("fleet-metrics")));
        }
    }

    /**
     * Starts the service.
     *
     * @throws IllegalStateException with a line for the operator when the port cannot be had or the database cannot be
     *     used; nothing is left running
     */
    public static FleetService start(FleetConfig config) {
        var opened = new Opened();
        try {
            return new FleetService(config, opened);
        } catch (RuntimeException failure) {
            opened.close();
            throw failure;
        }
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
        opened.close();
    }

    private UseCases wire(Stores stores, Sharing sharing, FleetMetrics metrics, InstantSource clock) {
        int cores = Runtime.getRuntime().availableProcessors();
        var lanes = opened.add(new DriverLanes(Math.max(2, cores), LANE_CAPACITY, Threads.named("fleet-lane")));
        metrics.measurements().gauge("fleet.queue.depth", lanes::waiting, "queue", "lanes");
        var background = opened.add(new Background(BACKGROUND_THREADS, Threads.named("fleet-background")));
        var prompt = opened.add(new Background(1, Threads.named("fleet-prompt")));
        var work = new WiredFleet.Work(lanes, background, prompt, metrics.measurements());
        var wired = new WiredFleet(config, stores, sharing, lifecycle, work, clock);
        background.runEvery(HOUSEKEEPING, wired::tidy);
        return wired.useCases();
    }

    private SocketIoConfig front(RestAdapter rest) {
        return SocketIoConfig.defaults(config.port())
                .withHost(config.host())
                .withRest(rest.address())
                .withAllowedOrigins(config.allowedOrigins())
                .withTrustedProxies(config.trustedProxies())
                .withEventsPerSecond(config.eventsPerSecond())
                .withLocationInterval(config.locationInterval());
    }
}
