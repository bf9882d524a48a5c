package com.openride.fleet.bootstrap.metrics;

import com.openride.fleet.application.port.in.ReadMetrics;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The same {@code /metrics} on a port of its own, which a firewall can keep for whoever scrapes. Two requests at once are
 * served and sixteen wait; more are cut off.
 */
public final class MetricsListener implements AutoCloseable {

    private static final int THREADS = 2;
    private static final int MOST_WAITING = 16;

    private final HttpServer server;
    private final ThreadPoolExecutor threads;

    private MetricsListener(HttpServer server, ThreadPoolExecutor threads) {
        this.server = server;
        this.threads = threads;
    }

    /**
     * Listens.
     *
     * @param port 0 for any free one
     * @throws IllegalStateException with a line for the operator when the port cannot be had; nothing is left running
     */
    public static MetricsListener open(String host, int port, ReadMetrics metrics, ThreadFactory factory) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(host, port), MOST_WAITING);
            var threads = new ThreadPoolExecutor(
                    THREADS, THREADS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(MOST_WAITING), factory);
            server.setExecutor(threads);
            server.createContext("/", exchange -> answer(exchange, metrics));
            server.start();
            return new MetricsListener(server, threads);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "METRICS_PORT " + port + " cannot be had; stop what uses it or set another", e);
        }
    }

    /** Where it listens. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static void answer(HttpExchange exchange, ReadMetrics metrics) throws IOException {
        try (exchange) {
            boolean known = exchange.getRequestURI().getPath().equals("/metrics");
            boolean reads = exchange.getRequestMethod().equals("GET");
            byte[] body = (known && reads ? metrics.text() : "").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(status(known, reads), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private static int status(boolean known, boolean reads) {
        if (!known) {
            return 404;
        }
        return reads ? 200 : 405;
    }
}
