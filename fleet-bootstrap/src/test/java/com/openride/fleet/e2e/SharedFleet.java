package com.openride.fleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.adapter.postgis.PostgresServer;
import com.openride.fleet.bootstrap.client.SocketClients;
import com.openride.fleet.domain.access.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;

/** Three instances with one PostgreSQL and one Redis, and rides whose car and rider are on different ones. */
final class SharedFleet implements AutoCloseable {

    static final int INSTANCES = 3;
    static final String[] LIFE = {"EN_ROUTE", "ARRIVED", "IN_PROGRESS", "COMPLETED"};

    private static final int RIDES = 12;
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration STALE_AFTER = Duration.ofSeconds(30);

    private final PostgresServer postgres = new PostgresServer();
    private final Map<String, String> variables;
    private final FleetProcess[] instances = new FleetProcess[INSTANCES];
    private final List<SocketClients> clients = new ArrayList<>();
    private final List<Ride> rides = new ArrayList<>();
    private long killedAt = System.nanoTime();
    private ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor();

    SharedFleet(String redisUrl) throws IOException, SQLException {
        postgres.create("shared");
        variables = Map.of(
                "DATABASE_URL",
                postgres.url("shared"),
                "REDIS_URL",
                redisUrl,
                "LOCATION_UPDATE_RATE_LIMIT",
                "0.4",
                "DRIVER_OFFLINE_GRACE_SECONDS",
                "1");
        try {
            IntStream.range(0, INSTANCES).forEach(i -> instances[i] = serve());
        } catch (RuntimeException | AssertionError unserved) {
            close();
            throw unserved;
        }
    }

    /** One more instance, which its caller closes. */
    FleetProcess serve() {
        return FleetProcess.serve(variables);
    }

    List<FleetProcess> instances() {
        return List.of(instances);
    }

    List<Ride> rides() {
        return rides;
    }

    /** Starts an instance again, in the place of one that is gone. */
    void serveAgain(int i) {
        instances[i].close();
        instances[i] = FleetProcess.serve(instances[i].port(), variables);
        await().atMost(LONG).until(() -> rides.stream().allMatch(Ride::isConnected));
    }

    /** Lets twelve riders follow cars that drive. */
    void begin() {
        instances().forEach(instance -> clients.add(SocketClients.to(instance.url(""), 1)));
        for (int i = 0; i < RIDES; i++) {
            var ride = new Ride(clients.get(i % INSTANCES), clients.get((i + 1) % INSTANCES));
            rides.add(ride);
            new Operator(instances[(i + 2) % INSTANCES]).plan(ride.trip, ride.driver, ride.rider);
            ride.follow();
        }
        ticks.scheduleAtFixedRate(() -> rides.forEach(Ride::drive), 0, 500, TimeUnit.MILLISECONDS);
    }

    /** Sends everybody home. */
    void end() {
        ticks.shutdownNow();
        ticks = Executors.newSingleThreadScheduledExecutor();
        rides.forEach(Ride::close);
        rides.clear();
        clients.forEach(SocketClients::close);
        clients.clear();
    }

    /** Takes the step of each trip on some instance that lives. */
    void step(String status) {
        for (int i = 0; i < RIDES; i++) {
            step(i, status);
        }
    }

    /** The same, while an instance is killed. */
    void stepWhileKilling(int victim, String status) {
        CompletableFuture<Void> killing = CompletableFuture.completedFuture(null);
        for (int i = 0; i < RIDES; i++) {
            if (i == RIDES / 2) {
                killing = CompletableFuture.runAsync(instances[victim]::close);
            }
            step(i, status);
        }
        killing.orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join();
        killedAt = System.nanoTime();
    }

    /** As another service does: whoever gets no answer asks the next instance, and a step is taken once. */
    private void step(int ride, String status) {
        for (int next = 0; ; next++) {
            FleetProcess instance = instances[(ride + next) % INSTANCES];
            if (isReady(instance) && isMoved(instance, rides.get(ride), status)) {
                return;
            }
            assertThat(next).as("instances that were asked").isLessThan(3 * INSTANCES);
        }
    }

    private static boolean isMoved(FleetProcess instance, Ride ride, String status) {
        try {
            new Operator(instance).move(ride.trip, status);
            return true;
        } catch (UncheckedIOException died) {
            return false;
        }
    }

    /** Waits until every rider has been told of these versions, and asserts that of nothing else and of none twice. */
    void awaitTold(Long... versions) {
        try {
            await().atMost(LONG)
                    .until(() -> rides.stream().allMatch(ride -> ride.versions().size() >= versions.length));
        } finally {
            assertThat(rides)
                    .extracting(Ride::versions)
                    .allSatisfy(told -> assertThat(told).containsExactly(versions));
        }
    }

    /** Waits until every rider sees their car move. */
    void awaitMoves(Duration time) {
        rides.forEach(ride -> {
            long before = ride.moves();
            await().atMost(time).until(() -> ride.moves() > before);
        });
    }

    /** Waits until every rider has been told of the whole life of the trip, and counts. */
    void finish(Tally tally) {
        List<Long> versions = List.of(2L, 3L, 4L, 5L);
        try {
            awaitTold(versions.toArray(Long[]::new));
        } finally {
            rides.forEach(ride -> tally.add(ride, versions));
        }
    }

    /** How many connections too many there are, of these drivers and those that drive now, 30 s after the last kill. */
    long staleSessions(Set<UUID> drivers) {
        Duration since = Duration.ofNanos(System.nanoTime() - killedAt);
        try {
            await().pollDelay(Duration.ZERO)
                    .atMost(longer(STALE_AFTER.minus(since), Duration.ofSeconds(1)))
                    .until(() -> countStale(drivers) == 0);
            return 0;
        } catch (ConditionTimeoutException tooMany) {
            return countStale(drivers);
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private long countStale(Set<UUID> drivers) {
        Set<UUID> driving = rides.stream().map(ride -> ride.driver).collect(Collectors.toSet());
        return drivers.stream()
                .filter(driver -> connections(driver) != (driving.contains(driver) ? 1 : 0))
                .count();
    }

    /** Whether all are ready, and say that Redis is, or is not, connected, which is no failure of theirs. */
    boolean allSay(String redis) {
        return instances().stream().allMatch(instance -> says(instance, redis));
    }

    /** The same of all but this one. */
    boolean othersSay(int but, String redis) {
        return IntStream.range(0, INSTANCES).filter(i -> i != but).allMatch(i -> says(instances[i], redis));
    }

    private static boolean says(FleetProcess instance, String redis) {
        var health = instance.get("/health");
        String status = redis.equals("connected") ? "healthy" : "degraded";
        return health.statusCode() == 200
                && health.body().contains("\"redis\":\"" + redis + "\"")
                && health.body().contains("\"status\":\"" + status + "\"")
                && instance.get("/ready").statusCode() == 200;
    }

    int connections(UUID driver) {
        return Integer.parseInt(status(driver).replaceAll("(?s).*\"connections\":(\\d+).*", "$1"));
    }

    String status(UUID driver) {
        return instances[0]
                .get(
                        "/v1/drivers/" + driver + "/status",
                        "Authorization",
                        "Bearer " + Operator.token(UUID.randomUUID(), Role.SERVICE))
                .body();
    }

    @Override
    public void close() throws IOException {
        end();
        ticks.shutdownNow();
        Arrays.stream(instances).filter(Objects::nonNull).forEach(FleetProcess::close);
        postgres.close();
    }

    /** As a load balancer sees it. */
    private static boolean isReady(FleetProcess instance) {
        try {
            return instance.isAlive() && instance.get("/ready").statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }
}
