package com.openride.fleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessIT {

    private static final Duration SOON = Duration.ofSeconds(5);

    /** For what is no matter of speed: a busy machine takes long to start a process. */
    private static final Duration WHENEVER = Duration.ofSeconds(60);

    @Test
    void being_told_to_stop_is_no_failure_and_takes_no_longer_than_five_seconds() {
        try (var fleet = FleetProcess.serve(Map.of())) {
            fleet.terminate();

            assertThat(fleet.exitWithin(SOON)).isZero();
        }
    }

    @Test
    void a_port_that_is_taken_ends_the_start_with_one_line() {
        try (var fleet = FleetProcess.serve(Map.of());
                var second = FleetProcess.start(fleet.port(), Map.of("JWT_SECRET_KEY", FleetProcess.SECRET), "serve")) {
            assertThat(second.exitWithin(WHENEVER)).isEqualTo(1);
            assertThat(second.errors().strip().lines())
                    .last()
                    .asString()
                    .startsWith("cannot listen on 0.0.0.0:" + fleet.port());
        }
    }

    @Test
    void the_port_can_be_had_again_at_once() throws IOException {
        int port;
        try (var fleet = FleetProcess.serve(Map.of());
                var open = new Socket(InetAddress.getLoopbackAddress(), fleet.port())) {
            port = fleet.port();
            open.getOutputStream().write("GET /live HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(open.getInputStream().read()).isPositive();
            fleet.terminate();
            assertThat(fleet.exitWithin(SOON)).isZero();
        }
        try (var again = FleetProcess.start(port, Map.of("JWT_SECRET_KEY", FleetProcess.SECRET), "serve")) {
            await().atMost(WHENEVER).until(() -> again.output().contains("listens on"));
        }
    }

    @Test
    void tokens_are_shown_only_when_the_secret_was_made_at_start() {
        try (var own = FleetProcess.start(FleetProcess.freePort(), Map.of(), "serve");
                var given = FleetProcess.serve(Map.of())) {
            await().atMost(WHENEVER).until(() -> own.output().contains("operator"));
            assertThat(own.output()).contains("driver    ey", "rider     ey", "operator  ey", "curl ", "npx ");
            assertThat(own.errors()).doesNotContain("ey");
            assertThat(given.output()).contains("listens on").doesNotContain("ey");
        }
    }

    @Test
    void what_cannot_be_used_is_told_all_at_once_and_without_secrets() {
        var wrong = Map.of(
                "JWT_SECRET_KEY", "short-secret",
                "LOCATION_UPDATE_RATE_LIMIT", "often",
                "DATABASE_URL", "mysql://fleet:hidden@db/fleet");
        try (var fleet = FleetProcess.start(FleetProcess.freePort(), wrong, "serve")) {
            assertThat(fleet.exitWithin(WHENEVER)).isEqualTo(1);
            assertThat(fleet.errors())
                    .contains("JWT_SECRET_KEY: must be at least 32 bytes")
                    .contains("LOCATION_UPDATE_RATE_LIMIT: 'often' is not allowed, must be seconds")
                    .contains("DATABASE_URL: must be postgresql://")
                    .doesNotContain("short-secret", "hidden", "\tat ");
        }
    }

    @Test
    void the_token_command_prints_the_token_alone() {
        try (var fleet = FleetProcess.start(
                0, Map.of("JWT_SECRET_KEY", FleetProcess.SECRET), "token", "--role", "driver", "--ttl", "60")) {
            assertThat(fleet.exitWithin(WHENEVER)).isZero();
            assertThat(fleet.output().strip()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
        }
    }

    @Test
    void the_doctor_finds_a_taken_port_and_says_what_to_do() {
        try (var fleet = FleetProcess.serve(Map.of());
                var doctor = FleetProcess.start(fleet.port(), Map.of(), "doctor")) {
            assertThat(doctor.exitWithin(WHENEVER)).isEqualTo(1);
            assertThat(doctor.output()).contains("FAIL  port: " + fleet.port() + " cannot be had; stop what uses it");
        }
    }

    @Test
    void a_wrong_command_line_is_status_two() {
        try (var fleet = FleetProcess.start(0, Map.of(), "fly")) {
            assertThat(fleet.exitWithin(WHENEVER)).isEqualTo(2);
        }
    }
}
