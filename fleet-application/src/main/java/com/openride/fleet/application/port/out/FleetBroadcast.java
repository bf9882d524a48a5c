package com.openride.fleet.application.port.out;

import com.openride.fleet.domain.event.FleetEvent;
import com.openride.fleet.domain.event.Topic;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Carries events from whoever caused them to whoever watches their topic, on any instance.
 *
 * <p>Safe for use by many threads.
 */
public interface FleetBroadcast {

    /**
     * Tells every watcher of the event's topic. Never blocks and never throws. Each watcher hears an event at most once;
     * watchers on this instance hear events of one topic in the order in which one thread published them. A watcher that
     * throws does not keep others from hearing.
     */
    void publish(FleetEvent event);

    /**
     * Calls the listener with every event of the topic from now on, on the publisher's thread or the adapter's own. What
     * is published on other instances is heard once the listening has begun there as well.
     */
    Registration listen(Topic topic, Listener listener);

    /** Who hears. Must not block. */
    @FunctionalInterface
    interface Listener {

        /** Hears one event. */
        void hear(FleetEvent event);

        /**
         * Events of the topic may have gone by unheard, and from now on all are heard again. Whoever needs each of them
         * reads what is kept.
         */
        default void mayHaveMissed() {}
    }

    /** Ends a listening. Closing twice is harmless. An event that is just being delivered may still arrive. */
    interface Registration extends AutoCloseable {

        /**
         * Completes, within a moment and never exceptionally, once events from every instance are heard; what is read
         * after that leaves no hole. If other instances cannot be heard now it completes all the same, and the listener
         * is told that it may have missed something as soon as they can.
         */
        default CompletionStage<Void> begun() {
            return CompletableFuture.completedStage(null);
        }

        @Override
        void close();
    }
}
