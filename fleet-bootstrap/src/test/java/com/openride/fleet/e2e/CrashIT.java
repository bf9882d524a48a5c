package com.openride.fleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.adapter.postgis.PostgresServer;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
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
            traffic.compare("service killed " + ROUNDS + " times", postgres, "service_killed");
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
            traffic.compare("PostgreSQL killed " + ROUNDS + " times", postgres, "postgresql_killed");
        }
    }

    private static Map<String, String> variables(String database) throws SQLException {
        postgres.create(database);
        return Traffic.unlimited(postgres.url(database));
    }

    private static void awaitMore(Traffic traffic) {
        int before = traffic.acked().size();
        await().atMost(LONG).until(() -> traffic.acked().size() >= before + ACKS_A_ROUND);
    }

    private static void finish(Traffic traffic) {
        awaitMore(traffic);
        traffic.finish();
    }
}
