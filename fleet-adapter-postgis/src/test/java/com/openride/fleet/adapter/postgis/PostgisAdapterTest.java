package com.openride.fleet.adapter.postgis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PostgisAdapterTest {

    private static PostgresServer server;

    @BeforeAll
    static void start() throws IOException {
        server = new PostgresServer();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void of_a_good_server_there_is_nothing_to_say() {
        assertThat(PostgisAdapter.examine(server.as("fleet", PostgresServer.PASSWORD, "postgres")))
                .isEmpty();
    }

    @Test
    void a_user_without_rights_is_told_which() throws SQLException {
        server.execute("create role guest login password 'guest'");

        assertThat(PostgisAdapter.examine(server.as("guest", "guest", "postgres")))
                .containsExactly(
                        "the database has no PostGIS and the user may not make it; as a superuser, run CREATE EXTENSION"
                                + " postgis in the database postgres",
                        "the user may not create tables; run GRANT CREATE ON DATABASE postgres TO its name, and if there is"
                                + " a schema fleet, make the user its owner");
    }

    @Test
    void a_wrong_password_is_told_from_a_server_that_is_away() {
        assertThat(PostgisAdapter.examine(server.as("fleet", "wrong", "postgres")))
                .containsExactly("the server refuses the login (28P01); check user and password in DATABASE_URL");
    }

    @Test
    void a_database_that_is_not_there_is_named() {
        assertThat(PostgisAdapter.examine(server.as("fleet", PostgresServer.PASSWORD, "openride")))
                .containsExactly("there is no database 'openride' (3D000); create it");
    }

    @Test
    void a_server_that_is_away_is_one_finding_and_no_exception() {
        assertThat(PostgisAdapter.examine(new PostgisConfig("127.0.0.1", 1, "openride", "fleet", "hidden", Map.of())))
                .singleElement()
                .asString()
                .startsWith("the server cannot be reached (08001)")
                .doesNotContain("hidden");
    }

    @Test
    @Timeout(20)
    void a_server_that_says_nothing_is_given_up_on() throws IOException {
        try (var mute = new ServerSocket(0)) {
            var config = new PostgisConfig("127.0.0.1", mute.getLocalPort(), "openride", "fleet", null, Map.of());
            long start = System.nanoTime();

            assertThat(PostgisAdapter.examine(config)).hasSize(1);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        }
    }
}
