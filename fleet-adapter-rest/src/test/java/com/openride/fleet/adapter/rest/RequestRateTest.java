package com.openride.fleet.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.application.fixture.TestClock;
import com.openride.fleet.domain.access.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestRateTest {

    private final TestClock clock = new TestClock(Instant.parse("2026-03-01T08:00:00Z"));
    private final RestServer server = new RestServer(clock, Duration.ZERO, 6);
    private final String path = "/v1/trips/rider/" + server.rider;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_minutes_worth_passes_and_then_the_caller_is_told_to_wait() {
        IntStream.range(0, 6).forEach(each -> ask().isOk());

        Reply refused = ask();

        // LIM-05, background 42
        refused.isProblem(429, "RATE_LIMIT_EXCEEDED");
        assertThat(refused.json().path("type").asText())
                .isEqualTo("https://iana.org/assignments/http-problem-types#quota-exceeded");
        assertThat(refused.header("Retry-After")).isEqualTo("10");
        assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"subject\";q=6;w=60");
        assertThat(refused.header("RateLimit")).isEqualTo("\"subject\";r=0;t=10");
        clock.pass(Duration.ofSeconds(10));
        ask().isOk();
        ask().isProblem(429, "RATE_LIMIT_EXCEEDED");
    }

    @Test
    void being_refused_does_not_push_the_next_admission_back() {
        IntStream.range(0, 20).forEach(each -> ask());

        clock.pass(Duration.ofSeconds(10));

        ask().isOk();
    }

    @Test
    void one_caller_does_not_use_up_anothers_share() {
        IntStream.range(0, 7).forEach(each -> ask());

        server.get("/v1/trips/driver/" + server.driver, server.driverToken()).isOk();
    }

    @Test
    void services_and_the_open_endpoints_have_no_limit() {
        String service = server.serviceToken();

        for (int i = 0; i < 20; i++) {
            server.get(path, service).isOk();
            server.getOpenly("/health").isOk();
        }
    }

    @Test
    void a_new_token_of_the_same_caller_changes_nothing() {
        IntStream.range(0, 7).forEach(each -> ask());

        server.get(path, server.token(server.rider.value(), Role.RIDER, Role.DRIVER))
                .isProblem(429, "RATE_LIMIT_EXCEEDED");
    }

    @Test
    void many_callers_at_once_are_neither_slow_nor_remembered_for_ever() {
        var rate = new RequestRate(120, clock);

        long begun = System.nanoTime();
        IntStream.range(0, 40_000).forEach(each -> rate.take(new UUID(1, each)));
        Duration taken = Duration.ofNanos(System.nanoTime() - begun);

        assertThat(taken).isLessThan(Duration.ofSeconds(2));
        assertThat(rate.remembered()).isEqualTo(40_000);
        clock.pass(Duration.ofMinutes(2));
        rate.take(new UUID(2, 0));
        assertThat(rate.remembered()).isEqualTo(1);
    }

    private Reply ask() {
        return server.get(path, server.riderToken());
    }
}
