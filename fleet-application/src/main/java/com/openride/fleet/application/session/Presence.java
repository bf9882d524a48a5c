package com.openride.fleet.application.session;

import com.openride.fleet.application.live.Background;
import com.openride.fleet.application.live.LiveFleet;
import com.openride.fleet.application.port.out.Drivers;
import com.openride.fleet.application.port.out.Sessions;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.driver.Duty;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.fault.Refused;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a driver unreachable once their last connection has been gone for the grace, and reachable on return. */
public final class Presence {

    private static final Logger LOG = LoggerFactory.getLogger(Presence.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(20);

    private final LiveFleet fleet;
    private final Drivers drivers;
    private final Sessions sessions;
    private final Duration grace;
    private final InstantSource clock;
    private final ReachedDrivers reached;

    /**
     * Watches over who is reachable, on all instances: whichever looks first sees to a driver who has left any of them.
     *
     * @param grace how long after the last connection a driver still counts as reachable
     * @param background where it is looked who has left; closed by its owner
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
        this.clock = clock;
        this.reached = new ReachedDrivers(background, this::reach);
        background.runEvery(pause(grace), this::loseDeparted);
    }

    /** Short beside the grace, and never longer than a second. */
    private static Duration pause(Duration grace) {
        Duration share = grace.dividedBy(10);
        Duration atLeast = share.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : share;
        return atLeast.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : atLeast;
    }

    /**
     * A connection of the driver has opened. Never blocks: it is written soon, together with others. A store that
     * is away keeps nobody out: the driver's first fix makes them reachable as well.
     */
    void came(DriverId driver) {
        reached.add(driver);
    }

    private void reach(Set<DriverId> together) {
        try {
            Set<DriverId> here = stillHere(together);
            if (!here.isEmpty()) {
                drivers.reached(here, clock.instant())
                        .forEach((driver, written) -> tell(driver, Duty::reached, written));
            }
        } catch (FleetException fault) {
            LOG.warn("that {} drivers have come cannot be written now: {}", together.size(), fault.code());
        }
    }

    /** Who has left again by now, as when the store was slow, may have been written off already. */
    private Set<DriverId> stillHere(Set<DriverId> together) {
        return together.stream()
                .filter(driver -> sessions.connections(driver) > 0)
                .collect(Collectors.toUnmodifiableSet());
    }

    private void loseDeparted() {
        sessions.eachDeparted(grace, this::lose);
    }

    private void lose(DriverId driver) {
        try {
            if (reached.isWaiting(driver)) {
                throw new Refused(FaultCode.UNAVAILABLE, "that the driver was reached is still to be written");
            }
            change(driver, Duty::lost);
            if (sessions.connections(driver) > 0) {
                change(driver, Duty::reached);
            }
        } catch (FleetException fault) {
            LOG.debug("that driver {} has left cannot be written yet: {}", driver, fault.code());
            throw fault;
        }
    }

    private void change(DriverId driver, UnaryOperator<Duty> change) {
        tell(driver, change, drivers.change(driver, change, clock.instant()));
    }

    private void tell(DriverId driver, UnaryOperator<Duty> change, Duty written) {
        fleet.inLane(driver, live -> {
            if (live.take(change.apply(live.duty()))) {
                fleet.tellStatus(live);
            }
            fleet.tellDuty(driver, written);
            return true;
        });
    }
}
