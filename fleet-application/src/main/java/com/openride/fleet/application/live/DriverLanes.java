package com.openride.fleet.application.live;

import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.Refused;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A small number of threads, each driver always on the same one, so that no two threads ever hold one driver's state.
 *
 * <p>Each lane has a bounded queue; work that finds it full is refused with OVERLOADED. Safe for use by many threads.
 */
public final class DriverLanes implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final List<ThreadPoolExecutor> lanes;

    /**
     * Starts the lanes.
     *
     * @param count how many threads, at least 1
     * @param capacity how many pieces of work may wait in each lane, at least 1
     */
    public DriverLanes(int count, int capacity, ThreadFactory threads) {
        lanes = Stream.generate(() -> lane(capacity, threads)).limit(count).toList();
    }

    /**
     * Runs the work in the driver's lane after everything given before for the same driver.
     *
     * @return completes with what the work returns, or fails with what it throws or with OVERLOADED
     */
    public <T> CompletionStage<T> run(DriverId driver, Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, lanes.get(Math.floorMod(driver.hashCode(), lanes.size())));
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(new Refused(FaultCode.OVERLOADED, "too much to do, try again"));
        }
    }

    /** How many pieces of work wait in all lanes. */
    public int waiting() {
        return lanes.stream().mapToInt(lane -> lane.getQueue().size()).sum();
    }

    /** Finishes what waits, for at most two seconds, and frees the threads. */
    @Override
    public void close() {
        lanes.forEach(ExecutorService::shutdown);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (ThreadPoolExecutor lane : lanes) {
            if (!endedBy(deadline, lane)) {
                lane.shutdownNow();
            }
        }
    }

    private static boolean endedBy(long deadline, ExecutorService lane) {
        try {
            return lane.awaitTermination(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static ThreadPoolExecutor lane(int capacity, ThreadFactory threads) {
        return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(capacity), threads);
    }
}
