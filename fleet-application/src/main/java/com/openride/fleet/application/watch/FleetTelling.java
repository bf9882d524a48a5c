package com.openride.fleet.application.watch;

import com.openride.fleet.application.live.LiveFleet;
import com.openride.fleet.application.port.out.FleetBroadcast;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.event.FleetEvent.DriverMoved;
import com.openride.fleet.domain.event.FleetEvent.DriversMoved;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells whoever watches the fleet, on any instance, of the drivers who have moved or turned here. */
public final class FleetTelling {

    /** So many drivers go into one event, since what carries events to other instances may bound their size. */
    static final int MOST_IN_ONE = 500;

    private final NewsOfDrivers news;
    private final LiveFleet fleet;
    private final FleetBroadcast broadcast;

    /** Tells what has been noted of drivers as they are now. */
    public FleetTelling(NewsOfDrivers news, LiveFleet fleet, FleetBroadcast broadcast) {
        this.news = news;
        this.fleet = fleet;
        this.broadcast = broadcast;
    }

    /** Tells what is new since the last call. To be called every now and then, by one thread at a time. */
    public void tell() {
        List<DriverMoved> moves = new ArrayList<>();
        for (DriverId driver : news.take()) {
            move(driver).ifPresent(moves::add);
            if (moves.size() == MOST_IN_ONE) {
                broadcast.publish(new DriversMoved(moves));
                moves.clear();
            }
        }
        if (!moves.isEmpty()) {
            broadcast.publish(new DriversMoved(moves));
        }
    }

    private Optional<DriverMoved> move(DriverId driver) {
        return fleet.peek(driver).flatMap(live -> live.newest().map(newest -> new DriverMoved(newest, live.status())));
    }
}
