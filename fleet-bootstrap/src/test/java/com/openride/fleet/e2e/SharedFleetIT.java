package com.openride.fleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.adapter.postgis.PostgresServer;
import com.openride.fleet.adapter.redis.RedisServer;
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
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Three instances with one PostgreSQL and one Redis, and rides whose car and rider are on different ones. */
@Tag("endurance")
class SharedFleetIT {

    private static final int INSTANCES = 3;
    private static final int RIDES = 12;
    private static final int ROUNDS = Integer.getInteger("fleet.crash.rounds", 2);
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String[] LIFE = {"EN_ROUTE", "ARRIVED", "IN_PROGRESS", "COMPLETED"};

    @SuppressWarnings("NullAway.Init")
    private static PostgresServer postgres;

    @SuppressWarnings("NullAway.Init")
    private static RedisServer redis;

    @SuppressWarnings("NullAway.Init")
    private static Map<String, String> variables;

    private static final FleetProcess[] INSTANCE = new FleetProcess[INSTANCES];

    private final List<SocketClients> clients = new ArrayList<>();
    private final List<Ride> rides = new ArrayList<>();
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor();

    @BeforeAll
    static void serve() throws IOException, SQLException {
        postgres = new PostgresServer();
        postgres.execute("CREATE DATABASE shared");
        redis = new RedisServer();
        variables = Map.of(
                "DATABASE_URL",
                postgres.url("shared"),
                "REDIS_URL",
                redis.url(),
                "LOCATION_UPDATE_RATE_LIMIT",
                "0.4",
                "DRIVER_OFFLINE_GRACE_SECONDS",
                "1");
        IntStream.range(0, INSTANCES).forEach(i -> INSTANCE[i] = FleetProcess.serve(variables));
    }

    @AfterAll
    static void stop() throws IOException {
        Arrays.stream(INSTANCE).forEach(FleetProcess::close);
        redis.close();
        postgres.close();
    }

    @AfterEach
    void end() {
        ticks.shutdownNow();
        rides.forEach(Ride::close);
        clients.forEach(SocketClients::close);
    }

    @Test
    void steps_taken_while_redis_was_away_reach_every_rider_once_and_in_order() {
        begin();
        step(LIFE[0]);
        awaitTold(2L);

        redis.stop();
        step(LIFE[1]);
        step(LIFE[2]);
        for (FleetProcess instance : INSTANCE) {
            assertThat(instance.get("/ready").statusCode()).isEqualTo(200);
        }
        redis.restart();

        long begun = System.nanoTime();
        awaitTold(2L, 3L, 4L);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
        rides.forEach(ride -> {
            long before = ride.moves();
            await().atMost(SOON).until(() -> ride.moves() > before);
        });
        step(LIFE[3]);
        awaitTold(2L, 3L, 4L, 5L);
    }

    @Test
    void a_hanging_redis_holds_nobody_up_and_costs_no_step() {
        begin();
        redis.freeze();
        step(LIFE[0]);
        step(LIFE[1]);
        redis.thaw();

        awaitTold(2L, 3L);
        step(LIFE[2]);
        step(LIFE[3]);
        awaitTold(2L, 3L, 4L, 5L);
    }

