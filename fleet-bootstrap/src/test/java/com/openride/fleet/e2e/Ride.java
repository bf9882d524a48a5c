package com.openride.fleet.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.bootstrap.client.Answer;
import com.openride.fleet.bootstrap.client.Backoff;
import com.openride.fleet.bootstrap.client.Json;
import com.openride.fleet.bootstrap.client.SocketClient;
import com.openride.fleet.bootstrap.client.SocketClients;
import com.openride.fleet.domain.access.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A car and a rider who follows it; both come back whenever they are cut, and the rider remembers what was told. */
final class Ride implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Backoff QUICK = new Backoff(Duration.ofMillis(100), Duration.ofMillis(500));

    final UUID driver = UUID.randomUUID();
    final UUID rider = UUID.randomUUID();
    final UUID trip = UUID.randomUUID();

    private final SocketClient car;
    private final SocketClient phone;
    private final List<Long> versions = new CopyOnWriteArrayList<>();
    private final AtomicLong known = new AtomicLong(1);
    private final AtomicReference<@Nullable Instant> returnedAt = new AtomicReference<>();
    private final AtomicLong slowestMillis = new AtomicLong();
    private final AtomicLong moves = new AtomicLong();

    /** Both let in, and nobody following yet. */
    Ride(SocketClients cars, SocketClients phones) {
        car = cars.client(() -> Operator.bearer(driver, Role.DRIVER), QUICK);
        phone = phones.client(() -> Operator.bearer(rider, Role.RIDER), QUICK)
                .on("trip:update", this::updated)
                .on("driver:location", this::moved)
                .onReturn(this::comeBack);
        open(car);
        open(phone);
    }

    /** Follows the trip, which must be planned. */
    void follow() {
        subscribe();
    }

    /** Sends where the car is now. */
    void drive() {
        if (car.isOpen()) {
            double north = 6.5 + System.nanoTime() % 1_000_000 / 1e8;
            car.emit(
                    "driver:location",
                    Json.object()
                            .put("latitude", north)
                            .put("longitude", 3.35)
                            .put(
                                    "timestamp",
                                    Instant.ofEpochMilli(System.currentTimeMillis())
                                            .toString()));
        }
    }

    /** The version of each step of which the rider was told, in the order of telling. */
    List<Long> versions() {
        return versions;
    }

    /** How many places the rider was shown. */
    long moves() {
        return moves.get();
    }

    /** The longest it has taken from being let in again to seeing where the car has been since then. */
    Duration slowestReturn() {
        return Duration.ofMillis(slowestMillis.get());
    }

    boolean isConnected() {
        return car.isOpen() && phone.isOpen();
    }

    @Override
    public void close() {
        car.close();
        phone.close();
    }

    private static void open(SocketClient client) {
        client.open().toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private void comeBack() {
        returnedAt.set(Instant.now());
        subscribe();
    }

    private void subscribe() {
        var request = Json.object().put("tripId", trip.toString()).put("lastVersion", known.get());
        phone.call("rider:subscribe", request, PATIENCE).whenComplete(this::subscribed);
    }

    private void subscribed(Answer answer, Throwable failure) {
        if (failure == null && answer.ok()) {
            answer.body().path("missed").forEach(this::stepped);
        } else if (phone.isOpen()) {
            CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS).execute(this::subscribe);
        }
    }

    private void updated(JsonNode update) {
        if (update.hasNonNull("previousStatus")) {
            stepped(update);
        }
    }

    private void stepped(JsonNode update) {
        long version = update.path("version").asLong();
        versions.add(version);
        known.accumulateAndGet(version, Math::max);
    }

    private void moved(JsonNode position) {
        moves.incrementAndGet();
        Instant since = returnedAt.get();
        if (since != null && position.hasNonNull("latitude") && isAfter(position, since)) {
            returnedAt.set(null);
            slowestMillis.accumulateAndGet(
                    Duration.between(since, Instant.now()).toMillis(), Math::max);
        }
    }

    private static boolean isAfter(JsonNode position, Instant since) {
        return Instant.parse(position.path("timestamp").asText()).isAfter(since);
    }
}
