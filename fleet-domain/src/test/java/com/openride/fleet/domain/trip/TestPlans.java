package com.openride.fleet.domain.trip;

import com.openride.fleet.domain.access.Actor;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.rider.RiderId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Trips from Ikeja to Yaba. */
final class TestPlans {

    static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    static final GeoPoint IKEJA = new GeoPoint(6.6018, 3.3515);
    static final GeoPoint YABA = new GeoPoint(6.5095, 3.3711);
    static final Actor SERVICE = new Actor(UUID.randomUUID(), Role.SERVICE);

    private TestPlans() {}

    static RiderId rider() {
        return new RiderId(UUID.randomUUID());
    }

    static TripPlan plan(RiderId... riders) {
        return plan(
                List.of(),
                Stream.of(riders)
                        .map(rider -> new RiderPart(rider, null, IKEJA, YABA))
                        .toArray(RiderPart[]::new));
    }

    static TripPlan plan(List<Stop> stops, RiderPart... parts) {
        return new TripPlan(List.of(parts), IKEJA, YABA, stops, null, null);
    }

    static Trip planned(RiderId... riders) {
        return Trip.planned(new TripId(UUID.randomUUID()), new DriverId(UUID.randomUUID()), plan(riders), NOON);
    }

    static TripStep to(TripStatus status) {
        return to(status, null);
    }

    static TripStep to(TripStatus status, @Nullable Instant eta) {
        return new TripStep(status, SERVICE, null, eta, null, null);
    }

    /** The trip after the steps, taken a minute apart. */
    static Trip after(Trip trip, TripStatus... states) {
        Trip now = trip;
        for (TripStatus status : states) {
            now = now.after(to(status), NOON.plusSeconds(60 * now.version()));
        }
        return now;
    }
}
