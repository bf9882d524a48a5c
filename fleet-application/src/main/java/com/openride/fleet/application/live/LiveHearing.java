package com.openride.fleet.application.live;

import com.openride.fleet.application.port.out.FleetBroadcast;
import com.openride.fleet.domain.driver.Duty;
import com.openride.fleet.domain.event.FleetEvent;
import com.openride.fleet.domain.event.FleetEvent.DriverMoved;
import com.openride.fleet.domain.event.FleetEvent.DriverTripChanged;
import com.openride.fleet.domain.event.FleetEvent.DutyChanged;
import com.openride.fleet.domain.location.DriverLocation;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * Keeps one driver's live state up with what other instances tell, and tells nobody on. What this instance itself has
 * published comes by here as well, and is known already.
 */
final class LiveHearing implements FleetBroadcast.Listener {

    private final LiveEntry entry;
    private final InstantSource clock;

    LiveHearing(LiveEntry entry, InstantSource clock) {
        this.entry = entry;
        this.clock = clock;
    }

    @Override
    public void hear(FleetEvent event) {
        if (event instanceof DriverMoved moved) {
            hear(moved.location());
        } else if (event instanceof DriverTripChanged changed) {
            inLane(live -> live.hear(changed.trip(), clock.instant()));
        } else if (event instanceof DutyChanged changed) {
            inLane(live -> compare(live, changed.duty()));
        }
    }

    @Override
    public void mayHaveMissed() {
        entry.outdate();
    }

    private void hear(DriverLocation location) {
        boolean known = entry.peek()
                .flatMap(LiveDriver::newest)
                .map(newest -> !location.isNewerThan(newest))
                .orElse(false);
        if (!known) {
            inLane(live -> live.hear(location));
        }
    }

    /** Of two duties that were written at the same time nobody but the store can say which one stands. */
    private boolean compare(LiveDriver live, Duty told) {
        boolean differs = !live.duty().equals(told);
        if (differs) {
            entry.outdate();
        }
        return differs;
    }

    private void inLane(Function<LiveDriver, Boolean> work) {
        entry.run(work).whenComplete((done, failure) -> {
            if (failure != null) {
                entry.outdate();
            }
        });
    }
}
