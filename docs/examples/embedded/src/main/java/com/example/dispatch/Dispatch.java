package com.example.dispatch;

import com.openride.fleet.application.port.in.DriverPosition;
import com.openride.fleet.application.port.in.FollowDriver;
import com.openride.fleet.application.port.in.ProgressTrip;
import com.openride.fleet.application.port.in.TripUpdate;
import com.openride.fleet.application.port.out.LocationLog;
import com.openride.fleet.bootstrap.FleetService;
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
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A service that registers a trip, follows its car within this process, and keeps fixes in a file of its own. */
public final class Dispatch {

    private static final GeoPoint IKEJA = new GeoPoint(6.6018, 3.3515);
    private static final GeoPoint YABA = new GeoPoint(6.5095, 3.3711);

    private Dispatch() {}

    /** Runs one fix through an embedded fleet. The argument is the file to keep fixes in. */
    public static void main(String[] arguments) throws Exception {
        boolean seen = follow(Path.of(arguments[0]));
        System.out.println(seen ? "the rider saw the car move" : "the rider saw nothing");
    }

    /** Whether a rider saw the car that a driver reported. */
    static boolean follow(Path file) throws Exception {
        var driver = new DriverId(UUID.randomUUID());
        var rider = new RiderId(UUID.randomUUID());
        var trip = new TripId(UUID.randomUUID());
        var moved = new CountDownLatch(1);
        try (var log = new FileLocationLog(file);
                var fleet = FleetService.builder().with(LocationLog.class, log).start()) {
            var cases = fleet.useCases();
            var dispatch = as(UUID.randomUUID(), Role.SERVICE);
            var part = new RiderPart(rider, null, IKEJA, YABA);
            cases.registration()
                    .register(dispatch, trip, driver, new TripPlan(List.of(part), IKEJA, YABA, List.of(), null, null));
            cases.progress()
                    .progress(
                            dispatch,
                            trip,
                            new ProgressTrip.Request(TripStatus.EN_ROUTE, null, null, null, null, null));
            try (var following = cases.following()
                    .follow(
                            as(rider.value(), Role.RIDER),
                            new FollowDriver.Request(driver, trip, null, null),
                            watcher(moved))) {
                following.start();
                cases.locations()
                        .report(driver, LocationFix.at(IKEJA, Instant.now()))
                        .toCompletableFuture()
                        .get(5, TimeUnit.SECONDS);
                return moved.await(5, TimeUnit.SECONDS);
            }
        }
    }

    private static Principal as(UUID subject, Role role) {
        return new Principal(subject, Set.of(role), Instant.now().plusSeconds(3600));
    }

    private static FollowDriver.Watcher watcher(CountDownLatch moved) {
        return new FollowDriver.Watcher() {
            @Override
            public void moved(DriverPosition position) {
                moved.countDown();
            }

            @Override
            public void progressed(TripUpdate update) {}

            @Override
            public void ended() {}
        };
    }
}