    @Test
    void instances_that_are_killed_and_come_back_cost_no_step_and_no_rider_is_told_twice() {
        begin();
        for (int round = 0; round < ROUNDS; round++) {
            int victim = round % INSTANCES;
            int port = INSTANCE[victim].port();
            INSTANCE[victim].close();
            stepWhileDown(round);
            INSTANCE[victim] = FleetProcess.serve(port, variables);
            await().atMost(LONG).until(() -> rides.stream().allMatch(Ride::isConnected));
        }
        Arrays.stream(LIFE).skip(Math.min(ROUNDS, LIFE.length - 1)).forEach(this::step);

        awaitTold(2L, 3L, 4L, 5L);
        assertThat(rides).extracting(Ride::slowestReturn).allMatch(slow -> slow.compareTo(Duration.ofSeconds(2)) < 0);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(rides).allMatch(ride -> connections(ride.driver) == 1));
    }

    @Test
    void a_rolling_restart_costs_no_step_and_every_instance_ends_well() {
        begin();
        for (int i = 0; i < INSTANCES; i++) {
            int port = INSTANCE[i].port();
            INSTANCE[i].terminate();
            step(LIFE[i]);
            assertThat(INSTANCE[i].exitWithin(Duration.ofSeconds(15))).isZero();
            INSTANCE[i].close();
            INSTANCE[i] = FleetProcess.serve(port, variables);
            await().atMost(LONG).until(() -> rides.stream().allMatch(Ride::isConnected));
        }
        step(LIFE[3]);

        awaitTold(2L, 3L, 4L, 5L);
        assertThat(rides).allMatch(ride -> connections(ride.driver) == 1);
    }

    @Test
    void the_driver_of_a_dead_instance_is_offline_after_lease_and_grace_and_another_one_says_so() throws Exception {
        UUID driver = UUID.randomUUID();
        FleetProcess doomed = FleetProcess.serve(variables);
        try (var car = JavaPhone.connected(doomed, "websocket", Operator.token(driver, Role.DRIVER))) {
            assertThat(car.ask("driver:online").getBoolean("ok")).isTrue();
            assertThat(status(driver)).contains("\"status\":\"ONLINE\"");
            doomed.close();
        }

        await().atMost(Duration.ofSeconds(35)).until(() -> status(driver).contains("\"status\":\"OFFLINE\""));
        assertThat(connections(driver)).isZero();
    }

    private void begin() {
        Arrays.stream(INSTANCE).forEach(instance -> clients.add(SocketClients.to(instance.url(""), 1)));
        for (int i = 0; i < RIDES; i++) {
            var ride = new Ride(clients.get(i % INSTANCES), clients.get((i + 1) % INSTANCES));
            rides.add(ride);
            new Operator(INSTANCE[(i + 2) % INSTANCES]).plan(ride.trip, ride.driver, ride.rider);
            ride.follow();
        }
        ticks.scheduleAtFixedRate(() -> rides.forEach(Ride::drive), 0, 500, TimeUnit.MILLISECONDS);
    }

    private void stepWhileDown(int round) {
        if (round < LIFE.length - 1) {
            step(LIFE[round]);
        }
    }

    /** Takes the step of each trip on some instance that lives. */
    private void step(String status) {
        for (int i = 0; i < RIDES; i++) {
            step(rides.get(i).trip, status, i);
        }
    }

    private static void step(UUID trip, String status, int first) {
        for (int i = 0; i < INSTANCES; i++) {
            FleetProcess instance = INSTANCE[(first + i) % INSTANCES];
            if (isReady(instance)) {
                new Operator(instance).move(trip, status);
                return;
            }
        }
    }

    /** As a load balancer sees it. */
    private static boolean isReady(FleetProcess instance) {
        try {
            return instance.isAlive() && instance.get("/ready").statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private void awaitTold(Long... versions) {
        try {
            await().atMost(LONG)
                    .until(() -> rides.stream().allMatch(ride -> ride.versions().size() >= versions.length));
        } finally {
            assertThat(rides)
                    .extracting(Ride::versions)
                    .allSatisfy(told -> assertThat(told).containsExactly(versions));
        }
    }

    private static int connections(UUID driver) {
        String status = status(driver);
        return Integer.parseInt(status.replaceAll("(?s).*\"connections\":(\\d+).*", "$1"));
    }

    private static String status(UUID driver) {
        try {
            return INSTANCE[0]
                    .get(
                            "/v1/drivers/" + driver + "/status",
                            "Authorization",
                            "Bearer " + Operator.token(UUID.randomUUID(), Role.SERVICE))
                    .body();
        } catch (UncheckedIOException e) {
            return e.toString();
        }
    }
}
