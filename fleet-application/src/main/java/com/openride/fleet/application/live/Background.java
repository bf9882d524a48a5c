package com.openride.fleet.application.live;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads for what nobody waits for: deadlines and work that may block. What fails is logged and goes no further; what
 * comes after the close is dropped. Each caller bounds its own: one deadline for each driver who left, one read for each
 * follower with a gap.
 */
public final class Background implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Background.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ScheduledExecutorService threads;

    /**
     * Starts the threads.
     *
     * @param count how many, at least 1
     */
    public Background(int count, ThreadFactory factory) {
        var executor = new ScheduledThreadPoolExecutor(count, factory);
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        threads = executor;
    }

    /** Runs the work soon. */
    public void run(Runnable work) {
        runAfter(Duration.ZERO, work);
    }

    /** Runs the work once the time has passed. */
    public void runAfter(Duration delay, Runnable work) {
        try {
            threads.schedule(() -> guarded(work), delay.toMillis(), TimeUnit.MILLISECONDS)
                    .isDone();
        } catch (RejectedExecutionException e) {
            LOG.debug("going away, so work is dropped");
        }
    }

    /** Runs the work again and again, with the time in between. */
    public void runEvery(Duration pause, Runnable work) {
        threads.scheduleWithFixedDelay(() -> guarded(work), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS)
                .isDone();
    }

    /** Finishes what runs, for at most a second, drops what waits, and frees the threads. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failure) {
            LOG.error("background work failed", failure);
        }
    }
}
