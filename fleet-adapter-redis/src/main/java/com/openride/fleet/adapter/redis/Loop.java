package com.openride.fleet.adapter.redis;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that does the same again and again, with a pause in between, until it is closed. */
final class Loop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);
    private static final long PATIENCE_MILLIS = 2000;

    private final Semaphore wakes = new Semaphore(0);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Runnable work;
    private final Duration pause;
    private final Thread thread;
    private volatile boolean closed;

    private Loop(String name, Duration pause, Runnable work) {
        this.work = work;
        this.pause = pause;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    /**
     * Starts the thread.
     *
     * @param work what fails here is logged and done again after the pause
     */
    static Loop start(String name, Duration pause, Runnable work) {
        var loop = new Loop(name, pause, work);
        loop.thread.start();
        return loop;
    }

    /** Does the work now, without waiting for the pause to end. */
    void wake() {
        wakes.release();
    }

    boolean isClosed() {
        return closed;
    }

    /** Ends the thread, and waits for what it is doing for at most two seconds. */
    @Override
    public void close() {
        closed = true;
        wake();
        try {
            if (!ended.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.warn("{} does not end in time", thread.getName());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closed) {
                attempt();
                rest(pause);
            }
        } finally {
            ended.countDown();
        }
    }

    /** Lets the thread, which must be this loop's own, wait for so long or until it is woken. */
    void rest(Duration time) {
        try {
            if (wakes.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
                wakes.drainPermits();
            }
        } catch (InterruptedException e) {
            closed = true;
            Thread.currentThread().interrupt();
        }
    }

    private void attempt() {
        try {
            work.run();
        } catch (RuntimeException failure) {
            LOG.error("{} failed", thread.getName(), failure);
        }
    }
}
