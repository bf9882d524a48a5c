package com.openride.fleet.application.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.application.contract.Samples;
import com.openride.fleet.application.fixture.TestClock;
import com.openride.fleet.application.inmemory.InMemorySessions;
import com.openride.fleet.application.port.in.CheckHealth.Health;
import com.openride.fleet.application.port.in.CheckHealth.Status;
import com.openride.fleet.application.port.out.HealthProbe.State;
import com.openride.fleet.domain.access.Role;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HealthCheckingTest {

    private final TestClock clock = new TestClock(Samples.NOON);
    private final InMemorySessions sessions = new InMemorySessions();
    private final Lifecycle lifecycle = new Lifecycle();
    private State database = State.CONNECTED;
    private State redis = State.EMBEDDED;
    private final HealthChecking health = new HealthChecking(() -> database, () -> redis, sessions, lifecycle, clock);

    @Test
    void all_is_well_when_every_part_is_there() {
        sessions.open(Samples.session(UUID.randomUUID(), Role.RIDER));
        clock.pass(Duration.ofSeconds(90));

        assertThat(health.health())
                .isEqualTo(new Health(Status.HEALTHY, "connected", "embedded", "active", 1, Duration.ofSeconds(90)));
    }

    @Test
    void a_part_that_is_away_is_degraded_and_no_more() {
        database = State.DISCONNECTED;
        assertThat(health.health().status()).isEqualTo(Status.DEGRADED);
        assertThat(health.health().database()).isEqualTo("disconnected");

        database = State.CONNECTED;
        redis = State.DISCONNECTED;
        assertThat(health.health().status()).isEqualTo(Status.DEGRADED);
        assertThat(health.ready()).as("drivers are still served").isTrue();
    }

    @Test
    void an_instance_that_is_going_away_says_so_and_wants_nobody_new() {
        assertThat(health.ready()).isTrue();

        lifecycle.drain();

        assertThat(health.ready()).isFalse();
        assertThat(health.health().websocket()).isEqualTo("draining");
        assertThat(health.health().status()).isEqualTo(Status.HEALTHY);
    }
}
