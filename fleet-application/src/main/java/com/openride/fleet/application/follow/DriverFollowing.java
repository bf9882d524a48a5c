package com.openride.fleet.application.follow;

import com.openride.fleet.application.live.Background;
import com.openride.fleet.application.live.LiveDriver;
import com.openride.fleet.application.live.LiveFleet;
import com.openride.fleet.application.live.Stages;
import com.openride.fleet.application.port.in.DriverPosition;
import com.openride.fleet.application.port.in.FollowDriver;
import com.openride.fleet.application.port.in.TripUpdate;
import com.openride.fleet.application.port.out.FleetBroadcast;
import com.openride.fleet.application.port.out.FleetBroadcast.Registration;
import com.openride.fleet.application.port.out.Trips;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.event.Topic.DriverTopic;
import com.openride.fleet.domain.event.Topic.TripTopic;
import com.openride.fleet.domain.fault.Refused;
import com.openride.fleet.domain.trip.Trip;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Lets a rider or an operator follow a trip: listen first, read second, so that nothing falls in between. */
public final class DriverFollowing implements FollowDriver {

    private static final Duration STILL_TOLD = Duration.ofHours(24);

    private final Trips trips;
    private final LiveFleet fleet;
    private final FleetBroadcast broadcast;
    private final Background background;
    private final InstantSource clock;

    /**
     * Follows trips.
     *
     * @param background where journals are read again after a gap; closed by its owner
     */
    public DriverFollowing(
            Trips trips, LiveFleet fleet, FleetBroadcast broadcast, Background background, InstantSource clock) {
        this.trips = trips;
        this.fleet = fleet;
        this.broadcast = broadcast;
        this.background = background;
        this.clock = clock;
    }

    @Override
    public Following follow(Principal principal, Request request, Watcher watcher) {
        principal.requireAny(Role.RIDER, Role.ADMIN);
        Trip trip = new TripChoice(trips, principal).choose(request);
        requireStillTold(trip);
        var registrations = new ArrayList<Registration>();
        var viewer = Viewer.of(principal, trip);
        var tail = new TripTail(viewer, closing(watcher, registrations), trip, trips, fleet, background);
        registrations.add(broadcast.listen(new TripTopic(trip.id()), tail));
        registrations.add(broadcast.listen(new DriverTopic(trip.driver()), tail));
        try {
            registrations.forEach(registration -> Stages.await(registration.begun()));
            return snapshot(trip, viewer, request, tail, registrations);
        } catch (RuntimeException failure) {
            registrations.forEach(Registration::close);
            throw failure;
        }
    }

    private Following snapshot(
            Trip before, Viewer viewer, Request request, TripTail tail, List<Registration> registrations) {
        Trip trip = trips.find(before.id()).orElseThrow(Refused::tripNotFound);
        LiveDriver live = fleet.find(trip.driver());
        DriverPosition position = viewer.seesCar(trip.status())
                ? live.newest()
                        .map(newest -> new DriverPosition(newest, live.status(), trip.id()))
                        .orElse(null)
                : null;
        TripUpdate standing = viewer.standing(trip, live.eta(trip.id()).orElse(null), clock.instant());
        tail.hasSeen(trip, position);
        var followed = new Followed(standing, position, missed(trip, viewer, request), tail, registrations);
        if (trip.status().isOver()) {
            followed.close();
        }
        return followed;
    }

    private List<TripUpdate> missed(Trip trip, Viewer viewer, Request request) {
        Long lastVersion = request.lastVersion();
        if (lastVersion == null) {
            return List.of();
        }
        return trips.journal(trip.id(), lastVersion).stream()
                .filter(step -> step.version() <= trip.version())
                .map(step -> viewer.missed(trip, step))
                .toList();
    }

    /** The watcher, with the listening ended before it is told that the trip is over. */
    private static Watcher closing(Watcher watcher, List<Registration> registrations) {
        return new Watcher() {
            @Override
            public void moved(DriverPosition position) {
                watcher.moved(position);
            }

            @Override
            public void progressed(TripUpdate update) {
                watcher.progressed(update);
            }

            @Override
            public void ended() {
                registrations.forEach(Registration::close);
                watcher.ended();
            }
        };
    }

    private void requireStillTold(Trip trip) {
        Instant ended = trip.stamps().endedAt();
        if (ended != null && ended.isBefore(clock.instant().minus(STILL_TOLD))) {
            throw Refused.tripNotFound();
        }
    }
}
