package com.openride.fleet.adapter.postgis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
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
    void a_good_server_lacks_postgis_at_most() throws SQLException {
        List<String> findings = PostgisAdapter.examine(server.as("fleet", PostgresServer.PASSWORD, "postgres"));

        assertThat(findings).hasSize(server.hasPostgis() ? 0 : 1);
        assertThat(findings).allSatisfy(finding -> assertThat(finding).startsWith("PostGIS is not installed"));
    }

    @Test
    void a_user_without_rights_is_told_which() throws SQLException {
        server.execute("create role guest login password 'guest'");
        server.execute("revoke create on schema public from public");

        assertThat(PostgisAdapter.examine(server.as("guest", "guest", "postgres")))
                .contains("the user may not create tables; grant CREATE on the schema");
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
