package com.openride.fleet.adapter.socketio;

import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.Refused;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** One client's work on the workers, one piece after another in the order of the calls. */
final class SerialQueue {

    private static final int MOST_WAITING = 64;

    private final Workers workers;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean running;

    SerialQueue(Workers workers) {
        this.workers = workers;
    }

    /**
     * Runs the work after what was given before.
     *
     * @throws Refused with OVERLOADED when too much of this client, or of all, waits
     */
    void run(Runnable work) {
        synchronized (this) {
            if (waiting.size() >= MOST_WAITING) {
                throw new Refused(FaultCode.OVERLOADED, "too much of yours is waiting, try again");
            }
            waiting.add(work);
            if (running) {
                return;
            }
            running = true;
        }
        begin(work);
    }

    private void begin(Runnable first) {
        try {
            workers.run(this::drain);
        } catch (Refused overloaded) {
            synchronized (this) {
                running = false;
                waiting.remove(first);
            }
            throw overloaded;
        }
    }

    private void drain() {
        for (Runnable next = next(); next != null; next = next()) {
            next.run();
        }
    }

    private synchronized @Nullable Runnable next() {
        running = !waiting.isEmpty();
        return waiting.poll();
    }
}
