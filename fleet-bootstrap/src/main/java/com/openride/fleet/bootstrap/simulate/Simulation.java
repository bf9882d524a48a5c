package com.openride.fleet.bootstrap.simulate;

import com.openride.fleet.bootstrap.client.Failures;
import com.openride.fleet.bootstrap.client.FleetUnderTest;
import com.openride.fleet.bootstrap.client.RestClient;
import com.openride.fleet.bootstrap.client.SocketClients;
import com.openride.fleet.bootstrap.simulate.Tally.Count;
import com.openride.fleet.domain.access.Role;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A whole simulated fleet: starts in a few seconds, stops in less than three. */
final class Simulation implements AutoCloseable {

    private static final int THREADS = 2;
    private static final long START_MILLISECONDS = 3000;
    private static final long ARRIVAL_SECONDS = 15;
    /** For all that is under way together, since a person waits. */
    private static final Duration LAST_ARRIVALS = Duration.ofSeconds(3);

    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(THREADS, work -> {
        var thread = new Thread(work, "fleet-simulation");
        thread.setDaemon(true);
        return thread;
    });
    private final Tally tally = new Tally();
    private final SocketClients sockets;
    private final List<SimulatedDriver> drivers;
    /** What is cut off by leaving has not failed. */
    private volatile boolean leaving;

    /**
     * A fleet that is still to be started.
     *
     * @param speed how many times faster than real the cars move, positive
     * @param seed the same gives the same drivers, roads and errors
     */
    Simulation(FleetUnderTest server, int drivers, int ridersPerDriver, double speed, long seed) {
        var service = new UUID(seed, 0);
        sockets = SocketClients.to(server.url(), THREADS);
        var rest = new RestClient(server.url(), () -> server.token(Role.SERVICE, service));
        var around = new Surroundings(server, sockets, rest, timer, InstantSource.system(), speed, tally);
        var chance = new SplittableRandom(seed);
        this.drivers = Stream.generate(() -> new SimulatedDriver(ridersPerDriver, chance.split(), around))
                .limit(drivers)
                .toList();
    }

    Tally tally() {
        return tally;
    }

    /**
     * Lets everybody come, one after another, and once all are there lets them depart, one after another; what fails is
     * counted.
     */
    void start() {
        CompletableFuture<?>[] arrivals = new CompletableFuture<?>[drivers.size()];
        for (int i = 0; i < arrivals.length; i++) {
            arrivals[i] = spread(i, drivers.get(i)::arrive);
        }
        CompletableFuture.allOf(arrivals)
                .completeOnTimeout(null, ARRIVAL_SECONDS, TimeUnit.SECONDS)
                .thenAccept(all -> depart());
        timer.scheduleAtFixedRate(this::settle, 1, 1, TimeUnit.SECONDS);
    }

    private void depart() {
        for (int i = 0; i < drivers.size(); i++) {
            spread(i, drivers.get(i)::depart);
        }
    }

    /** Has it done at the person's place in the queue; completes when done or failed, which is counted. */
    private CompletableFuture<?> spread(int place, Supplier<CompletionStage<?>> work) {
        var done = new CompletableFuture<Boolean>();
        long delay = Math.min(START_MILLISECONDS, 15L * drivers.size()) * place / drivers.size();
        timer.schedule(
                () -> work.get().whenComplete((result, failure) -> {
                    if (failure != null && !leaving) {
                        tally.add(Count.REQUESTS_FAILED, "start: " + Failures.words(failure));
                    }
                    done.complete(failure == null);
                }),
                delay,
                TimeUnit.MILLISECONDS);
        return done;
    }

    /** Lets what is under way end, calls off the trips, counts what is missing, and leaves. */
    @Override
    public void close() {
        leaving = true;
        drivers.forEach(SimulatedDriver::stop);
        long deadline = System.nanoTime() + LAST_ARRIVALS.toNanos();
        await(deadline, () -> drivers.stream().allMatch(driver -> driver.isIdle() && driver.isSettled()));
        var abandoned = CompletableFuture.allOf(drivers.stream()
                .map(driver -> driver.abandon().toCompletableFuture())
                .toArray(CompletableFuture[]::new));
        await(deadline, abandoned::isDone);
        await(deadline, () -> drivers.stream().allMatch(SimulatedDriver::isSettled));
        drivers.forEach(SimulatedDriver::conclude);
        drivers.forEach(SimulatedDriver::close);
        timer.shutdownNow();
        sockets.close();
    }

    private void settle() {
        long now = System.nanoTime();
        drivers.forEach(driver -> driver.settle(now));
    }

    private static void await(long deadline, BooleanSupplier condition) {
        while (!condition.getAsBoolean() && System.nanoTime() - deadline < 0) {
            java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }
}
