package com.openride.fleet.application.follow;

import com.openride.fleet.application.port.in.DriverPosition;
import com.openride.fleet.application.port.in.FollowDriver.Watcher;
import com.openride.fleet.application.port.in.TripUpdate;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps what a watcher was told. */
final class Recorder implements Watcher {

    final List<DriverPosition> moves = new CopyOnWriteArrayList<>();
    final List<TripUpdate> updates = new CopyOnWriteArrayList<>();
    final AtomicInteger ends = new AtomicInteger();

    @Override
    public void moved(DriverPosition position) {
        moves.add(position);
    }

    @Override
    public void progressed(TripUpdate update) {
        updates.add(update);
    }

    @Override
    public void ended() {
        ends.incrementAndGet();
    }

    /** The versions of the steps told, in the order told. */
    List<Long> versions() {
        return updates.stream()
                .filter(update -> update.previousStatus() != null)
                .map(TripUpdate::version)
                .toList();
    }

    /** When the positions told were recorded, in the order told. */
    List<Instant> times() {
        return moves.stream().map(move -> move.location().fix().recordedAt()).toList();
    }
}
