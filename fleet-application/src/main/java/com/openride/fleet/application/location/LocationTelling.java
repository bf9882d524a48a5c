package com.openride.fleet.application.location;

import com.openride.fleet.application.live.Background;
import com.openride.fleet.application.live.LiveDriver;
import com.openride.fleet.application.live.LiveFleet;
import com.openride.fleet.application.port.out.DriverPlace;
import com.openride.fleet.application.port.out.Drivers;
import com.openride.fleet.application.port.out.FleetBroadcast;
import com.openride.fleet.domain.driver.Duty;
import com.openride.fleet.domain.event.FleetEvent.DriverMoved;
import com.openride.fleet.domain.location.DriverLocation;
import java.util.function.Consumer;

/** Puts an accepted fix into the live picture and tells whoever watches. To be used in the driver's lane. */
public final class LocationTelling {

    private final LiveFleet fleet;
    private final Drivers drivers;
    private final FleetBroadcast broadcast;
    private final Background background;
    private final Consumer<LiveDriver> noticed;

    /** Tells of moves, and nobody of what they mean. */
    public LocationTelling(LiveFleet fleet, Drivers drivers, FleetBroadcast broadcast, Background background) {
        this(fleet, drivers, broadcast, background, LiveDriver::takeNotices);
    }

    /**
     * Tells of moves.
     *
     * @param background where a driver's return is written, off the event loops
     * @param noticed tells what was noticed of a driver's trips; called in their lane, must not block
     */
    public LocationTelling(
            LiveFleet fleet,
            Drivers drivers,
            FleetBroadcast broadcast,
            Background background,
            Consumer<LiveDriver> noticed) {
        this.fleet = fleet;
        this.drivers = drivers;
        this.broadcast = broadcast;
        this.background = background;
        this.noticed = noticed;
    }

    /** Whether the fix is newer than what watchers know. */
    boolean isNews(LiveDriver live, DriverLocation location) {
        return live.newest().map(location::isNewerThan).orElse(true);
    }

    /** Looks at what a fix means that came with others and may be older than the newest. */
    void see(LiveDriver live, DriverLocation location) {
        live.see(location);
    }

    /** Tells what was noticed. */
    void tellNoticed(LiveDriver live) {
        noticed.accept(live);
    }

    /** Takes the fix in and, if it is the newest, tells watchers. */
    void take(LiveDriver live, DriverLocation location) {
        if (takeSilently(live, location)) {
            // What is expected comes first: a rider who has got off is not to see where the car goes then.
            live.etaNews(location.receivedAt()).forEach(broadcast::publish);
            broadcast.publish(new DriverMoved(location, live.status()));
        }
    }

    /**
     * Takes the fix in and tells nobody.
     *
     * @return whether it is the newest
     */
    boolean takeSilently(LiveDriver live, DriverLocation location) {
        welcomeBack(live, location);
        boolean newest = live.move(location);
        if (newest) {
            drivers.moved(new DriverPlace(location, live.status()));
        }
        return newest;
    }

    private void welcomeBack(LiveDriver live, DriverLocation location) {
        if (!live.duty().unreachable()) {
            return;
        }
        if (live.take(live.duty().reached())) {
            fleet.tellStatus(live);
        }
        background.run(() ->
                fleet.tellDuty(live.driver(), drivers.change(live.driver(), Duty::reached, location.receivedAt())));
    }
}
