package com.openride.fleet.application.inmemory;

import com.openride.fleet.application.port.out.EventOutbox;
import com.openride.fleet.domain.event.OutboxEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Events within this process. Past the cap the oldest is dropped: without a relay nobody would ever take them. */
public final class InMemoryEventOutbox implements EventOutbox {

    private final Deque<OutboxEvent> events = new ArrayDeque<>();
    private final ReentrantLock relaying = new ReentrantLock();
    private final int most;

    /**
     * An empty outbox.
     *
     * @param most how many events are kept, positive
     */
    public InMemoryEventOutbox(int most) {
        this.most = most;
    }

    /** Adds an event as the newest. Called by whoever stores what it tells of. */
    void add(OutboxEvent event) {
        synchronized (events) {
            events.addLast(event);
            if (events.size() > most) {
                events.removeFirst();
            }
        }
    }

    @Override
    public int relay(int limit, Consumer<List<OutboxEvent>> relay) {
        if (!relaying.tryLock()) {
            return 0;
        }
        try {
            List<OutboxEvent> oldest = oldest(limit);
            if (!oldest.isEmpty()) {
                relay.accept(oldest);
                forget(oldest);
            }
            return oldest.size();
        } finally {
            relaying.unlock();
        }
    }

    @Override
    public long waiting() {
        synchronized (events) {
            return events.size();
        }
    }

    private List<OutboxEvent> oldest(int limit) {
        synchronized (events) {
            return events.stream().limit(limit).toList();
        }
    }

    private void forget(List<OutboxEvent> told) {
        synchronized (events) {
            // Some of them may have been dropped meanwhile; what is still there stands first.
            for (OutboxEvent event : told) {
                if (event.equals(events.peekFirst())) {
                    events.removeFirst();
                }
            }
        }
    }
}
