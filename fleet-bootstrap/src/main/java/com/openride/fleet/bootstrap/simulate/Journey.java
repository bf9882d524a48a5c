package com.openride.fleet.bootstrap.simulate;

import com.openride.fleet.domain.geo.Bearing;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.trip.TripStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A car's way through one trip as a pure function of time: to the pickup, a wait there, the road with its halts, a wait
 * at the end. The same chance gives the same journey.
 */
final class Journey {

    private static final double APPROACH_METERS = 600;
    private static final double WAIT_SECONDS = 25;
    private static final double HALT_SECONDS = 15;
    private static final double SLOWEST_KILOMETERS_PER_HOUR = 22;
    private static final double FASTEST_KILOMETERS_PER_HOUR = 62;
    private static final double LOOK_BACK_METERS = 20;
    private static final double SECONDS_PER_HOUR_AND_KILOMETER = 3.6;

    private final Route route;
    private final double length;
    private final double approachBearing;
    private final List<Leg> legs = new ArrayList<>();

    /** A journey along the road at speeds that the chance gives. */
    Journey(Route route, RandomGenerator chance) {
        this.route = route;
        this.length = route.path().lengthMeters();
        this.approachBearing = chance.nextDouble(2 * Math.PI);
        add(TripStatus.EN_ROUTE, -APPROACH_METERS, 0, drive(chance, APPROACH_METERS));
        add(TripStatus.ARRIVED, 0, 0, WAIT_SECONDS);
        double at = 0;
        for (double halt : route.halts()) {
            add(TripStatus.IN_PROGRESS, at, halt, drive(chance, halt - at));
            add(TripStatus.IN_PROGRESS, halt, halt, HALT_SECONDS);
            at = halt;
        }
        add(TripStatus.IN_PROGRESS, at, length, drive(chance, length - at));
        add(TripStatus.IN_PROGRESS, length, length, HALT_SECONDS);
    }

    /**
     * Where a car is at one moment.
     *
     * @param status how far the trip is
     * @param point where, exactly
     * @param kilometersPerHour how fast, by its own clock
     * @param bearing where to
     * @param reception whether the phone has any
     */
    record Moment(TripStatus status, GeoPoint point, double kilometersPerHour, Bearing bearing, boolean reception) {}

    private record Leg(TripStatus status, double from, double to, double begin, double seconds) {}

    /** How long it takes. */
    double seconds() {
        Leg last = legs.get(legs.size() - 1);
        return last.begin() + last.seconds();
    }

    /**
     * Where the car is so many seconds after the start, COMPLETED from the end on.
     *
     * @param seconds not negative
     */
    Moment at(double seconds) {
        for (Leg leg : legs) {
            if (seconds < leg.begin() + leg.seconds()) {
                double share = (seconds - leg.begin()) / leg.seconds();
                double along = leg.from() + share * (leg.to() - leg.from());
                double speed = (leg.to() - leg.from()) / leg.seconds() * SECONDS_PER_HOUR_AND_KILOMETER;
                return moment(leg.status(), along, speed);
            }
        }
        return moment(TripStatus.COMPLETED, length, 0);
    }

    private Moment moment(TripStatus status, double along, double speed) {
        GeoPoint here = place(along);
        Bearing bearing = place(along - LOOK_BACK_METERS).bearingTo(here);
        return new Moment(status, here, speed, bearing, route.hasReception(along));
    }

    /** The place so far along; less than nothing is still before the pickup, straight ahead of it. */
    private GeoPoint place(double along) {
        if (along >= 0) {
            return route.path().pointAt(along);
        }
        GeoPoint pickup = route.path().points().get(0);
        return Offsets.move(pickup, along * Math.cos(approachBearing), along * Math.sin(approachBearing));
    }

    private void add(TripStatus status, double from, double to, double seconds) {
        legs.add(new Leg(status, from, to, legs.isEmpty() ? 0 : seconds(), seconds));
    }

    private static double drive(RandomGenerator chance, double meters) {
        double speed = chance.nextDouble(SLOWEST_KILOMETERS_PER_HOUR, FASTEST_KILOMETERS_PER_HOUR);
        return Math.max(1, meters / (speed / SECONDS_PER_HOUR_AND_KILOMETER));
    }
}
