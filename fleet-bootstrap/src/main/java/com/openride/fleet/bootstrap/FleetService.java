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
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One running fleet service within this process: everything wired, started in order, and stopped in the reverse order.
 * {@code docs/EMBEDDING.md} shows how another service embeds it. Safe for use by many threads.
 */
public final class FleetService implements AutoCloseable {

    private static final int LANE_CAPACITY = 20_000;
    private static final int BACKGROUND_THREADS = 4;
    private static final Duration HOUSEKEEPING = Duration.ofMinutes(1);

    private final FleetPlan plan;
    private final Opened opened;
    private final Lifecycle lifecycle = new Lifecycle();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final UseCases useCases;
    private final @Nullable SocketIoAdapter sockets;

    /** What is opened later uses what was opened before, so it is closed before it. */
    private FleetService(FleetPlan plan, Opened opened) {
        this.plan = plan;
        this.opened = opened;
        FleetConfig config = plan.config();
        FleetMetrics metrics = opened.add(FleetMetrics.in(plan.meters()));
        Stores stores = opened.add(Stores.of(plan, metrics.measurements())).with(plan.own());
        Sharing sharing = opened.add(new Sharing(plan, metrics.measurements()));
        sharing.relay(stores.outbox());
        useCases = MeasuredUseCases.of(
                AuditedUseCases.of(wire(stores, sharing, metrics), stores.audit(), plan.clock()),
                metrics.measurements(),
                plan.clock());
        sockets = plan.listening() ? opened.add(listen(metrics)) : null;
        if (config.metricsPort() != 0) {
            opened.add(MetricsListener.open(
                    config.host(), config.metricsPort(), metrics.reading(), Threads.named("fleet-metrics")));
        }
    }

    /** Puts a fleet together within this process. */
    public static FleetServiceBuilder builder() {
        return new FleetServiceBuilder();
    }

    /** A fleet that keeps everything in memory and opens no port, for tests and for other services. */
    public static FleetService inMemory() {
        return builder().start();
    }

    /**
     * Starts the service as a process serves it.
     *
     * @throws IllegalStateException with a line for the operator when the port cannot be had or the database cannot be
     *     used; nothing is left running
     */
    public static FleetService start(FleetConfig config) {
        return start(FleetPlan.serving(config));
    }

    static FleetService start(FleetPlan plan) {
        var opened = new Opened();
        try {
            return new FleetService(plan, opened);
        } catch (RuntimeException failure) {
            opened.close();
            throw failure;
        }
    }

    /**
     * Everything that can be asked of the fleet, without a socket and without a token: whoever calls says who is asking, and
     * is believed.
     */
    public UseCases useCases() {
        return useCases;
    }

    /**
     * The one port.
     *
     * @throws IllegalStateException when the fleet was not told to open one
     */
    public int port() {
        if (sockets == null) {
            throw new IllegalStateException("this fleet has no port; FleetService.builder().port(8096) opens one");
        }
        return sockets.port();
    }

    /**
     * Goes away: says so, lets nobody new in, sends everybody away over the drain time, and frees every thread, socket and
     * lease. Without clients it takes no longer than the work that is under way. Closing twice is harmless.
     */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        lifecycle.drain();
        if (sockets != null) {
            sockets.drain(plan.config().drain());
        }
        opened.close();
    }

    private UseCases wire(Stores stores, Sharing sharing, FleetMetrics metrics) {
        int cores = Runtime.getRuntime().availableProcessors();
        var lanes = opened.add(new DriverLanes(Math.max(2, cores), LANE_CAPACITY, Threads.named("fleet-lane")));
        metrics.measurements().gauge("fleet.queue.depth", lanes::waiting, "queue", "lanes");
        var background = opened.add(new Background(BACKGROUND_THREADS, Threads.named("fleet-background")));
        var prompt = opened.add(new Background(1, Threads.named("fleet-prompt")));
        var work = new WiredFleet.Work(lanes, background, prompt, metrics.measurements());
        var wired = new WiredFleet(plan, stores, sharing, lifecycle, work);
        background.runEvery(HOUSEKEEPING, wired::tidy);
        return wired.useCases();
    }

    private SocketIoAdapter listen(FleetMetrics metrics) {
        FleetConfig config = plan.config();
        RestAdapter rest = opened.add(RestAdapter.start(
                RestConfig.onLoopback(Version.current())
                        .with(config.requestsPerMinute(), config.serviceName())
                        .describing(SocketIoAdapter.asyncApi(useCases, Version.current())),
                useCases,
                plan.clock(),
                metrics.measurements(),
                metrics.reading()));
        return SocketIoAdapter.start(front(config, rest), useCases, plan.clock(), metrics.measurements());
    }

    private static SocketIoConfig front(FleetConfig config, RestAdapter rest) {
        return SocketIoConfig.defaults(config.port())
                .withHost(config.host())
                .withRest(rest.address())
                .withAllowedOrigins(config.allowedOrigins())
                .withTrustedProxies(config.trustedProxies())
                .withEventsPerSecond(config.eventsPerSecond())
                .withLocationInterval(config.locationInterval());
    }
}
