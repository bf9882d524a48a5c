package com.openride.fleet.application.measure;

import com.openride.fleet.application.port.in.DriverPosition;
import com.openride.fleet.application.port.in.FollowDriver;
import com.openride.fleet.application.port.in.TripUpdate;
import com.openride.fleet.application.port.out.Measurements;
import com.openride.fleet.application.port.out.Measurements.Count;
import com.openride.fleet.application.port.out.Measurements.Timing;
import com.openride.fleet.domain.access.Principal;
import java.time.Duration;
import java.time.InstantSource;

/** Counts what watchers are told, and times how old a position is when they are. */
final class MeasuredFollowing implements FollowDriver {

    private final FollowDriver plain;
    private final InstantSource clock;
    private final Timing delivery;
    private final Count updates;
    private final Outcomes refused;

    MeasuredFollowing(FollowDriver plain, Measurements measurements, InstantSource clock) {
        this.plain = plain;
        this.clock = clock;
        delivery = measurements.timing("fleet.delivery");
        updates = measurements.count("fleet.trip.updates.delivered");
        refused = new Outcomes(measurements, "fleet.followings.refused");
    }

    @Override
    public Following follow(Principal principal, Request request, Watcher watcher) {
        return refused.of(() -> plain.follow(principal, request, measured(watcher)));
    }

    private Watcher measured(Watcher watcher) {
        return new Watcher() {
            @Override
            public void moved(DriverPosition position) {
                watcher.moved(position);
                Duration age = Duration.between(position.location().receivedAt(), clock.instant());
                // Another instance's clock may be ahead of ours.
                delivery.took(age.isNegative() ? Duration.ZERO : age);
            }

            @Override
            public void progressed(TripUpdate update) {
                watcher.progressed(update);
                updates.one();
            }

            @Override
            public void ended() {
                watcher.ended();
            }
        };
    }
}
