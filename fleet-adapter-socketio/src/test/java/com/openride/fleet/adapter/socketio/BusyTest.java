package com.openride.fleet.adapter.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
            var busy = new CountDownLatch(1);
            Workers workers = server.adapter.workers();
            await().until(() -> workers.tryRun(() -> {
                busy.countDown();
                hold(held);
            }));
            hold(busy);
            assertThat(workers.tryRun(() -> hold(held))).isTrue();

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
            await().atMost(Duration.ofSeconds(5))
                    .until(() ->
                            phone.ask(2, "rider:unsubscribe", "").path("ok").booleanValue());
        } finally {
            held.countDown();
        }
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
