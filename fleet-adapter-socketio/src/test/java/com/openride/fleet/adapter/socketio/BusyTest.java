package com.openride.fleet.adapter.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.domain.access.Role;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BusyTest {

    private final CountDownLatch held = new CountDownLatch(1);

    @AfterEach
    void letGo() {
        held.countDown();
    }

    @Test
    void when_all_threads_wait_calls_are_told_so_and_newcomers_get_in_and_nothing_is_lost_for_good() {
        try (var server = new TestServer(config -> config.withWorkers(1, 1));
                var phone = server.rider(UUID.randomUUID())) {
            Client client = server.open();
            Workers workers = server.adapter.workers();
            occupy(1, workers::tryRun);
            assertThat(workers.tryRun(this::hold)).isTrue();

            try (var late = server.rider(UUID.randomUUID())) {
                assertThat(late.closed).isNotDone();
            }

            assertThat(codeOf(phone.ask(1, "rider:unsubscribe", ""))).isEqualTo("OVERLOADED");
            assertThat(client.stage().isOpen()).isTrue();
            held.countDown();
            await().atMost(Duration.ofSeconds(5))
                    .until(() ->
                            phone.ask(2, "rider:unsubscribe", "").path("ok").booleanValue());
        }
    }

    @Test
    void when_too_many_come_those_beyond_are_told_so_the_others_wait_and_who_is_in_goes_on() {
        try (var server = new TestServer(config -> config.withNewcomers(1));
                var phone = server.rider(UUID.randomUUID());
                var next = new RawSocket(server.port());
                var late = new RawSocket(server.port())) {
            Workers workers = server.adapter.workers();
            occupy(Workers.ADMITTING, workers::tryAdmit);
            next.send(connect(server));
            await().until(() -> workers.arriving() == 1);

            late.send(connect(server));

            assertThat(late.take(packet -> packet.startsWith("44"))).contains("\"code\":\"SERVER_BUSY\"");
            late.awaitClosed();
            assertThat(phone.ask(1, "rider:unsubscribe", "").path("ok").booleanValue())
                    .isTrue();
            assertThat(next.closed).isNotDone();
            held.countDown();
            next.take(packet -> packet.startsWith("40"));
        }
    }

    @Test
    void who_has_waited_too_long_to_get_in_is_told_so() {
        Duration interval = Duration.ofMillis(300);
        Duration patience = Duration.ofSeconds(3);
        try (var server = new TestServer(config -> config.withHeartbeat(interval, patience));
                var waiting = new RawSocket(server.port())) {
            Workers workers = server.adapter.workers();
            occupy(Workers.ADMITTING, workers::tryAdmit);
            waiting.send(connect(server));
            await().until(() -> workers.arriving() == 1);

            for (int heard = 0; heard < 12; heard++) {
                waiting.take("2"::equals);
                waiting.send("3");
            }
            held.countDown();

            assertThat(waiting.take(packet -> packet.startsWith("4"))).contains("\"code\":\"SERVER_BUSY\"");
        }
    }

    @Test
    void who_has_left_while_waiting_is_not_let_in() {
        try (var server = new TestServer()) {
            Workers workers = server.adapter.workers();
            occupy(Workers.ADMITTING, workers::tryAdmit);
            try (var impatient = new RawSocket(server.port())) {
                impatient.send(connect(server));
                await().until(() -> workers.arriving() == 1);
            }
            await().until(() -> server.adapter.clients().count() == 0);

            held.countDown();

            await().until(() -> workers.arriving() == 0);
            assertThat(server.fleet.sessions.here()).isZero();
        }
    }

    private String connect(TestServer server) {
        return "40{\"token\":\"" + server.token(UUID.randomUUID(), Role.RIDER) + "\"}";
    }

    private static String codeOf(JsonNode answer) {
        return answer.path("error").path("code").textValue();
    }

    /** Has that many threads do nothing until they are let go. */
    private void occupy(int threads, Predicate<Runnable> pool) {
        var busy = new CountDownLatch(threads);
        for (int i = 0; i < threads; i++) {
            await().until(() -> pool.test(() -> {
                busy.countDown();
                hold();
            }));
        }
        hold(busy);
    }

    private void hold() {
        hold(held);
    }

    private static void hold(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
