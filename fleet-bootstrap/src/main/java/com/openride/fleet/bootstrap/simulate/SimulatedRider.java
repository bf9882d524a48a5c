package com.openride.fleet.bootstrap.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.bootstrap.client.Answer;
import com.openride.fleet.bootstrap.client.Json;
import com.openride.fleet.bootstrap.client.SocketClient;
import com.openride.fleet.bootstrap.simulate.Tally.Count;
import com.openride.fleet.domain.access.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A rider who keeps the app open and watches one driver's car, trip after trip. */
final class SimulatedRider {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final UUID id;
    private final UUID driver;
    private final Deliveries deliveries;
    private final Tally tally;
    private final SocketClient socket;
    private volatile @Nullable TripWatch watch;

    SimulatedRider(UUID id, UUID driver, Deliveries deliveries, Surroundings around) {
        this.id = id;
        this.driver = driver;
        this.deliveries = deliveries;
        this.tally = around.tally();
        this.socket = around.sockets()
                .client(() -> around.server().token(Role.RIDER, id))
                .on("driver:location", this::saw)
                .on("trip:update", this::heard);
    }

    UUID id() {
        return id;
    }

    SocketClient socket() {
        return socket;
    }

    CompletionStage<?> open() {
        return socket.open().thenAccept(in -> tally.add(Count.CONNECTED));
    }

    /** Subscribes; completes once the service has said yes. */
    CompletionStage<?> follow(UUID trip) {
        JsonNode ids = Json.object().put("driverId", driver.toString()).put("tripId", trip.toString());
        return socket.call("rider:subscribe", ids, PATIENCE).thenAccept(answer -> subscribed(trip, answer));
    }

    boolean seesCar() {
        TripWatch now = watch;
        return now != null && now.isUnderWay() && socket.isOpen();
    }

    /** Notes that the trip has this version now. */
    void expect(long version, boolean over) {
        TripWatch now = watch;
        if (now != null) {
            now.expect(version, System.nanoTime());
        }
        if (over) {
            deliveries.ended(id, System.nanoTime());
        }
    }

    void settle(long nanos) {
        TripWatch now = watch;
        if (now != null) {
            now.settle(nanos);
        }
    }

    void conclude() {
        TripWatch now = watch;
        if (now != null) {
            now.conclude();
        }
    }

    boolean isSettled() {
        TripWatch now = watch;
        return now == null || now.isSettled() || !socket.isOpen();
    }

    private void subscribed(UUID trip, Answer answer) {
        if (answer.ok()) {
            watch = new TripWatch(trip, answer.body().path("trip"), tally);
        } else {
            tally.add(Count.REQUESTS_FAILED, "rider:subscribe " + answer.reason());
        }
    }

    private void heard(JsonNode update) {
        TripWatch now = watch;
        if (now != null) {
            now.heard(update);
        }
    }

    private void saw(JsonNode position) {
        long timestamp = Instant.parse(position.path("timestamp").asText()).toEpochMilli();
        deliveries.received(id, timestamp, System.nanoTime());
    }
}
