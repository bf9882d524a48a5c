package com.openride.fleet.adapter.socketio;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads on which this adapter may block. Bounded: what does not fit is refused and never waits unseen. */
final class Workers implements AutoCloseable {

    private static final Duration LAST_CALLS = Duration.ofSeconds(1);

    /** How many newcomers are let in at a time. */
    static final int ADMITTING = 4;

    private final ThreadPoolExecutor calls;
    private final ThreadPoolExecutor admissions;
    private final ThreadPoolExecutor farewells;

    Workers(Limits limits) {
        calls = pool("fleet-socketio-worker", limits.workers(), new ArrayBlockingQueue<>(limits.workerQueue()));
        // On threads of their own, so that a rush of newcomers leaves those who are in undisturbed.
        admissions = pool("fleet-socketio-admission", ADMITTING, new ArrayBlockingQueue<>(limits.admissionQueue()));
        // Holds at most one entry for each connection there is, and so needs no bound of its own.
        farewells = pool("fleet-socketio-farewell", 2, new LinkedBlockingQueue<>());
    }

    /** Runs the call soon; false when too many wait already, or this is closed. */
    boolean tryRun(Runnable call) {
        return fits(calls, call);
    }

    /** Lets a newcomer in soon; false when too many wait already, or this is closed. */
    boolean tryAdmit(Runnable admission) {
        return fits(admissions, admission);
    }

    /** Whether this is closed, or being so: nobody will be let in any more. */
    boolean isClosed() {
        return admissions.isShutdown();
    }

    /** Runs what must not be lost when a client leaves, at most once for each client. */
    void farewell(Runnable call) {
        try {
            farewells.execute(call);
        } catch (RejectedExecutionException stopped) {
            call.run();
        }
    }

    /** How many newcomers wait to be let in. */
    int arriving() {
        return admissions.getQueue().size();
    }

    /** How many calls wait for a thread. */
    int waiting() {
        return calls.getQueue().size();
    }

    /** How many clients that have left wait to be seen off. */
    int leaving() {
        return farewells.getQueue().size();
    }

    /** Finishes what has begun, for at most a second each. */
    @Override
    public void close() {
        stop(admissions);
        stop(calls);
        stop(farewells);
    }

    private static boolean fits(ExecutorService pool, Runnable call) {
        try {
            pool.execute(call);
            return true;
        } catch (RejectedExecutionException full) {
            return false;
        }
    }

    private static void stop(ExecutorService pool) {
        pool.shutdown();
        try {
            if (!pool.awaitTermination(LAST_CALLS.toMillis(), TimeUnit.MILLISECONDS)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static ThreadPoolExecutor pool(String name, int threads, BlockingQueue<Runnable> queue) {
        var pool = new ThreadPoolExecutor(threads, threads, 10, TimeUnit.SECONDS, queue, named(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    private static ThreadFactory named(String name) {
        var count = new AtomicInteger();
        return task -> {
            var thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
