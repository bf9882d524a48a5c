package com.openride.fleet.adapter.rest;

import com.openride.fleet.application.fixture.FleetFixture;
import com.openride.fleet.application.fixture.TestMeasurements;
import com.openride.fleet.application.fixture.TestTrips;
import com.openride.fleet.application.port.in.UseCases;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.rider.RiderId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** The whole adapter, really listening, before a fleet in memory. */
final class RestServer implements AutoCloseable {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private static final int WAIT_MILLISECONDS = 10_000;

    final FleetFixture fleet;
    final TestTrips trips;
    final RestAdapter adapter;
    final DriverId driver = new DriverId(UUID.randomUUID());
    final RiderId rider = new RiderId(UUID.randomUUID());

    /** Without any limit, by the system's clock. */
    RestServer() {
        this(InstantSource.system(), Duration.ZERO, 0);
    }

    RestServer(InstantSource clock, Duration locationInterval, int requestsPerMinute) {
        fleet = new FleetFixture(clock, locationInterval);
        trips = new TestTrips(fleet);
        RestConfig config = RestConfig.onLoopback("1.2.3").with(requestsPerMinute, "fleet-service");
        adapter = start(config, fleet.useCases(), clock);
    }

    /** The adapter on other use cases, measured by nobody. */
    static RestAdapter start(RestConfig config, UseCases useCases, InstantSource clock) {
        return RestAdapter.start(config, useCases, clock, new TestMeasurements(), () -> "");
    }

    @Override
    public void close() {
        adapter.close();
        fleet.close();
    }

    String token(UUID subject, Role... roles) {
        return fleet.tokens.of(subject, roles).text();
    }

    String driverToken() {
        return token(driver.value(), Role.DRIVER);
    }

    String riderToken() {
        return token(rider.value(), Role.RIDER);
    }

    String serviceToken() {
        return token(UUID.randomUUID(), Role.SERVICE);
    }

    String adminToken() {
        return token(UUID.randomUUID(), Role.ADMIN);
    }

    Reply get(String path, String token, String... headers) {
        return send(request(path, token, headers).GET());
    }

    Reply getOpenly(String path, String... headers) {
        return send(request(path, "", headers).GET());
    }

    Reply post(String path, String token, String body, String... headers) {
        return send(withJson("POST", path, token, body, headers));
    }

    Reply patch(String path, String token, String body, String... headers) {
        return send(withJson("PATCH", path, token, body, headers));
    }

    CompletableFuture<Reply> postLater(String path, String token, String body, String... headers) {
        return CLIENT.sendAsync(
                        withJson("POST", path, token, body, headers).build(),
                        BodyHandlers.ofString(StandardCharsets.UTF_8))
                .thenApply(Reply::of);
    }

    Reply send(HttpRequest.Builder request) {
        try {
            return Reply.of(CLIENT.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new IllegalStateException("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    HttpRequest.Builder request(String path, String token, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(20));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    /** What comes back, until the connection is closed, for bytes that no decent client would send. */
    String raw(String text) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(WAIT_MILLISECONDS);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("no answer", e);
        }
    }

    int port() {
        return adapter.address().getPort();
    }

    private HttpRequest.Builder withJson(String method, String path, String token, String body, String... headers) {
        return request(path, token, headers)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body));
    }
}
