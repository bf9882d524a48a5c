package com.openride.fleet.domain.trip;

import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.geo.RouteLine;
import com.openride.fleet.domain.geo.RoutePath;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan laid out for driving: how far along each halt lies and when, counted from the start, it should be reached. Places
 * between halts are told in metres along the route or, without one, along great circles made longer by a detour factor.
 */
public final class Course {

    /**
     * How much longer roads are than great circles in a city: between 1.2 and 1.6 in the literature (Giacomin and
     * Levinson, "Road network circuity in metropolitan areas", 2015, gives about 1.3).
     */
    static final double DETOUR_FACTOR = 1.3;

    /** What to expect where nothing was planned: 25 km/h, usual in a city's traffic. */
    static final double USUAL_METERS_PER_SECOND = 25 / 3.6;

    /** How long a car stands at a halt where nothing was planned. */
    static final double USUAL_HALT_SECONDS = 25;

    private static final double SAME_PASS_METERS = 30;
    private static final double AT_END_METERS = 300;

    private final Itinerary itinerary;
    private final @Nullable RouteLine line;
    private final double[] meters;
    private final double[] seconds;
    private final boolean planned;

    private Course(Itinerary itinerary, @Nullable RouteLine line) {
        this.itinerary = itinerary;
        this.line = line;
        this.meters = line == null ? beeline(itinerary.halts()) : along(line, itinerary.halts());
        this.planned = itinerary.offsets().stream().anyMatch(offset -> offset != null && !offset.isZero());
        this.seconds = planned ? plannedSeconds(meters, itinerary.offsets()) : usualSeconds(meters);
    }

    /** The course of a plan. */
    public static Course of(TripPlan plan) {
        RoutePath route = plan.route();
        return new Course(Itinerary.of(plan), route == null ? null : RouteLine.of(route));
    }

    /** The halts, and whose they are. */
    public Itinerary itinerary() {
        return itinerary;
    }

    /** The route to keep to, when one was planned. */
    public @Nullable RouteLine line() {
        return line;
    }

    /** Whether anybody planned when halts are to be reached. */
    boolean isTimed() {
        return planned;
    }

    /** The last halt, from 0. */
    public int last() {
        return meters.length - 1;
    }

    /** How far along the halt lies. */
    double metersAt(int halt) {
        return meters[halt];
    }

    /** How long after the start the halt should be reached. */
    double secondsAt(int halt) {
        return seconds[halt];
    }

    /**
     * How long after the start a place between two halts should be reached.
     *
     * @param next the halt ahead, from 1
     * @param along where, in metres
     */
    double secondsAt(int next, double along) {
        double length = meters[next] - meters[next - 1];
        double left = meters[next] - along;
        double departure = planned ? seconds[next - 1] : seconds[next - 1] + dwell(next - 1);
        double share = length <= 0 ? 0 : Math.min(1, left / length);
        double beyond = Math.max(0, left - Math.max(0, length)) / USUAL_METERS_PER_SECOND;
        return seconds[next] - share * (seconds[next] - departure) - beyond;
    }

    private static double dwell(int halt) {
        return halt == 0 ? 0 : USUAL_HALT_SECONDS;
    }

    private static double[] beeline(List<GeoPoint> halts) {
        double[] meters = new double[halts.size()];
        for (int i = 1; i < meters.length; i++) {
            meters[i] = meters[i - 1] + halts.get(i - 1).metersTo(halts.get(i)) * DETOUR_FACTOR;
        }
        return meters;
    }

    private static double[] along(RouteLine line, List<GeoPoint> halts) {
        double[] meters = new double[halts.size()];
        for (int i = 0; i < meters.length; i++) {
            double before = i == 0 ? 0 : meters[i - 1];
            meters[i] = line.firstPass(halts.get(i), before, SAME_PASS_METERS).alongMeters();
        }
        int last = meters.length - 1;
        // A route that crosses its own end on the way is still to be driven to it.
        if (line.metersToEnd(halts.get(last)) <= AT_END_METERS) {
            meters[last] = line.lengthMeters();
        }
        return meters;
    }

    private static double[] usualSeconds(double[] meters) {
        double[] seconds = new double[meters.length];
        for (int i = 1; i < meters.length; i++) {
            seconds[i] = seconds[i - 1] + dwell(i - 1) + (meters[i] - meters[i - 1]) / USUAL_METERS_PER_SECOND;
        }
        return seconds;
    }

    /** Offsets that were planned, in between by distance, and after the last one as fast as planned before it. */
    private static double[] plannedSeconds(double[] meters, List<@Nullable Duration> offsets) {
        double[] seconds = new double[meters.length];
        int known = 0;
        for (int i = 1; i < meters.length; i++) {
            Duration offset = offsets.get(i);
            if (offset != null && offset.toSeconds() > seconds[known]) {
                seconds[i] = offset.toSeconds();
                spread(meters, seconds, known, i);
                known = i;
            }
        }
        double driven = meters[known] - meters[0];
        double pace = driven > 0 && known > 0 ? seconds[known] / driven : 1 / USUAL_METERS_PER_SECOND;
        for (int i = known + 1; i < meters.length; i++) {
            seconds[i] = seconds[i - 1] + (meters[i] - meters[i - 1]) * pace;
        }
        return seconds;
    }

    private static void spread(double[] meters, double[] seconds, int from, int to) {
        double length = meters[to] - meters[from];
        for (int i = from + 1; i < to; i++) {
            double share = length > 0 ? (meters[i] - meters[from]) / length : 1;
            seconds[i] = seconds[from] + share * (seconds[to] - seconds[from]);
        }
    }
}
