package com.openride.fleet.application.inmemory;

import com.openride.fleet.application.port.out.FleetBroadcast;
import com.openride.fleet.domain.event.FleetEvent;
import com.openride.fleet.domain.event.Topic;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Calls the listeners on the publisher's thread. */
public final class InMemoryFleetBroadcast implements FleetBroadcast {

    private static final System.Logger LOG = System.getLogger(InMemoryFleetBroadcast.class.getName());

    private final ConcurrentMap<Topic, List<Listening>> listeners = new ConcurrentHashMap<>();
    private final ThreadLocal<Deque<FleetEvent>> publishing = ThreadLocal.withInitial(ArrayDeque::new);

    @Override
    public void publish(FleetEvent event) {
        Deque<FleetEvent> waiting = publishing.get();
        waiting.add(event);
        if (waiting.size() > 1) {
            // A listener publishes: everybody must hear the event before this one first.
            return;
        }
        for (FleetEvent next = waiting.peek(); next != null; next = waiting.peek()) {
            tell(next);
            waiting.remove();
        }
    }

    private void tell(FleetEvent event) {
        listeners.getOrDefault(event.topic(), List.of()).forEach(listening -> listening.hear(event));
    }

    @Override
    public Registration listen(Topic topic, Listener listener) {
        var listening = new Listening(listener);
        listeners.compute(topic, (key, present) -> {
            List<Listening> all = present == null ? new CopyOnWriteArrayList<>() : present;
            all.add(listening);
            return all;
        });
        return () ->
                listeners.computeIfPresent(topic, (key, all) -> all.remove(listening) && all.isEmpty() ? null : all);
    }

    /** How many topics are listened to. */
    int topics() {
        return listeners.size();
    }

    /** Gives every registration an identity of its own, even when two share a listener. */
    private static final class Listening {

        private final Listener listener;

        private Listening(Listener listener) {
            this.listener = listener;
        }

        private void hear(FleetEvent event) {
            try {
                listener.hear(event);
            } catch (RuntimeException failure) {
                LOG.log(System.Logger.Level.ERROR, "a listener failed", failure);
            }
        }
    }
}
