package com.openride.fleet.application.monitor;

import com.openride.fleet.application.port.in.ProgressTrip;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the steps that arrivals suggest, in the name of the service itself. May block. */
public final class Arriving {

    /** Under whose name the service takes steps of its own accord. */
    public static final UUID OURSELVES =
            UUID.nameUUIDFromBytes("openride fleet service".getBytes(StandardCharsets.UTF_8));

    private static final Logger LOG = LoggerFactory.getLogger(Arriving.class);
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);
    private static final String REASON = "the service has seen the car there";

    private final ProgressTrip progress;
    private final InstantSource clock;

    public Arriving(ProgressTrip progress, InstantSource clock) {
        this.progress = progress;
        this.clock = clock;
    }

    /**
     * Takes the step, if the trip is still as it was when the car was found there.
     *
     * @return whether it is taken
     */
    boolean take(Found found, TripStatus to) {
        var ourselves =
                new Principal(OURSELVES, Set.of(Role.SERVICE), clock.instant().plus(LONG_ENOUGH));
        Trip trip = found.trip();
        var request = new ProgressTrip.Request(
                to,
                found.finding().place(),
                null,
                REASON,
                trip.version(),
                found.id().toString());
        try {
            progress.progress(ourselves, trip.id(), request);
            return true;
        } catch (FleetException fault) {
            LOG.info("trip {} is not made {}: {}", trip.id(), to, fault.code());
            return false;
        }
    }
}
