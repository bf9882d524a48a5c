package com.openride.fleet.adapter.socketio;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Runs one client's calls one after the other on the workers, in the order given. Bounded. */
final class Lane {

    private static final int MOST_WAITING = 64;

    private final Workers workers;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean running;

    Lane(Workers workers) {
        this.workers = workers;
    }

    /** Runs the call after those before it; false when too many wait already. */
    synchronized boolean tryRun(Runnable call) {
        if (waiting.size() >= MOST_WAITING) {
            return false;
        }
        if (!running && !workers.tryRun(this::run)) {
            return false;
        }
        running = true;
        return waiting.add(call);
    }

    private void run() {
        for (Runnable next = next(); next != null; next = next()) {
            next.run();
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable next = waiting.poll();
        running = next != null;
        return next;
    }
}
