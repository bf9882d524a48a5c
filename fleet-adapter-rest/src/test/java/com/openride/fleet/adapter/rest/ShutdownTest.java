package com.openride.fleet.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShutdownTest {

    private static final String FIX = "{\"latitude\":6.5,\"longitude\":3.4}";

    private final RestServer server = new RestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void what_runs_is_finished_before_the_door_closes() throws Exception {
        server.fleet.log.slowDown();
        CompletableFuture<Reply> report =
                server.postLater("/v1/drivers/" + server.driver + "/location", server.driverToken(), FIX);
        await().until(() -> server.fleet.live.find(server.driver).newest().isPresent());

        CompletableFuture<Void> closing =
                CompletableFuture.runAsync(server.adapter::close, task -> new Thread(task).start());
        CompletableFuture<Void> written = CompletableFuture.runAsync(
                server.fleet.log::catchUp, CompletableFuture.delayedExecutor(1300, TimeUnit.MILLISECONDS));

        assertThat(report.get(5, TimeUnit.SECONDS).status()).isEqualTo(200);
        written.get(5, TimeUnit.SECONDS);
        closing.get(5, TimeUnit.SECONDS);
    }

    @Test
    void closing_takes_two_seconds_at_most_whatever_hangs() throws Exception {
        server.fleet.log.slowDown();
        CompletableFuture<Reply> hanging =
                server.postLater("/v1/drivers/" + server.driver + "/location", server.driverToken(), FIX);
        await().until(() -> server.fleet.live.find(server.driver).newest().isPresent());

        long begun = System.nanoTime();
        server.adapter.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(2800));
        assertThat(hanging.handle((reply, failure) -> true).get(5, TimeUnit.SECONDS))
                .isTrue();
        assertThat(threads()).isEmpty();
    }

    @Test
    void closing_with_idle_connections_alone_is_quick() {
        server.getOpenly("/health").isOk();

        long begun = System.nanoTime();
        server.adapter.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(900));
    }

    @Test
    void closing_twice_is_harmless() {
        server.adapter.close();
        server.adapter.close();

        assertThat(threads()).isEmpty();
    }

    @Test
    void a_port_that_is_taken_leaves_nothing_running() {
        RestConfig taken = new RestConfig("127.0.0.1", server.port(), 0, "fleet-service", "1.2.3", "");
        Set<String> before = threads().collect(Collectors.toSet());

        assertThatThrownBy(() -> RestServer.start(taken, server.fleet.useCases(), InstantSource.system()))
                .isInstanceOf(RuntimeException.class);

        await().untilAsserted(() -> assertThat(threads()).allMatch(before::contains));
        server.getOpenly("/live").isOk();
    }

    private static Stream<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("fleet-rest"))
                // A thread that begins to accept gets a longer name.
                .map(name -> name.replaceFirst("-acceptor-.*", ""));
    }
}
