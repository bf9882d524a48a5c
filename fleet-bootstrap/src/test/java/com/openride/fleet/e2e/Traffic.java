package com.openride.fleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.openride.fleet.adapter.postgis.PostgresServer;
import com.openride.fleet.bootstrap.client.Backoff;
import com.openride.fleet.bootstrap.client.SocketClient;
import com.openride.fleet.bootstrap.client.SocketClients;
import com.openride.fleet.domain.access.Role;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Drivers who send fifty fixes a second each, come back whenever they are cut, and remember what was acked. */
final class Traffic implements AutoCloseable {

    private static final int TICK_MILLIS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SocketClients clients;
    private final List<Car> cars = new ArrayList<>();
    private final Set<Sent> acked = ConcurrentHashMap.newKeySet();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicInteger pending = new AtomicInteger();
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor();

    /** The variables of a service that takes as many fixes as come, and keeps them there. */
    static Map<String, String> unlimited(String databaseUrl) {
        return Map.of(
                "DATABASE_URL", databaseUrl, "LOCATION_UPDATE_RATE_LIMIT", "0", "SOCKET_EVENTS_PER_SECOND", "1000");
    }

    /** So many drivers, on their way at once. */
    Traffic(URI url, int drivers) {
        clients = SocketClients.to(url, 1);
        for (int i = 0; i < drivers; i++) {
            UUID driver = UUID.randomUUID();
            var backoff = new Backoff(Duration.ofMillis(100), Duration.ofMillis(500));
            SocketClient client = clients.client(() -> Operator.bearer(driver, Role.DRIVER), backoff);
            client.open().toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
            cars.add(new Car(driver, client));
        }
        ticks.scheduleAtFixedRate(this::tick, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Which fixes have been acked so far. */
    Set<Sent> acked() {
        return acked;
    }

    /** How many were answered with an error, or with nothing. */
    long refused() {
        return refused.get();
    }

    /** Sends no more, and waits until everything that was sent is answered or given up. */
    void finish() {
        ticks.shutdownNow();
        await().atMost(Duration.ofMinutes(1)).until(() -> pending.get() == 0);
    }

    /** Prints and requires that each acked fix is in the database, and none twice. */
    void compare(String what, PostgresServer postgres, String database) throws SQLException {
        Set<Sent> missing = new HashSet<>(acked);
        Set<Sent> all = new HashSet<>();
        int stored = 0;
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl(database));
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT driver_id, (extract(epoch FROM recorded_at) * 1000)::bigint FROM fleet.fix")) {
            while (rows.next()) {
                var row = new Sent(rows.getObject(1, UUID.class), rows.getLong(2));
                missing.remove(row);
                all.add(row);
                stored++;
            }
        }
        System.out.printf(
                "%s: acked %d, acked and missing %d, duplicates %d, refused or unanswered %d, stored %d%n",
                what, acked.size(), missing.size(), stored - all.size(), refused(), stored);
        assertThat(missing).isEmpty();
        assertThat(all).hasSize(stored);
    }

    @Override
    public void close() {
        ticks.shutdownNow();
        cars.forEach(car -> car.client.close());
        clients.close();
    }

    private void tick() {
        Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
        cars.stream().filter(car -> car.client.isOpen()).forEach(car -> send(car, now));
    }

    private void send(Car car, Instant now) {
        var fix = JsonNodeFactory.instance
                .objectNode()
                .put("latitude", 6.5)
                .put("longitude", 3.3)
                .put("timestamp", now.toString());
        pending.incrementAndGet();
        car.client.call("driver:location", fix, PATIENCE).whenComplete((answer, failure) -> {
            if (failure == null && answer.ok()) {
                acked.add(new Sent(car.driver, now.toEpochMilli()));
            } else {
                refused.incrementAndGet();
            }
            pending.decrementAndGet();
        });
    }

    /** A fix by what it is known. */
    record Sent(UUID driver, long recordedMillis) {}

    private record Car(UUID driver, SocketClient client) {}
}
