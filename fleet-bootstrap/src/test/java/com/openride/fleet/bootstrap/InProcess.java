package com.openride.fleet.bootstrap;

import com.openride.fleet.application.port.in.DriverPosition;
import com.openride.fleet.application.port.in.FollowDriver;
import com.openride.fleet.application.port.in.LocationReceipt;
import com.openride.fleet.application.port.in.ProgressTrip;
import com.openride.fleet.application.port.in.TripUpdate;
import com.openride.fleet.application.port.in.UseCases;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.location.LocationFix;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.RiderPart;
import com.openride.fleet.domain.trip.TripId;
import com.openride.fleet.domain.trip.TripPlan;
import com.openride.fleet.domain.trip.TripStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** A ride asked for within the process, without a socket and without a token. */
final class InProcess implements FollowDriver.Watcher {

    static final GeoPoint IKEJA = new GeoPoint(6.6018, 3.3515);
    private static final GeoPoint YABA = new GeoPoint(6.5095, 3.3711);

    final DriverId driver = new DriverId(UUID.randomUUID());
    final RiderId rider = new RiderId(UUID.randomUUID());
    final TripId trip = new TripId(UUID.randomUUID());
    final Queue<DriverPosition> seen = new ConcurrentLinkedQueue<>();
    final Queue<TripStatus> told = new ConcurrentLinkedQueue<>();
    private final UseCases cases;

    InProcess(FleetService fleet) {
        cases = fleet.useCases();
    }

    void register() {
        var plan = new TripPlan(List.of(new RiderPart(rider, null, IKEJA, YABA)), IKEJA, YABA, List.of(), null, null);
        cases.registration().register(as(UUID.randomUUID(), Role.SERVICE), trip, driver, plan);
    }

    void progress(TripStatus to) {
        var request = new ProgressTrip.Request(to, null, null, null, null, null);
        cases.progress().progress(as(UUID.randomUUID(), Role.SERVICE), trip, request);
    }

    FollowDriver.Following follow() {
        var request = new FollowDriver.Request(driver, trip, null, null);
        FollowDriver.Following following = cases.following().follow(as(rider.value(), Role.RIDER), request, this);
        following.start();
        return following;
    }

    LocationReceipt report(Instant at) {
        return cases.locations()
                .report(driver, LocationFix.at(IKEJA, at))
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    static Principal as(UUID subject, Role role) {
        return new Principal(subject, Set.of(role), Instant.now().plus(Duration.ofHours(1)));
    }

    @Override
    public void moved(DriverPosition position) {
        seen.add(position);
    }

    @Override
    public void progressed(TripUpdate update) {
        told.add(update.status());
    }

    @Override
    public void ended() {
        told.add(TripStatus.COMPLETED);
    }
}
