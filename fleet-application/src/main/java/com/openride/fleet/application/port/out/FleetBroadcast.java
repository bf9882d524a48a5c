package com.openride.fleet.application.port.out;

import com.openride.fleet.domain.event.FleetEvent;
import com.openride.fleet.domain.event.Topic;
import java.util.function.Consumer;

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
     * Calls the listener with every event of the topic from now on, on the publisher's thread or the adapter's own. The
     * listener must not block.
     */
    Registration listen(Topic topic, Consumer<FleetEvent> listener);

    /** Ends a listening. Closing twice is harmless. An event that is just being delivered may still arrive. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
