package com.openride.fleet.adapter.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.application.fixture.FleetFixture;
import com.openride.fleet.application.fixture.TestMeasurements;
import com.openride.fleet.domain.access.Role;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class LifecycleTest {

    @Test
    void a_port_that_is_taken_is_told_and_leaves_nothing_behind() {
        try (var server = new TestServer();
                var fleet = new FleetFixture(Duration.ZERO)) {
            long before = threads();
            var config = SocketIoConfig.defaults(server.port()).withHost("127.0.0.1");

            assertThatThrownBy(() -> SocketIoAdapter.start(
                            config, fleet.useCases(), InstantSource.system(), new TestMeasurements()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1:" + server.port());

            await().until(() -> threads() <= before);
        }
    }

    @Test
    void stopping_takes_two_seconds_at_most_and_the_port_is_free_at_once() {
        long before = threads();
        var server = new TestServer();
        int port = server.port();
        var sockets = new ArrayList<RawSocket>();
        for (int i = 0; i < 20; i++) {
            sockets.add(server.driver(UUID.randomUUID()));
        }
        String sid = Tcp.handshake(port);
        CompletableFuture<String> parked = Tcp.pollLater(port, sid);
        await().until(() -> server.parks(sid));

        long start = System.nanoTime();
        server.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(2500));
        sockets.forEach(RawSocket::awaitClosed);
        assertThat(parked).succeedsWithin(Duration.ofSeconds(10));
        assertThat(server.fleet.sessions.here()).isZero();
        await().until(() -> threads() <= before);
        try (var again = new TestServer(config ->
                new SocketIoConfig(config.host(), port, null, config.access(), config.timing(), config.limits()))) {
            assertThat(again.port()).isEqualTo(port);
        }
    }

    @Test
    void draining_spreads_the_goodbyes_and_finishes_what_was_asked() {
        try (var server = new TestServer()) {
            var sockets = new ArrayList<RawSocket>();
            for (int i = 0; i < 10; i++) {
                sockets.add(server.driver(UUID.randomUUID()));
            }
            server.fleet.log.slowDown();
            RawSocket first = sockets.get(0);
            sockets.forEach(socket -> socket.send("421[\"driver:location\",{\"latitude\":6.5,\"longitude\":3.3}]"));
            await().until(() -> server.adapter.clients().all().stream()
                    .allMatch(client -> client.calls().get() == 1));
            try (var late = new RawSocket(server.port())) {
                server.fleet.lifecycle.drain();
                late.send("40{\"token\":\"" + server.token(UUID.randomUUID(), Role.RIDER) + "\"}");
                assertThat(late.take(packet -> packet.startsWith("44"))).contains("SERVER_DRAINING");
                CompletableFuture<Void> drained = CompletableFuture.runAsync(
                        () -> server.adapter.drain(Duration.ofMillis(500)), task -> new Thread(task).start());
                assertThat(first.closed).isNotDone();
                server.fleet.log.catchUp();

                assertThat(drained).succeedsWithin(Duration.ofSeconds(4));
            }
            for (RawSocket socket : sockets) {
                assertThat(socket.answer(1).path("ok").booleanValue()).isTrue();
                socket.awaitClosed();
                assertThat(socket.received).noneMatch("41"::equals);
            }
        }
    }

    @Test
    void who_slipped_in_while_the_port_was_closing_is_told_that_the_instance_is_going_away() {
        try (var server = new TestServer();
                var late = new RawSocket(server.port())) {
            server.adapter.workers().close();

            late.send("40{\"token\":\"" + server.token(UUID.randomUUID(), Role.RIDER) + "\"}");

            assertThat(late.take(packet -> packet.startsWith("44"))).contains("\"code\":\"SERVER_DRAINING\"");
            late.awaitClosed();
        }
    }

    @Test
    void a_wrong_setting_is_refused_by_name() {
        var config = SocketIoConfig.defaults(0);

        assertThatThrownBy(() -> SocketIoConfig.defaults(70_000)).hasMessageContaining("port");
        for (String wrong : List.of("", "x", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "example.com", "::1/129")) {
            assertThatThrownBy(() -> config.withTrustedProxies(List.of(wrong)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'" + wrong + "'");
        }
        assertThatThrownBy(() -> config.withEventsPerSecond(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> config.withWorkers(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> config.withHeartbeat(Duration.ZERO, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("fleet-socketio")
                        || thread.getName().contains("pool-"))
                .filter(Thread::isAlive)
                .count();
    }
}
