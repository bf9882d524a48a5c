package com.openride.fleet.bootstrap.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openride.fleet.bootstrap.client.Failures;
import com.openride.fleet.bootstrap.client.Json;
import com.openride.fleet.bootstrap.client.RestClient;
import com.openride.fleet.bootstrap.client.SocketClient;
import com.openride.fleet.bootstrap.load.LoadTally.Count;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A driver, their trip, and everybody who follows it. Safe for use by many threads. */
final class Group {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final UUID trip = UUID.randomUUID();
    private final UUID rider;
    private final Sender sender;
    private final Timetable timetable;
    private final LoadTally tally;
    private final List<Watcher> watchers;
    private final AtomicLong connected = new AtomicLong();
    private volatile boolean ready;

    /** One who follows, and what they have seen. */
    record Watcher(SocketClient socket, Sightings sightings) {}

    /**
     * A group that is still to come.
     *
     * @param rider for whom the trip is planned; the first of the watchers
     */
    Group(Sender sender, UUID rider, List<SocketClient> watchers, Timetable timetable, LoadTally tally) {
        this.sender = sender;
        this.rider = rider;
        this.timetable = timetable;
        this.tally = tally;
        this.watchers = watchers.stream().map(this::watching).toList();
    }

    private Watcher watching(SocketClient socket) {
        var sightings = new Sightings(tally);
        socket.on("driver:location", told -> saw(sightings, told.path("timestamp")));
        return new Watcher(socket, sightings);
    }

    private void saw(Sightings sightings, JsonNode time) {
        long timestamp =
                time.isNumber() ? time.asLong() : Instant.parse(time.asText()).toEpochMilli();
        int turn = timetable.turn(sender.number(), timestamp);
        if (turn >= 0 && sightings.saw(turn) && timetable.isTimed(sender.number(), turn)) {
            tally.delivered(timetable.sinceDue(sender.number(), turn));
        }
    }

    Sender sender() {
        return sender;
    }

    /** Whether everybody is connected and follows. */
    boolean isReady() {
        return ready;
    }

    /** Connects one of the group; the place 0 is the driver's. Completes when in or failed, which is counted. */
    CompletionStage<Boolean> connect(int place) {
        SocketClient socket =
                place == 0 ? sender.socket() : watchers.get(place - 1).socket();
        return socket.open()
                .toCompletableFuture()
                .copy()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .handle((in, failure) -> {
                    if (failure == null) {
                        tally.add(Count.CONNECTED, 1);
                        connected.incrementAndGet();
                    } else {
                        tally.add(Count.NOT_CONNECTED, Failures.words(failure));
                    }
                    return failure == null;
                });
    }

    /** Plans the trip, lets it begin and everybody follow; completes when done or failed, which is counted. */
    CompletionStage<Boolean> depart(@Nullable RestClient rest) {
        if (open() <= watchers.size()) {
            return CompletableFuture.completedStage(false);
        }
        CompletionStage<?> under = rest == null ? CompletableFuture.completedStage(null) : begin(rest);
        return under.thenCompose(begun -> follow()).handle((done, failure) -> {
            ready = failure == null;
            if (failure != null) {
                tally.add(Count.NOT_CONNECTED, Failures.words(failure));
            }
            return ready;
        });
    }

    /** Calls the trip off, so that a server elsewhere is left tidy; completes in any case. */
    CompletionStage<Boolean> abandon(RestClient rest) {
        return rest.step(trip, Json.object().put("status", "CANCELLED")).handle((answer, failure) -> failure == null);
    }

    /** Notes who has gone before the end, and what was acked and not seen. */
    void conclude() {
        tally.add(Count.DISCONNECTED, connected.get() - open());
        BitSet acked = sender.acked();
        watchers.forEach(watcher -> watcher.sightings().conclude(acked));
    }

    private long open() {
        return Stream.concat(Stream.of(sender.socket()), watchers.stream().map(Watcher::socket))
                .filter(SocketClient::isOpen)
                .count();
    }

    boolean isUpToDate() {
        BitSet acked = sender.acked();
        return watchers.stream().allMatch(watcher -> watcher.sightings().isUpToDate(acked));
    }

    void close() {
        sender.socket().close();
        watchers.forEach(watcher -> watcher.socket().close());
    }

    private CompletionStage<?> begin(RestClient rest) {
        ObjectNode plan = Json.object()
                .put("tripId", trip.toString())
                .put("driverId", sender.id().toString())
                .put("riderId", rider.toString());
        plan.set("pickup", sender.place(60));
        plan.set("dropoff", sender.place(250));
        return rest.register(plan)
                .thenCompose(planned -> {
                    require(planned.ok(), planned.problem());
                    return rest.step(trip, Json.object().put("status", "EN_ROUTE"));
                })
                .thenAccept(begun -> require(begun.ok(), begun.problem()));
    }

    private CompletionStage<?> follow() {
        JsonNode ids = Json.object().put("driverId", sender.id().toString()).put("tripId", trip.toString());
        return CompletableFuture.allOf(watchers.stream()
                .map(watcher -> watcher.socket()
                        .call("rider:subscribe", ids, PATIENCE)
                        .thenAccept(answer -> require(answer.ok(), answer.code()))
                        .toCompletableFuture())
                .toArray(CompletableFuture[]::new));
    }

    private static void require(boolean condition, String words) {
        if (!condition) {
            throw new IllegalStateException(words);
        }
    }
}
