package com.openride.fleet.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.application.port.in.CheckHealth;
import com.openride.fleet.application.port.in.CheckHealth.Health;
import com.openride.fleet.application.port.in.CheckHealth.Status;
import com.openride.fleet.application.port.in.UseCases;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SystemEndpointsTest {

    private final RestServer server = new RestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void health_begins_with_the_five_keys_that_monitors_know() {
        Reply reply = server.getOpenly("/health").isOk();

        // background 41
        assertThat(reply.names()).startsWith("status", "database", "redis", "websocket", "connections");
        assertThat(reply.json().path("status").asText()).isEqualTo("healthy");
        assertThat(reply.json().path("database").asText()).isEqualTo("embedded");
        assertThat(reply.json().path("redis").asText()).isEqualTo("embedded");
        assertThat(reply.json().path("websocket").asText()).isEqualTo("active");
        assertThat(reply.json().path("connections").isInt()).isTrue();
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void a_degraded_service_still_serves_and_an_unhealthy_one_says_so() {
        // background 41
        try (RestAdapter degraded = withHealth(Status.DEGRADED);
                RestAdapter unhealthy = withHealth(Status.UNHEALTHY)) {
            Reply one = ask(degraded);
            Reply other = ask(unhealthy);

            assertThat(one.status()).isEqualTo(200);
            assertThat(one.json().path("status").asText()).isEqualTo("degraded");
            assertThat(one.json().path("database").asText()).isEqualTo("disconnected");
            assertThat(other.status()).isEqualTo(503);
            assertThat(other.json().path("status").asText()).isEqualTo("unhealthy");
        }
    }

    @Test
    void health_tells_nothing_of_the_machine() {
        String text = server.getOpenly("/health").text();

        // AZ-20
        assertThat(text).doesNotContain("127.0.0.1", "localhost", "Exception", "java");
    }

    @Test
    void a_draining_service_lives_and_is_not_ready() {
        server.getOpenly("/ready").isOk();

        server.fleet.lifecycle.drain();

        Reply ready = server.getOpenly("/ready");
        assertThat(ready.status()).isEqualTo(503);
        assertThat(ready.json().path("status").asText()).isEqualTo("draining");
        assertThat(server.getOpenly("/health").isOk().json().path("websocket").asText())
                .isEqualTo("draining");
        server.getOpenly("/live").isOk();
    }

    @Test
    void the_root_says_what_this_is_and_where_to_go() {
        Reply reply = server.getOpenly("/").isOk();

        assertThat(reply.json().path("service").asText()).isEqualTo("fleet-service");
        assertThat(reply.json().path("version").asText()).isEqualTo("1.2.3");
        assertThat(server.getOpenly(reply.json().path("docs").asText()).status())
                .isEqualTo(200);
        assertThat(server.getOpenly(reply.json().path("openapi").asText()).status())
                .isEqualTo(200);
        assertThat(server.getOpenly(reply.json().path("health").asText()).status())
                .isEqualTo(200);
    }

    private RestAdapter withHealth(Status status) {
        CheckHealth check = new CheckHealth() {
            @Override
            public Health health() {
                return new Health(status, "disconnected", "disconnected", "active", 3, Duration.ofSeconds(5));
            }

            @Override
            public boolean ready() {
                return true;
            }
        };
        UseCases all = server.fleet.useCases();
        var other = new UseCases(
                all.sessions(),
                all.locations(),
                all.availability(),
                all.following(),
                all.registration(),
                all.progress(),
                all.trips(),
                all.drivers(),
                all.nearby(),
                all.alerts(),
                all.help(),
                all.watching(),
                all.sharing(),
                all.audit(),
                check);
        return RestServer.start(RestConfig.onLoopback("1.2.3"), other, InstantSource.system());
    }

    private Reply ask(RestAdapter adapter) {
        return server.send(java.net.http.HttpRequest.newBuilder(
                java.net.URI.create("http://127.0.0.1:" + adapter.address().getPort() + "/health")));
    }
}
