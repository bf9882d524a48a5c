package com.openride.fleet.application.follow;

import com.openride.fleet.application.live.Background;
import com.openride.fleet.application.live.LiveDriver;
import com.openride.fleet.application.live.LiveFleet;
import com.openride.fleet.application.port.in.DriverPosition;
import com.openride.fleet.application.port.in.FollowDriver.Watcher;
import com.openride.fleet.application.port.out.FleetBroadcast;
import com.openride.fleet.application.port.out.Trips;
import com.openride.fleet.domain.event.FleetEvent;
import com.openride.fleet.domain.event.FleetEvent.DriverMoved;
import com.openride.fleet.domain.event.FleetEvent.EtaChanged;
import com.openride.fleet.domain.event.FleetEvent.TripProgressed;
import com.openride.fleet.domain.event.Topic.TripTopic;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.trip.Eta;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripTransition;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to a trip and its car after a snapshot, told to one watcher.
 *
 * <p>All state is under this object's lock, which is held for microseconds only, since watchers must not block. A step
 * is told if its version is the next one and dropped if it is an older one. A gap makes the journal be read again, off
 * the caller's thread, while whatever comes is held. So every step is told once and in order, however the events came.
 * Of positions only the newest is ever held, and held events are few: past {@link #MOST_HELD} the journal is read
 * instead.
 */
final class TripTail implements FleetBroadcast.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(TripTail.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int MOST_HELD = 64;

    private final Viewer viewer;
    private final Watcher watcher;
    private final Trips trips;
    private final LiveFleet fleet;
    private final Background background;
    private final Deque<FleetEvent> held = new ArrayDeque<>();
    private @Nullable DriverMoved heldMove;
    private @Nullable DriverLocation lastMove;
    private Trip told;
    private boolean holding = true;
    private boolean overflowed;
    private boolean closed;

    TripTail(Viewer viewer, Watcher watcher, Trip trip, Trips trips, LiveFleet fleet, Background background) {
        this.viewer = viewer;
        this.watcher = watcher;
        this.told = trip;
        this.trips = trips;
        this.fleet = fleet;
        this.background = background;
    }

    /** Takes in an event, in whatever order they come and on whatever thread. */
    @Override
    public synchronized void hear(FleetEvent event) {
        if (closed) {
            return;
        }
        if (holding) {
            hold(event);
        } else {
            deliver(event);
        }
    }

    /** Reads on what may have gone by unheard, once it is no longer holding. */
    @Override
    public synchronized void mayHaveMissed() {
        if (holding) {
            overflowed = true;
        } else if (!closed) {
            catchUp();
        }
    }

    /** Takes the snapshot that the watcher has been given as already told. */
    synchronized void hasSeen(Trip trip, @Nullable DriverPosition position) {
        told = trip;
        lastMove = position == null ? null : position.location();
    }

    /** Delivers what was held, and from now on whatever comes. */
    synchronized void release() {
        holding = false;
        while (isFlowing() && !held.isEmpty()) {
            deliver(held.remove());
        }
        DriverMoved move = heldMove;
        if (isFlowing() && move != null) {
            heldMove = null;
            move(move);
        }
        if (isFlowing() && overflowed) {
            overflowed = false;
            catchUp();
        }
    }

    private boolean isFlowing() {
        return !holding && !closed;
    }

    /** Falls silent for good. */
    synchronized void close() {
        closed = true;
        held.clear();
        heldMove = null;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    private void hold(FleetEvent event) {
        if (event instanceof DriverMoved moved) {
            heldMove = newer(heldMove, moved);
        } else if (event.topic() instanceof TripTopic) {
            overflowed = overflowed || held.size() == MOST_HELD || !held.add(event);
        }
    }

    private static DriverMoved newer(@Nullable DriverMoved held, DriverMoved next) {
        return held == null || next.location().isNewerThan(held.location()) ? next : held;
    }

    private void deliver(FleetEvent event) {
        if (event instanceof DriverMoved moved) {
            move(moved);
        } else if (event instanceof TripProgressed progressed) {
            step(progressed);
        } else if (event instanceof EtaChanged changed && changed.version() == told.version()) {
            watcher.progressed(viewer.standing(told, changed.eta(), changed.at()));
        }
    }

    private void move(DriverMoved moved) {
        DriverLocation before = lastMove;
        boolean newer = before == null || moved.location().isNewerThan(before);
        if (newer && viewer.seesCar(told.status())) {
            lastMove = moved.location();
            watcher.moved(new DriverPosition(moved.location(), moved.status(), told.id()));
        }
    }

    private void step(TripProgressed progressed) {
        long next = told.version() + 1;
        if (progressed.transition().version() == next) {
            tell(progressed.trip(), progressed.transition(), progressed.eta());
        } else if (progressed.transition().version() > next) {
            catchUp();
        }
    }

    private void tell(Trip trip, TripTransition step, @Nullable Eta eta) {
        boolean sawCar = viewer.seesCar(told.status());
        told = trip;
        watcher.progressed(viewer.step(trip, step, eta));
        if (trip.status().isOver()) {
            finish();
        } else if (!sawCar && viewer.seesCar(trip.status())) {
            showCar();
        }
    }

    /** The car has just become visible: shows where it is, rather than an empty map until it next moves. */
    private void showCar() {
        fleet.peek(told.driver())
                .ifPresent(live -> live.newest().ifPresent(newest -> move(new DriverMoved(newest, live.status()))));
    }

    private void finish() {
        close();
        watcher.ended();
    }

    private void catchUp() {
        holding = true;
        later(Duration.ZERO);
    }

    private void later(Duration delay) {
        background.runAfter(delay, this::readOn);
    }

    private void readOn() {
        if (isClosed()) {
            return;
        }
        try {
            Trip now = trips.find(told.id()).orElse(told);
            tellMissed(now, trips.journal(now.id(), told.version()));
            LiveDriver live = fleet.find(now.driver());
            live.newest().ifPresent(newest -> hear(new DriverMoved(newest, live.status())));
        } catch (FleetException fault) {
            LOG.debug("the journal of trip {} cannot be read yet: {}", told.id(), fault.code());
            later(RETRY);
        }
    }

    private synchronized void tellMissed(Trip now, List<TripTransition> steps) {
        for (TripTransition step : steps) {
            if (!closed && step.version() == told.version() + 1 && step.version() <= now.version()) {
                tell(now.asOf(step), step, null);
            }
        }
        release();
    }
}
