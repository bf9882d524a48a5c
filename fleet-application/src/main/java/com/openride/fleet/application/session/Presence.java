package com.openride.fleet.application.session;

import com.openride.fleet.application.live.Background;
import com.openride.fleet.application.live.LiveFleet;
import com.openride.fleet.application.port.out.Drivers;
import com.openride.fleet.application.port.out.Sessions;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.driver.Duty;
import com.openride.fleet.domain.fault.FleetException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a driver unreachable once their last connection has been gone for the grace, and reachable on return. */
public final class Presence {

    private static final Logger LOG = LoggerFactory.getLogger(Presence.class);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final LiveFleet fleet;
    private final Drivers drivers;
    private final Sessions sessions;
    private final Duration grace;
    private final Background background;
    private final InstantSource clock;

    /**
     * Watches over who is reachable.
     *
     * @param grace how long after the last connection a driver still counts as reachable
     * @param background where it is looked whether they came back; closed by its owner
     */
    public Presence(
            LiveFleet fleet,
            Drivers drivers,
            Sessions sessions,
            Duration grace,
            Background background,
            InstantSource clock) {
        this.fleet = fleet;
        this.drivers = drivers;
        this.sessions = sessions;
        this.grace = grace;
        this.background = background;
        this.clock = clock;
    }

    /**
     * A connection of the driver has opened. May block. A store that is away keeps nobody out: the driver's first fix
     * makes them reachable as well.
     */
    void came(DriverId driver) {
        try {
            change(driver, Duty::reached);
        } catch (FleetException fault) {
            LOG.warn("that driver {} has come cannot be written now: {}", driver, fault.code());
        }
    }

    /** A connection of the driver has closed. */
    void left(DriverId driver) {
        if (sessions.connections(driver) > 0) {
            return;
        }
        background.runAfter(grace, () -> loseUnlessBack(driver));
    }

    private void loseUnlessBack(DriverId driver) {
        try {
            if (sessions.connections(driver) == 0) {
                change(driver, Duty::lost);
            }
        } catch (FleetException fault) {
            LOG.debug("that driver {} has left cannot be written yet: {}", driver, fault.code());
            background.runAfter(RETRY, () -> loseUnlessBack(driver));
        }
    }

    private void change(DriverId driver, UnaryOperator<Duty> change) {
        Duty written = drivers.change(driver, change, clock.instant());
        fleet.inLane(driver, live -> {
            if (live.take(change.apply(live.duty()))) {
                fleet.tellStatus(live);
            }
            fleet.tellDuty(driver, written);
            return true;
        });
    }
}
