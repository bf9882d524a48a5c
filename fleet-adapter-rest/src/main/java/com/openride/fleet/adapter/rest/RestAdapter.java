package com.openride.fleet.adapter.rest;

import com.openride.fleet.application.port.in.ReadMetrics;
import com.openride.fleet.application.port.in.UseCases;
import com.openride.fleet.application.port.out.Measurements;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.HttpStatus;
import io.javalin.util.JavalinException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.BlockingArrayQueue;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one door to this module: REST on Jetty, on a loopback port that the router in front relays to. Safe for use by many
 * threads.
 */
public final class RestAdapter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RestAdapter.class);
    private static final int THREADS = 64;
    private static final int LEAST_THREADS = 8;
    private static final int IDLE_THREAD_MILLISECONDS = 60_000;
    private static final int MOST_WAITING = 1024;
    private static final int IDLE_MILLISECONDS = 30_000;
    private static final int STOP_MILLISECONDS = 2000;
    private static final long IDLE_WHEN_STOPPING_MILLISECONDS = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Longer than our own patience, since Javalin's answer to a request that takes too long is not ours. */
    private static final long ASYNC_MILLISECONDS = 15_000;

    /** What an answer to something that is not there is made of when it has been written already. */
    private static final List<String> WRITTEN_BY_US = List.of("application/problem+json", "text/html");

    private final Javalin javalin;
    private final List<Route> routes;

    private RestAdapter(Javalin javalin, List<Route> routes) {
        this.javalin = javalin;
        this.routes = routes;
    }

    /**
     * Starts serving.
     *
     * @param measurements where requests are timed
     * @param metrics what {@code /metrics} answers
     * @throws RuntimeException when the address cannot be had; nothing is left running
     */
    public static RestAdapter start(
            RestConfig config, UseCases useCases, InstantSource clock, Measurements measurements, ReadMetrics metrics) {
        return start(config, useCases, clock, new Observation(measurements, metrics), PATIENCE);
    }

    /** The same, waiting no longer than the given time for a fix to be durable. */
    static RestAdapter start(
            RestConfig config, UseCases useCases, InstantSource clock, Observation observation, Duration patience) {
        var share = new SharePage(clock);
        List<Route> work = Stream.of(
                        routes(config, useCases, clock, patience),
                        new ShareRoutes(useCases.sharing(), share).all(),
                        new MetricsRoutes(observation.metrics()).all())
                .flatMap(List::stream)
                .toList();
        var docs = new Docs(work, config);
        List<Route> routes = Stream.concat(work.stream(), docs.all().stream()).toList();
        var reception = new Reception(useCases.sessions(), new RequestRate(config.requestsPerMinute(), clock));
        Javalin javalin = Javalin.create(settings -> {
            harden(settings, config);
            settings.requestLogger.http(new RequestTimes(observation.measurements()));
            serve(settings.routes, routes, reception);
            docs.addAssets(settings.routes);
            share.addAssets(settings.routes);
        });
        return new RestAdapter(javalin.start(), routes);
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), javalin.port());
    }

    /** Finishes what runs, for at most two seconds, and frees every thread. */
    @Override
    public void close() {
        try {
            javalin.stop();
        } catch (JavalinException e) {
            // Jetty says so after it has stopped all the same.
            LOG.warn("some requests did not end in time and were cut off");
        }
    }

    /** What is to be served. */
    List<Route> routes() {
        return routes;
    }

    /** What serves it, for the test that compares the two. */
    Javalin javalin() {
        return javalin;
    }

    private static List<Route> routes(RestConfig config, UseCases useCases, InstantSource clock, Duration patience) {
        // Literal paths come before those with parameters, since the first that matches wins.
        return Stream.of(
                        new SystemRoutes(useCases.health(), config).all(),
                        new TripRoutes(useCases.registration(), useCases.progress(), useCases.trips()).all(),
                        new NearbyRoutes(useCases.nearby()).all(),
                        new AlertRoutes(useCases.alerts()).all(),
                        new AuditRoutes(useCases.audit()).all(),
                        new DriverRoutes(
                                        useCases.drivers(),
                                        useCases.locations(),
                                        useCases.availability(),
                                        clock,
                                        patience)
                                .all())
                .flatMap(List::stream)
                .toList();
    }

    /**
     * How it is watched over.
     *
     * @param measurements where requests are timed
     * @param metrics what {@code /metrics} answers
     */
    record Observation(Measurements measurements, ReadMetrics metrics) {}

    private static void serve(RoutesConfig javalin, List<Route> routes, Reception reception) {
        javalin.before(Reception::greet);
        javalin.after(Reception::partFrom);
        for (Route route : routes) {
            javalin.addHttpHandler(route.method(), route.path(), context -> {
                RequestTimes.enter(context, route);
                route.handler().handle(new Call(context, route.open() ? null : reception.admit(context)));
            });
        }
        javalin.exception(Exception.class, (failure, context) -> Problems.send(context, failure));
        for (HttpStatus status : List.of(HttpStatus.NOT_FOUND, HttpStatus.METHOD_NOT_ALLOWED)) {
            javalin.error(status, context -> {
                String type = context.res().getContentType();
                if (type == null || WRITTEN_BY_US.stream().noneMatch(type::startsWith)) {
                    Problems.send(context, status);
                }
            });
        }
    }

    private static void harden(JavalinConfig settings, RestConfig config) {
        settings.startup.showJavalinBanner = false;
        settings.startup.showOldJavalinVersionWarning = false;
        settings.startup.startupWatcherEnabled = false;
        settings.http.prefer405over404 = true;
        settings.http.maxRequestSize = (long) Body.MOST_BYTES;
        settings.http.asyncTimeout = ASYNC_MILLISECONDS;
        settings.http.defaultContentType = "application/json";
        settings.jetty.threadPool = threads();
        settings.jetty.modifyHttpConfiguration(RestAdapter::harden);
        settings.jetty.modifyServer(RestAdapter::harden);
        settings.jetty.addConnector((server, http) -> connector(server, http, config));
    }

    private static QueuedThreadPool threads() {
        var threads = new QueuedThreadPool(
                THREADS, LEAST_THREADS, IDLE_THREAD_MILLISECONDS, new BlockingArrayQueue<>(MOST_WAITING));
        threads.setName("fleet-rest");
        threads.setDaemon(true);
        return threads;
    }

    private static void harden(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setSendDateHeader(true);
        http.setHttpCompliance(HttpCompliance.STRICT);
        http.setUriCompliance(UriCompliance.DEFAULT);
    }

    private static void harden(Server server) {
        server.setErrorHandler(new JettyProblems());
        server.setStopTimeout(STOP_MILLISECONDS);
    }

    private static ServerConnector connector(Server server, HttpConfiguration http, RestConfig config) {
        var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(config.host());
        connector.setPort(config.port());
        connector.setIdleTimeout(IDLE_MILLISECONDS);
        connector.setShutdownIdleTimeout(IDLE_WHEN_STOPPING_MILLISECONDS);
        return connector;
    }
}
