package com.openride.fleet.adapter.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.domain.access.Role;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class BusyTest {

    @Test
    void when_all_threads_wait_newcomers_and_calls_are_told_so_and_nothing_is_lost_for_good() {
        var held = new CountDownLatch(1);
        try (var server = new TestServer(config -> config.withWorkers(1, 1));
                var phone = server.rider(UUID.randomUUID());
                var late = new RawSocket(server.port())) {
            Client client = server.open();
            var other = new Lane(server.adapter.workers());
            assertThat(other.tryRun(() -> await(held))).isTrue();
            assertThat(new Lane(server.adapter.workers()).tryRun(() -> await(held)))
                    .isTrue();

            late.send("40{\"token\":\"" + server.token(UUID.randomUUID(), Role.RIDER) + "\"}");

            assertThat(late.take(packet -> packet.startsWith("44"))).contains("\"code\":\"SERVER_BUSY\"");
            late.awaitClosed();
            assertThat(phone.ask(1, "rider:unsubscribe", "")
                            .path("error")
                            .path("code")
                            .textValue())
                    .isEqualTo("OVERLOADED");
            assertThat(client.stage().isOpen()).isTrue();
            held.countDown();
            org.awaitility.Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .until(() ->
                            phone.ask(2, "rider:unsubscribe", "").path("ok").booleanValue());
        } finally {
            held.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
