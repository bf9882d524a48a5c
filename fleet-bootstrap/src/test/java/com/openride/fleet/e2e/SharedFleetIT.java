package com.openride.fleet.e2e;

import static com.openride.fleet.e2e.SharedFleet.INSTANCES;
import static com.openride.fleet.e2e.SharedFleet.LIFE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.adapter.redis.RedisServer;
import com.openride.fleet.domain.access.Role;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Outages of Redis and of instances, under rides whose car and rider are on different instances. */
@Tag("endurance")
class SharedFleetIT {

    private static final int ROUNDS = Integer.getInteger("fleet.crash.rounds", 2);
    private static final Duration SOON = Duration.ofSeconds(5);

    @SuppressWarnings("NullAway.Init")
    private static RedisServer redis;

    @SuppressWarnings("NullAway.Init")
    private static SharedFleet fleet;

    @BeforeAll
    static void serve() throws IOException, SQLException {
        redis = new RedisServer();
        fleet = new SharedFleet(redis.url());
    }

    @AfterAll
    static void stop() throws IOException {
        redis.close();
        fleet.close();
    }

    @AfterEach
    void end() {
        fleet.end();
    }

    @Test
    void steps_taken_while_redis_was_away_reach_every_rider_once_and_in_order() {
        fleet.begin();
        fleet.step(LIFE[0]);
        fleet.awaitTold(2L);

        redis.stop();
        fleet.step(LIFE[1]);
        fleet.step(LIFE[2]);
        awaitAllSay("disconnected");
        redis.restart();

        long begun = System.nanoTime();
        fleet.awaitTold(2L, 3L, 4L);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
        awaitAllSay("connected");
        fleet.awaitMoves(SOON);
        fleet.step(LIFE[3]);
        fleet.awaitTold(2L, 3L, 4L, 5L);
    }

    @Test
    void a_hanging_redis_holds_nobody_up_and_costs_no_step() {
        fleet.begin();
        redis.freeze();
        fleet.step(LIFE[0]);
        awaitAllSay("disconnected");
        fleet.step(LIFE[1]);
        redis.thaw();

        awaitAllSay("connected");
        fleet.awaitTold(2L, 3L);
        fleet.awaitMoves(SOON);
        fleet.step(LIFE[2]);
        fleet.step(LIFE[3]);
        fleet.awaitTold(2L, 3L, 4L, 5L);
    }

    @Test
    void instances_that_are_killed_and_come_back_cost_no_step_and_no_rider_is_told_twice() {
        var tally = new Tally();
        for (int round = 0; round < ROUNDS; round++) {
            fleet.end();
            fleet.begin();
            fleet.stepWhileKilling(round % INSTANCES, LIFE[0]);
            fleet.step(LIFE[1]);
            fleet.serveAgain(round % INSTANCES);
            fleet.step(LIFE[2]);
            fleet.awaitMoves(SOON);
            fleet.step(LIFE[3]);
            fleet.finish(tally);
        }
        long stale = fleet.staleSessions(tally.drivers());

        System.out.printf("%d kills of instances: %s, stale sessions %d%n", ROUNDS, tally, stale);
        assertThat(tally.isClean()).isTrue();
        assertThat(tally.slowestReturn()).isLessThan(Duration.ofSeconds(2));
        assertThat(stale).isZero();
    }

    @Test
    void a_rolling_restart_costs_no_step_and_every_instance_ends_well() throws Exception {
        fleet.begin();
        List<OfficialRider> official = new ArrayList<>();
        for (int i = 0; i < INSTANCES; i++) {
            Ride ride = fleet.rides().get(i);
            official.add(new OfficialRider(fleet.instances().get(i), ride.rider, ride.trip));
        }
        for (int i = 0; i < INSTANCES; i++) {
            fleet.instances().get(i).terminate();
            fleet.step(LIFE[i]);
            assertThat(fleet.instances().get(i).exitWithin(Duration.ofSeconds(15)))
                    .isZero();
            fleet.serveAgain(i);
            official.get(i).comeBack();
        }
        fleet.step(LIFE[3]);

        fleet.awaitTold(2L, 3L, 4L, 5L);
        for (OfficialRider rider : official) {
            assertThat(rider.versions(5)).containsExactly(2L, 3L, 4L, 5L);
            rider.close();
        }
        assertThat(fleet.rides()).allMatch(ride -> fleet.connections(ride.driver) == 1);
    }

    @Test
    void the_driver_of_a_dead_instance_is_offline_after_lease_and_grace_and_another_one_says_so() throws Exception {
        UUID driver = UUID.randomUUID();
        FleetProcess doomed = fleet.serve();
        try (var car = JavaPhone.connected(doomed, "websocket", Operator.token(driver, Role.DRIVER))) {
            assertThat(car.ask("driver:online").getBoolean("ok")).isTrue();
            assertThat(fleet.status(driver)).contains("\"status\":\"ONLINE\"");
            doomed.close();
        }

        await().atMost(Duration.ofSeconds(35)).until(() -> fleet.status(driver).contains("\"status\":\"OFFLINE\""));
        assertThat(fleet.connections(driver)).isZero();
    }

    private static void awaitAllSay(String state) {
        await().atMost(SOON).until(() -> fleet.allSay(state));
    }
}
