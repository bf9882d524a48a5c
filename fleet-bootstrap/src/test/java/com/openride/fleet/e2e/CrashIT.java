package com.openride.fleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.adapter.postgis.PostgresServer;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Kills the service, and PostgreSQL, under 2,000 fixes a second: what was acked must be there, once. */
@Tag("endurance")
class CrashIT {

    private static final int DRIVERS = 40;
    private static final int ROUNDS = Integer.getInteger("fleet.crash.rounds", 3);
    private static final int ACKS_A_ROUND = 2000;
    private static final Duration LONG = Duration.ofSeconds(60);

    @SuppressWarnings("NullAway.Init")
    private static PostgresServer postgres;

    @BeforeAll
    static void start() throws IOException {
        postgres = new PostgresServer();
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Test
    void no_acked_fix_goes_missing_when_the_service_is_killed() throws Exception {
        Map<String, String> variables = variables("service_killed");
        int port = FleetProcess.freePort();
        FleetProcess fleet = FleetProcess.serve(port, variables);
        try (var traffic = new Traffic(fleet.url(""), DRIVERS)) {
            for (int round = 0; round < ROUNDS; round++) {
                awaitMore(traffic);
                fleet.close();
                fleet = FleetProcess.serve(port, variables);
            }
            finish(traffic);
            report("service", "service_killed", traffic);
        } finally {
            fleet.close();
        }
    }

    @Test
    void no_acked_fix_goes_missing_when_postgresql_is_killed() throws Exception {
        Map<String, String> variables = variables("postgresql_killed");
        try (FleetProcess fleet = FleetProcess.serve(variables);
                var traffic = new Traffic(fleet.url(""), DRIVERS)) {
            for (int round = 0; round < ROUNDS; round++) {
                awaitMore(traffic);
                postgres.kill();
                await().atMost(LONG).until(() -> fleet.get("/health").body().contains("\"disconnected\""));
                assertThat(fleet.get("/health").statusCode()).isEqualTo(200);
                assertThat(fleet.get("/ready").statusCode()).isEqualTo(200);
                postgres.start();
            }
            finish(traffic);
            await().atMost(LONG).until(() -> fleet.get("/health").body().contains("\"connected\""));
            report("PostgreSQL", "postgresql_killed", traffic);
        }
    }

    private static Map<String, String> variables(String database) throws SQLException {
        postgres.execute("CREATE DATABASE " + database);
        return Map.of(
                "DATABASE_URL",
                postgres.url(database),
                "LOCATION_UPDATE_RATE_LIMIT",
                "0",
                "SOCKET_EVENTS_PER_SECOND",
                "1000");
    }

    private static void awaitMore(Traffic traffic) {
        int before = traffic.acked().size();
        await().atMost(LONG).until(() -> traffic.acked().size() >= before + ACKS_A_ROUND);
    }

    private static void finish(Traffic traffic) {
        awaitMore(traffic);
        traffic.stop();
        await().atMost(LONG).until(() -> traffic.pending() == 0);
    }

    private static void report(String what, String database, Traffic traffic) throws SQLException {
        Set<Traffic.Sent> missing = new HashSet<>(traffic.acked());
        int stored = 0;
        Set<Traffic.Sent> all = new HashSet<>();
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl(database));
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT driver_id, (extract(epoch FROM recorded_at) * 1000)::bigint FROM fleet.fix")) {
            while (rows.next()) {
                var row = new Traffic.Sent(rows.getObject(1, UUID.class), rows.getLong(2));
                missing.remove(row);
                all.add(row);
                stored++;
            }
        }
        System.out.printf(
                "%s killed %d times: acked %d, acked and missing %d, duplicates %d, refused or unanswered %d, stored %d%n",
                what, ROUNDS, traffic.acked().size(), missing.size(), stored - all.size(), traffic.refused(), stored);
        assertThat(missing).isEmpty();
        assertThat(all).hasSize(stored);
    }
}
