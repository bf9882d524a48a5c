package com.openride.fleet.adapter.socketio;

import static org.awaitility.Awaitility.await;

import com.openride.fleet.application.fixture.FleetFixture;
import com.openride.fleet.application.fixture.TestMeasurements;
import com.openride.fleet.application.fixture.TestTrips;
import com.openride.fleet.domain.access.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A whole fleet in memory behind the port under test. */
final class TestServer implements AutoCloseable {

    final FleetFixture fleet;
    final TestTrips trips;
    final SocketIoAdapter adapter;

    TestServer() {
        this(config -> config);
    }

    TestServer(UnaryOperator<SocketIoConfig> changes) {
        this(Duration.ZERO, changes);
    }

    TestServer(Duration interval, UnaryOperator<SocketIoConfig> changes) {
        this(interval, changes, InstantSource.system());
    }

    TestServer(Duration interval, UnaryOperator<SocketIoConfig> changes, InstantSource clock) {
        fleet = new FleetFixture(interval);
        trips = new TestTrips(fleet);
        var config = SocketIoConfig.defaults(0).withHost("127.0.0.1");
        adapter = SocketIoAdapter.start(changes.apply(config), fleet.useCases(), clock, new TestMeasurements());
    }

    int port() {
        return adapter.port();
    }

    String token(UUID subject, Role... roles) {
        return fleet.tokens.of(subject, roles).text();
    }

    String token(UUID subject, Instant expiry, Role... roles) {
        return fleet.tokens.of(subject, expiry, roles).text();
    }

    /** Whether a poll of this session waits for an answer. */
    boolean parks(String sid) {
        Client client = adapter.clients().find(UUID.fromString(sid));
        return client != null && client.poll().isTaken();
    }

    /** A client that has been let in. */
    Client open() {
        return await().until(this::anyOpen, Objects::nonNull);
    }

    private @Nullable Client anyOpen() {
        return adapter.clients().all().stream()
                .filter(client -> client.stage().isOpen())
                .filter(client -> !client.isPolling())
                .findAny()
                .orElse(null);
    }

    RawSocket driver(UUID driver) {
        return RawSocket.in(port(), token(driver, Role.DRIVER));
    }

    RawSocket rider(UUID rider) {
        return RawSocket.in(port(), token(rider, Role.RIDER));
    }

    @Override
    public void close() {
        adapter.close();
        fleet.close();
    }
}
