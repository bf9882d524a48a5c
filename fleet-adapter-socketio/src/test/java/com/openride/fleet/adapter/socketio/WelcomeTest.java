package com.openride.fleet.adapter.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.domain.access.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Phones that have much to say as soon as they are in: apps send what they have kept while they had no connection. */
final class WelcomeTest {

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch held = new CountDownLatch(1);
    private final TestServer server = new TestServer(Duration.ZERO, config -> config, slow());

    @AfterEach
    void stop() {
        held.countDown();
        server.close();
    }

    @Test
    void nobody_hears_that_they_are_in_before_they_count_as_let_in() {
        UUID rider = UUID.randomUUID();
        try (var phone = new RawSocket(server.port())) {
            phone.send("40{\"token\":\"" + server.token(rider, Role.RIDER) + "\"}");
            await().until(() -> reached.getCount() == 0);
            Client client = server.adapter.clients().all().iterator().next();

            assertThat(client.stage().isOpen()).isFalse();
            assertThat(client.sendQueue().waiting()).isEqualTo(1);
            held.countDown();

            phone.take(packet -> packet.startsWith("40"));
            assertThat(client.stage().isOpen()).isTrue();
            phone.send("43777[1]");
            for (int i = 0; i < 40; i++) {
                phone.send("42" + i + "[\"rider:unsubscribe\",{\"kept\":\"" + "x".repeat(5000) + "\"}]");
            }
            assertThat(phone.answer(39).has("ok")).isTrue();
            assertThat(client.stage().isOpen()).isTrue();
        }
    }

    /** The time, of which whoever is let in is told, but only when the test lets them. */
    private InstantSource slow() {
        return () -> {
            if (Thread.currentThread().getName().startsWith("fleet-socketio-admission")) {
                reached.countDown();
                await().until(() -> held.getCount() == 0);
            }
            return Instant.now();
        };
    }
}
