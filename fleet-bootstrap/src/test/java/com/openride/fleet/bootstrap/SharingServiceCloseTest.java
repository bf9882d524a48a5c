package com.openride.fleet.bootstrap;

import static com.openride.fleet.bootstrap.FleetLife.connectedWhile;
import static com.openride.fleet.bootstrap.FleetLife.leavesNothing;
import static com.openride.fleet.bootstrap.FleetLife.ride;
import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.adapter.postgis.PostgresServer;
import com.openride.fleet.adapter.postgis.TestDataSource;
import com.openride.fleet.adapter.redis.RedisServer;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

/** A fleet that uses a database and Redis, its own or lent, leaves nothing behind there either. */
final class SharingServiceCloseTest {

    private static final int ROUNDS = 5;

    @SuppressWarnings("NullAway.Init")
    private static PostgresServer postgres;

    @SuppressWarnings("NullAway.Init")
    private static RedisServer redis;

    @BeforeAll
    static void serve() throws Exception {
        postgres = new PostgresServer();
        postgres.create("embedded");
        redis = new RedisServer();
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
        redis.close();
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

    private static String leases() {
        return redis.execute("KEYS", "*sessions*");
    }
}
