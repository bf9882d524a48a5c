package com.openride.fleet.application.contract;

import com.openride.fleet.domain.access.Actor;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.location.LocationFix;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.session.ClientOrigin;
import com.openride.fleet.domain.session.Session;
import com.openride.fleet.domain.session.SessionId;
import com.openride.fleet.domain.session.Transport;
import com.openride.fleet.domain.trip.RiderPart;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripId;
import com.openride.fleet.domain.trip.TripPlan;
import com.openride.fleet.domain.trip.TripStatus;
import com.openride.fleet.domain.trip.TripStep;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Drivers, riders, fixes and trips in Lagos to try things with. */
public final class Samples {

    public static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    public static final GeoPoint IKEJA = new GeoPoint(6.6018, 3.3515);
    public static final GeoPoint YABA = new GeoPoint(6.5095, 3.3711);
    public static final Actor SERVICE = new Actor(UUID.randomUUID(), Role.SERVICE);

    private Samples() {}

    public static DriverId anyDriver() {
        return new DriverId(UUID.randomUUID());
    }

    public static RiderId anyRider() {
        return new RiderId(UUID.randomUUID());
    }

    /** The driver in Ikeja, told at once. */
    public static DriverLocation inIkeja(DriverId driver, Instant at) {
        return located(driver, IKEJA, at);
    }

    /** The driver somewhere, told at once. */
    public static DriverLocation located(DriverId driver, GeoPoint point, Instant at) {
        return new DriverLocation(driver, LocationFix.at(point, at), at);
    }

    /** A trip from Ikeja to Yaba, just planned. */
    public static Trip planned(DriverId driver, Instant at, RiderId... riders) {
        return planned(
                driver,
                at,
                Stream.of(riders)
                        .map(rider -> new RiderPart(rider, null, IKEJA, YABA))
                        .toList());
    }

    /** A trip from Ikeja to Yaba with the parts, just planned. */
    public static Trip planned(DriverId driver, Instant at, List<RiderPart> parts) {
        var plan = new TripPlan(parts, IKEJA, YABA, List.of(), null, null);
        return Trip.planned(new TripId(UUID.randomUUID()), driver, plan, at);
    }

    /** A step that a service asks for without a key. */
    public static TripStep to(TripStatus status) {
        return keyed(status, SERVICE, null);
    }

    /** A step that an actor asks for under a key. */
    public static TripStep keyed(TripStatus status, Actor by, @Nullable String key) {
        return new TripStep(status, by, null, null, null, key);
    }

    /** A new connection of the driver. */
    public static Session session(DriverId driver) {
        return session(driver.value(), Role.DRIVER);
    }

    /** A new connection of anyone. */
    public static Session session(UUID subject, Role... roles) {
        return new Session(
                new SessionId(UUID.randomUUID()),
                new Principal(subject, Set.of(roles), NOON.plusSeconds(3600)),
                new ClientOrigin("192.0.2.1", Transport.WEBSOCKET),
                NOON);
    }
}
