package com.openride.fleet.bootstrap.simulate;

import com.openride.fleet.bootstrap.client.Failures;
import com.openride.fleet.bootstrap.client.Json;
import com.openride.fleet.bootstrap.client.SocketClient;
import com.openride.fleet.bootstrap.simulate.Tally.Count;
import com.openride.fleet.domain.access.Role;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A driver with riders, who drives one trip after another and reports at the interval that the service tells. */
final class SimulatedDriver {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final double UNLIMITED_SECONDS = 5;
    private static final double SHORTEST_SECONDS = 0.1;
    private static final double JITTER_SHARE = 0.03;

    private final UUID id;
    private final Surroundings around;
    private final RandomGenerator chance;
    private final Deliveries deliveries;
    private final List<SimulatedRider> riders;
    private final SocketClient socket;
    private final Phone phone;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile @Nullable Run run;
    private volatile boolean stopping;
    private volatile boolean closed;
    private volatile double intervalSeconds = UNLIMITED_SECONDS;
    private Hub at;

    SimulatedDriver(int riderCount, RandomGenerator chance, Surroundings around) {
        this.id = randomId(chance);
        this.around = around;
        this.chance = chance;
        this.deliveries = new Deliveries(around.tally());
        this.riders = Stream.generate(() -> new SimulatedRider(randomId(chance), id, deliveries, around))
                .limit(riderCount)
                .toList();
        this.at = Hub.any(chance);
        this.socket = around.sockets().client(() -> around.server().token(Role.DRIVER, id));
        this.phone = new Phone(socket, new GpsNoise(chance, 4), deliveries, around);
        socket.on(
                "connected",
                told -> intervalSeconds =
                        interval(told.path("locationIntervalSeconds").asDouble(UNLIMITED_SECONDS)));
    }

    /** Connects the driver and the riders. */
    CompletionStage<?> arrive() {
        CompletableFuture<?>[] arrivals =
                riders.stream().map(rider -> rider.open().toCompletableFuture()).toArray(CompletableFuture[]::new);
        return socket.open()
                .thenAccept(in -> around.tally().add(Count.CONNECTED))
                .thenCompose(in -> CompletableFuture.allOf(arrivals))
                .thenCompose(in -> socket.call("driver:online", Json.object().put("available", true), PATIENCE));
    }

    /** Starts the first trip, somewhere on its way, and begins to report. */
    CompletionStage<?> depart() {
        return nextTrip(chance.nextDouble())
                .thenAccept(begun -> schedule(System.nanoTime() + nanos(chance.nextDouble(intervalSeconds))));
    }

    /** Reports no more; what is under way ends. */
    void stop() {
        stopping = true;
    }

    /** Whether nothing is under way. */
    boolean isIdle() {
        return !busy.get();
    }

    /** Cancels the trip that is still under way, so that a service elsewhere is left tidy. */
    CompletionStage<?> abandon() {
        Run now = run;
        return now == null ? CompletableFuture.completedFuture(null) : now.cancel();
    }

    void close() {
        // What is cut off by leaving has not failed.
        closed = true;
        socket.close();
        riders.forEach(rider -> rider.socket().close());
    }

    /** Counts what should have happened by now. */
    void settle(long nanos) {
        deliveries.settle(nanos);
        riders.forEach(rider -> rider.settle(nanos));
    }

    /** Counts what has not happened: the run is over. */
    void conclude() {
        long gone = Stream.concat(Stream.of(socket), riders.stream().map(SimulatedRider::socket))
                .filter(client -> client.hasBeenOpen() && !client.isOpen())
                .count();
        around.tally().add(Count.CONNECTIONS_LOST, gone);
        deliveries.conclude();
        riders.forEach(SimulatedRider::conclude);
    }

    /** Whether every rider has seen every position and heard of every step, or nothing more can come. */
    boolean isSettled() {
        return (deliveries.isSettled() || !socket.isOpen()) && riders.stream().allMatch(SimulatedRider::isSettled);
    }

    /** On a fixed grid with a little jitter, as a phone's timer, so that the long-run rate is the interval's. */
    private void schedule(long due) {
        if (stopping) {
            return;
        }
        double jitter = JITTER_SHARE * intervalSeconds * (chance.nextDouble() * 2 - 1);
        long delay = Math.max(0, due - System.nanoTime() + nanos(jitter));
        around.timer()
                .schedule(
                        () -> {
                            turn();
                            schedule(due + nanos(intervalSeconds));
                        },
                        delay,
                        TimeUnit.NANOSECONDS);
    }

    private void turn() {
        Run now = run;
        if (stopping || now == null || !busy.compareAndSet(false, true)) {
            return;
        }
        Journey.Moment moment = now.moment();
        now.reach(moment.status()).thenCompose(reached -> act(now, moment)).whenComplete((done, failure) -> {
            if (failure != null && !closed) {
                around.tally().add(Count.REQUESTS_FAILED, Failures.words(failure));
            }
            busy.set(false);
        });
    }

    private CompletionStage<?> act(Run now, Journey.Moment moment) {
        return now.isOver() ? nextTrip(0) : phone.report(moment, watching());
    }

    private CompletionStage<?> nextTrip(double headStart) {
        Hub to = Stream.generate(() -> Hub.any(chance))
                .filter(hub -> hub != at)
                .findFirst()
                .orElseThrow();
        Route route = Route.between(at, to, chance);
        at = to;
        var next = new Run(randomId(chance), id, riders, route, new Journey(route, chance), around);
        return next.begin(headStart).thenAccept(begun -> run = next);
    }

    private List<UUID> watching() {
        return riders.stream()
                .filter(SimulatedRider::seesCar)
                .map(SimulatedRider::id)
                .toList();
    }

    /** The service's interval; where it sets none, the usual one shortened by the speed. */
    private double interval(double told) {
        return told > 0 ? told : Math.max(SHORTEST_SECONDS, UNLIMITED_SECONDS / around.speed());
    }

    private static long nanos(double seconds) {
        return Math.round(seconds * 1e9);
    }

    private static UUID randomId(RandomGenerator chance) {
        return new UUID((chance.nextLong() & ~0xf000L) | 0x4000L, (chance.nextLong() & ~(3L << 62)) | (2L << 62));
    }
}
