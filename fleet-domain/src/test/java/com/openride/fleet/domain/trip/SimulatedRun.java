package com.openride.fleet.domain.trip;

import static com.openride.fleet.domain.trip.TestPlans.NOON;

import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.geo.RoutePath;
import com.openride.fleet.domain.location.LocationFix;
import com.openride.fleet.domain.rider.RiderId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A run through a city as it may go: each driver has a pace of their own, each stretch of road another, there are lights,
 * halts of uncertain length, and places without reception. The same seed gives the same run.
 */
final class SimulatedRun {

    private static final double DEGREES_PER_METER = 1 / 111_195.08;
    private static final int STRETCH_METERS = 400;

    final TripPlan plan;
    final List<LocationFix> fixes = new ArrayList<>();
    /** When the car was at each halt, the pickup first. */
    final List<Instant> reached = new ArrayList<>();

    private final Random chance;
    private final double length;
    private final RoutePath route;
    /** How far along each point of the route lies, in metres. */
    private final double[] begins;

    private final double[] halts;
    private double second;
    private double silentUntil = -1;
    private double noiseNorth;
    private double noiseEast;

    /**
     * A run.
     *
     * @param timed whether the plan says when halts are to be reached
     */
    SimulatedRun(long seed, boolean timed) {
        chance = new Random(seed);
        route = bentRoad(5000 + chance.nextInt(15_000));
        length = route.lengthMeters();
        begins = new double[route.points().size()];
        for (int i = 1; i < begins.length; i++) {
            begins[i] = begins[i - 1]
                    + route.points().get(i - 1).metersTo(route.points().get(i));
        }
        int count = 1 + chance.nextInt(4);
        halts = new double[count + 2];
        for (int i = 1; i <= count; i++) {
            halts[i] = length * (i + 0.5 * (chance.nextDouble() - 0.5)) / (count + 1);
        }
        halts[count + 1] = length;
        double usual = kmh(30 + 8 * chance.nextGaussian(), 18, 50);
        plan = plan(timed ? usual * (0.9 + 0.2 * chance.nextDouble()) : null);
        drive(usual);
    }

    private void drive(double usual) {
        double away = 600 + chance.nextInt(2000);
        double approach = away * (1.15 + 0.3 * chance.nextDouble());
        stretch(usual, approach, along -> away(away * (1 - along / approach)));
        reached.add(now());
        stand(20 + chance.nextInt(60), place(0));
        for (int halt = 1; halt < halts.length; halt++) {
            double from = halts[halt - 1];
            stretch(usual, halts[halt] - from, along -> place(from + along));
            reached.add(now());
            stand(10 + chance.nextInt(50), place(halts[halt]));
        }
    }

    /** The pace of a stretch holds for a while, and one in four ends at a light. */
    private void stretch(double usual, double meters, DoubleFunction<GeoPoint> at) {
        double along = 0;
        double pace = usual;
        double changesAt = 0;
        while (along < meters) {
            if (along >= changesAt) {
                pace = Math.max(1.5, usual * Math.exp(0.35 * chance.nextGaussian()));
                changesAt = along + STRETCH_METERS;
                if (along > 0 && chance.nextInt(4) == 0) {
                    stand(5 + chance.nextInt(55), at.apply(along));
                }
            }
            along = Math.min(meters, along + pace);
            tick(at.apply(along));
        }
    }

    private void stand(int seconds, GeoPoint at) {
        for (int i = 0; i < seconds; i++) {
            tick(at);
        }
    }

    private void tick(GeoPoint truth) {
        second++;
        if (second > silentUntil && chance.nextInt(900) == 0) {
            silentUntil = second + 30 + chance.nextInt(210);
        }
        if (second % 5 == 0 && second > silentUntil) {
            noiseNorth = 0.8 * noiseNorth + 3 * chance.nextGaussian();
            noiseEast = 0.8 * noiseEast + 3 * chance.nextGaussian();
            fixes.add(LocationFix.at(moved(truth, noiseNorth, noiseEast), now()));
        }
    }

    private TripPlan plan(@Nullable Double pace) {
        List<Stop> stops = new ArrayList<>();
        List<RiderPart> riders = new ArrayList<>();
        for (int i = 1; i + 1 < halts.length; i++) {
            Duration offset =
                    pace == null ? null : Duration.ofSeconds(Math.round(halts[i] / (0.8 * pace) + 35 * (i - 1)));
            stops.add(new Stop(place(halts[i]), null, offset));
        }
        for (int i = 0; i + 1 < halts.length; i++) {
            int off = i + 1 + chance.nextInt(halts.length - i - 1);
            riders.add(new RiderPart(new RiderId(new UUID(7, i)), null, place(halts[i]), place(halts[off])));
        }
        return new TripPlan(riders, place(0), place(length), stops, route, null);
    }

    private RoutePath bentRoad(int meters) {
        List<GeoPoint> points = new ArrayList<>();
        var at = new GeoPoint(6.5 + 0.1 * chance.nextDouble(), 3.3 + 0.1 * chance.nextDouble());
        double heading = chance.nextDouble() * 2 * Math.PI;
        for (int gone = 0; gone < meters; gone += 100) {
            points.add(at);
            heading += 0.25 * chance.nextGaussian();
            at = moved(at, 100 * Math.cos(heading), 100 * Math.sin(heading));
        }
        points.add(at);
        return new RoutePath(points);
    }

    /** As {@link RoutePath#pointAt}, which measures the whole route anew each time. */
    private GeoPoint place(double along) {
        int found = Arrays.binarySearch(begins, along);
        int piece = Math.max(0, Math.min(begins.length - 2, found >= 0 ? found - 1 : -found - 2));
        List<GeoPoint> ends = route.points().subList(piece, piece + 2);
        return new RoutePath(ends).pointAt(along - begins[piece]);
    }

    private GeoPoint away(double meters) {
        return moved(place(0), -meters, 0);
    }

    private Instant now() {
        return NOON.plusMillis(Math.round(second * 1000));
    }

    private static double kmh(double value, double least, double most) {
        return Math.min(most, Math.max(least, value)) / 3.6;
    }

    private static GeoPoint moved(GeoPoint from, double north, double east) {
        return new GeoPoint(
                from.latitude() + north * DEGREES_PER_METER,
                from.longitude() + east * DEGREES_PER_METER / Math.cos(Math.toRadians(from.latitude())));
    }
}
