package com.openride.fleet.domain.monitor;

import com.openride.fleet.domain.access.Actor;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.geo.Accuracy;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.geo.RoutePath;
import com.openride.fleet.domain.geo.Speed;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.location.LocationFix;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.RiderPart;
import com.openride.fleet.domain.trip.Stop;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripId;
import com.openride.fleet.domain.trip.TripPlan;
import com.openride.fleet.domain.trip.TripStatus;
import com.openride.fleet.domain.trip.TripStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A synthetic drive on a run of 10 km straight to the north, with a halt at 4 km, told second by second: a fix every five
 * seconds unless said otherwise. The plan's start is second 0.
 */
final class Drive {

    static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

    private static final double DEGREES_PER_METER = 1 / 111_195.08;
    private static final Actor SERVICE = new Actor(new UUID(0, 1), Role.SERVICE);

    private final List<DriverLocation> fixes = new ArrayList<>();
    private Thresholds thresholds = Thresholds.USUAL;
    private Trip trip;
    private int second;
    private int every = 5;
    private double north;
    private double east;
    private @Nullable Speed claimed;
    private @Nullable Accuracy accuracy;

    private Drive(Trip trip) {
        this.trip = trip;
    }

    /** A trip that waits for its scheduled time, which is second 0. */
    static Drive planned() {
        var part = new RiderPart(new RiderId(new UUID(0, 2)), null, point(0, 0), point(10_000, 0));
        var route = new RoutePath(List.of(point(0, 0), point(4000, 0), point(10_000, 0)));
        var plan = new TripPlan(
                List.of(part),
                part.pickup(),
                part.dropoff(),
                List.of(new Stop(point(4000, 0), null, null)),
                route,
                START);
        return new Drive(
                Trip.planned(new TripId(new UUID(0, 3)), new DriverId(new UUID(0, 4)), plan, START.minusSeconds(3600)));
    }

    /** A car that has set out from 2 km before the pickup. */
    static Drive enRoute() {
        return planned().at(-2000).step(TripStatus.EN_ROUTE);
    }

    /** A car with its riders aboard at the pickup. */
    static Drive inProgress() {
        return planned().at(0).step(TripStatus.EN_ROUTE, TripStatus.ARRIVED, TripStatus.IN_PROGRESS);
    }

    static GeoPoint point(double north, double east) {
        return new GeoPoint(6 + north * DEGREES_PER_METER, 3 + east * DEGREES_PER_METER / Math.cos(Math.toRadians(6)));
    }

    /** With other thresholds. */
    Drive with(Thresholds other) {
        thresholds = other;
        return this;
    }

    /** Takes the steps now. */
    Drive step(TripStatus... states) {
        for (TripStatus status : states) {
            trip = trip.after(new TripStep(status, SERVICE, null, null, null, null), now());
        }
        return this;
    }

    /** From now on a fix every so many seconds. */
    Drive every(int seconds) {
        every = seconds;
        return this;
    }

    /** From now on the device claims this speed, whatever the car does; null to claim none. */
    Drive claiming(@Nullable Integer kmh) {
        claimed = kmh == null ? null : new Speed(kmh);
        return this;
    }

    /** From now on the device claims to be so sure. */
    Drive sure(double meters) {
        accuracy = new Accuracy(meters);
        return this;
    }

    /** Is somewhere else at once. */
    Drive at(double metersNorth) {
        north = metersNorth;
        return this;
    }

    /** Is so far beside the road at once. */
    Drive beside(double metersEast) {
        east = metersEast;
        return this;
    }

    /** Drives north for so long. */
    Drive go(double kmh, int seconds) {
        for (int i = 0; i < seconds; i++) {
            north += kmh / 3.6;
            second++;
            if (second % every == 0) {
                fix();
            }
        }
        return this;
    }

    /** Stands for so long. */
    Drive stand(int seconds) {
        return go(0, seconds);
    }

    /** Is not heard of for so long. */
    Drive silent(int seconds) {
        second += seconds;
        return this;
    }

    /** Sends a fix now. */
    Drive fix() {
        var fix = new LocationFix(point(north, east), now(), null, claimed, accuracy, null);
        fixes.add(new DriverLocation(trip.driver(), fix, now()));
        return this;
    }

    Instant now() {
        return START.plusSeconds(second);
    }

    int second() {
        return second;
    }

    Trip trip() {
        return trip;
    }

    List<DriverLocation> fixes() {
        return fixes;
    }

    /** Everything that is found, up to now. */
    List<Finding> findings() {
        return TripReview.of(trip, fixes, Detectors.with(thresholds), now()).findings();
    }

    /** What is found, in short: {@code +KIND@second} for what began and {@code -KIND@second} for what ended. */
    List<String> story() {
        return findings().stream().map(Drive::line).toList();
    }

    private static String line(Finding finding) {
        long at = finding.at().getEpochSecond() - START.getEpochSecond();
        return (finding.over() ? "-" : "+") + finding.kind() + "@" + at;
    }
}
