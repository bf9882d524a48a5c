package com.openride.fleet.adapter.socketio;

import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.Refused;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads on which use cases may block, so that event loops never do. */
final class Workers implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    private static final int THREADS = 8;
    private static final int MOST_WAITING = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ExecutorService working = new ThreadPoolExecutor(
            THREADS, THREADS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), named("fleet-socket-work"));
    // At most one entry for each connection that there was, so bounded by the connections; never refuses.
    private final ExecutorService closing =
            new ThreadPoolExecutor(2, 2, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named("fleet-socket-close"));

    /**
     * Runs work that may block.
     *
     * @throws Refused with OVERLOADED when too much waits
     */
    void run(Runnable work) {
        try {
            working.execute(guarded(work));
        } catch (RejectedExecutionException e) {
            throw new Refused(FaultCode.OVERLOADED, "too much to do, try again");
        }
    }

    /** Runs what must happen when a client has gone. */
    void runAtEnd(Runnable work) {
        try {
            closing.execute(guarded(work));
        } catch (RejectedExecutionException e) {
            LOG.debug("going away, so a session is left to its lease");
        }
    }

    @Override
    public void close() {
        working.shutdown();
        closing.shutdown();
        try {
            if (!closing.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    || !working.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                working.shutdownNow();
                closing.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static ThreadFactory named(String name) {
        var count = new AtomicInteger();
        return work -> {
            var thread = new Thread(work, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    private static Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException failure) {
                LOG.error("unexpected failure", failure);
            }
        };
    }
}
