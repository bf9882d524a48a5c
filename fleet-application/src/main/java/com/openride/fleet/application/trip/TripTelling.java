package com.openride.fleet.application.trip;

import com.openride.fleet.application.live.LiveDriver;
import com.openride.fleet.application.live.LiveFleet;
import com.openride.fleet.application.live.Stages;
import com.openride.fleet.application.port.out.FleetBroadcast;
import com.openride.fleet.domain.event.FleetEvent.DriverTripChanged;
import com.openride.fleet.domain.event.FleetEvent.TripProgressed;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripTransition;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a step that has been written into the live picture and tells whoever watches. */
public final class TripTelling {

    private static final Logger LOG = LoggerFactory.getLogger(TripTelling.class);

    private final LiveFleet fleet;
    private final FleetBroadcast broadcast;
    private final InstantSource clock;

    public TripTelling(LiveFleet fleet, FleetBroadcast broadcast, InstantSource clock) {
        this.fleet = fleet;
        this.broadcast = broadcast;
        this.clock = clock;
    }

    /** Tells of the step, and returns once it has been told. What is written stands, so nothing here may fail it. */
    void tell(Trip trip, TripTransition step) {
        try {
            Stages.await(fleet.inLane(trip.driver(), live -> show(live, trip, step)));
        } catch (FleetException fault) {
            LOG.warn("trip {} was told without the live picture: {}", trip.id(), fault.code());
            broadcast.publish(new TripProgressed(trip, step, null));
            broadcast.publish(new DriverTripChanged(trip));
        }
    }

    private boolean show(LiveDriver live, Trip trip, TripTransition step) {
        boolean turned = live.take(trip, clock.instant());
        broadcast.publish(new TripProgressed(trip, step, live.eta(trip.id()).orElse(null)));
        broadcast.publish(new DriverTripChanged(trip));
        if (turned) {
            fleet.tellStatus(live);
        }
        return turned;
    }
}
