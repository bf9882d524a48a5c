package com.openride.fleet.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.adapter.postgis.PostgresServer;
import com.openride.fleet.adapter.postgis.TestDataSource;
import com.openride.fleet.adapter.redis.RedisServer;
import com.openride.fleet.application.port.in.FollowDriver;
import com.openride.fleet.application.port.in.LocationReceipt;
import com.openride.fleet.bootstrap.client.SocketClients;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.trip.TripStatus;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

/** Opened and closed many times over, a fleet leaves nothing behind. */
final class FleetServiceCloseTest {

    private static final int MANY_ROUNDS = 20;
    private static final int ROUNDS = 5;
    /** Netty's global executor and the like end by themselves after a moment of idling. */
    private static final Duration MOMENT = Duration.ofSeconds(10);

    @SuppressWarnings("NullAway.Init")
    private static PostgresServer postgres;

    @SuppressWarnings("NullAway.Init")
    private static RedisServer redis;

    @BeforeAll
    static void serve() throws Exception {
        postgres = new PostgresServer();
        postgres.execute("CREATE DATABASE embedded");
        redis = new RedisServer();
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
        redis.close();
    }

    @Test
    void in_memory_nothing_is_left() {
        leavesNothing(MANY_ROUNDS, () -> ride(FleetService.inMemory()));
    }

    @Test
    void with_a_port_and_clients_on_it_nothing_is_left() {
        leavesNothing(ROUNDS, () -> {
            var fleet = FleetService.builder()
                    .port(0)
                    .set("JWT_SECRET_KEY", Tokens.SECRET)
                    .set("DRAIN_SECONDS", "0")
                    .start();
            connectedWhile(fleet, () -> ride(fleet));
        });
    }

    @Test
    void with_database_and_redis_no_connection_and_no_lease_is_left() {
        leavesNothing(ROUNDS, () -> {
            var fleet = FleetService.builder()
                    .port(0)
                    .set("JWT_SECRET_KEY", Tokens.SECRET)
                    .set("DRAIN_SECONDS", "0")
                    .set("DATABASE_URL", postgres.url("embedded"))
                    .set("REDIS_URL", redis.url())
                    .start();
            connectedWhile(fleet, () -> {
                assertThat(leases()).contains("sessions");
                ride(fleet);
            });
            assertThat(leases()).doesNotContain("sessions");
        });
    }

    @Test
    void connections_that_were_lent_come_back_as_they_were() throws SQLException {
        try (var lender = new TestDataSource(postgres.jdbcUrl("embedded"), 6)) {
            leavesNothing(
                    ROUNDS, () -> ride(FleetService.builder().dataSource(lender).start()));

            assertThat(lender.lent()).isZero();
            assertThat(lender.states()).containsExactly("\"$user\", public 0 true");
        }
    }

    @Test
    void a_client_of_redis_that_was_lent_has_every_connection_back_and_still_works() {
        try (RedisClient lender = RedisClient.create(redis.url())) {
            leavesNothing(ROUNDS, () -> {
                var fleet = FleetService.builder().redis(lender).start();
                assertThat(lender.getPool().getNumActive()).isPositive();
                ride(fleet);
                assertThat(lender.getPool().getNumActive()).isZero();
            });

            assertThat(lender.ping()).isEqualTo("PONG");
        }
    }

    /** Opens and closes; a first round lets the libraries settle in. */
    private static void leavesNothing(int rounds, Runnable life) {
        life.run();
        Set<String> threads = Footprint.threads();
        long sockets = Footprint.sockets();
        for (int round = 0; round < rounds; round++) {
            life.run();
        }
        await().atMost(MOMENT).pollInSameThread().untilAsserted(() -> {
            Set<String> more = Footprint.threads();
            more.removeAll(threads);
            assertThat(more).isEmpty();
            assertThat(Footprint.sockets()).isLessThanOrEqualTo(sockets);
        });
    }

    private static void ride(FleetService fleet) {
        try (fleet) {
            var ride = new InProcess(fleet);
            ride.register();
            ride.progress(TripStatus.EN_ROUTE);
            FollowDriver.Following left = ride.follow();
            assertThat(left.trip().status()).isEqualTo(TripStatus.EN_ROUTE);
            assertThat(ride.report(Instant.now())).isInstanceOf(LocationReceipt.Accepted.class);
            await().untilAsserted(() -> assertThat(ride.seen).hasSize(1));
        }
    }

    /** Does the work while a driver is connected. */
    private static void connectedWhile(FleetService fleet, Runnable work) {
        var driver = InProcess.as(UUID.randomUUID(), Role.DRIVER);
        try (var clients = SocketClients.to(URI.create("http://127.0.0.1:" + fleet.port()), 1)) {
            clients.client(() -> Tokens.signed(Tokens.claims(driver)))
                    .open()
                    .toCompletableFuture()
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
            work.run();
        }
    }

    private static String leases() {
        return redis.execute("KEYS", "*sessions*");
    }
}
