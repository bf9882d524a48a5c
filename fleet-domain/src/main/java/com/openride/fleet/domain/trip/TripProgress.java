package com.openride.fleet.domain.trip;

import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.geo.RouteLine;
import com.openride.fleet.domain.location.LocationFix;
import com.openride.fleet.domain.rider.RiderId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a run has come, as a pure state machine over its fixes in the order in which they were recorded.
 *
 * @param course what is to be driven
 * @param status where the run stands
 * @param reached how many halts it has reached, in order
 * @param reachedAt when it reached the last of these
 * @param spot where on the course it is, once it is in progress
 * @param place where the car is, if known
 * @param tempo how it gets on against the plan
 */
public record TripProgress(
        Course course,
        TripStatus status,
        int reached,
        @Nullable Instant reachedAt,
        Spot spot,
        @Nullable Place place,
        Tempo tempo) {

    private static final double TRUST_IN_PLAN_SECONDS = 900;
    private static final double TRUST_IN_USUAL_SECONDS = 300;
    private static final double MEMORY_SECONDS = 900;
    private static final double AT_HALT_METERS = 60;
    private static final double PASSED_METERS = 100;
    private static final double ON_ROUTE_METERS = 100;
    private static final double SLACK_METERS = 150;
    private static final double MOST_WINDING = 2;
    private static final double STEP_METERS = 20;
    private static final Duration LONGEST_GAP = Duration.ofMinutes(10);

    /**
     * Where on the course a car is.
     *
     * @param meters how far along; never goes back
     * @param offMeters how far beside the route; NaN when there is no route, or it has not begun
     * @param strayedMeters how far it has driven since it was last seen on the route
     */
    public record Spot(double meters, double offMeters, double strayedMeters) {

        static final Spot NONE = new Spot(0, Double.NaN, 0);

        /** Whether the car is not known to be beside the route. */
        boolean isOn() {
            return !(offMeters > ON_ROUTE_METERS);
        }
    }

    /**
     * Where a car is.
     *
     * @param point where
     * @param at when
     * @param anchor where its way is measured from; moves on only when the car does, so that the receiver's noise while it
     *     stands is no way
     */
    public record Place(GeoPoint point, Instant at, GeoPoint anchor) {}

    /** Before anything is known of the car. */
    public static TripProgress start(Course course, TripStatus status) {
        double trust = course.isTimed() ? TRUST_IN_PLAN_SECONDS : TRUST_IN_USUAL_SECONDS;
        return new TripProgress(course, status, 0, null, Spot.NONE, null, Tempo.asExpected(trust));
    }

    /** The halt ahead, from 0; at the end the last one. */
    public int next() {
        return Math.min(course.last(), reached);
    }

    /** Whether the run has reached its last halt. */
    public boolean isAtEnd() {
        return reached > course.last();
    }

    /** How far the car is from the halt, if it is known where the car is. */
    public double metersTo(int halt) {
        return place == null
                ? Double.NaN
                : place.point.metersTo(course.itinerary().halts().get(halt));
    }

    /** The progress once the run stands elsewhere in its life. */
    public TripProgress turned(TripStatus to, Instant at) {
        if (to == status) {
            return this;
        }
        int count = reachedBy(to);
        Spot begun = to == TripStatus.IN_PROGRESS ? new Spot(course.metersAt(0), Double.NaN, 0) : spot;
        return new TripProgress(course, to, count, count == reached ? reachedAt : at, begun, place, tempo);
    }

    /** How many halts are behind a run that has come so far in its life. */
    private int reachedBy(TripStatus to) {
        return switch (to) {
            case ARRIVED, IN_PROGRESS -> Math.max(1, reached);
            case COMPLETED -> course.last() + 1;
            default -> reached;
        };
    }

    /** The progress after the next believed fix, which must be later than the one before. */
    public TripProgress after(LocationFix fix) {
        Spot seen = status == TripStatus.IN_PROGRESS ? seen(fix) : spot;
        int count = reachedAfter(fix.point(), seen);
        Instant when = count == reached ? reachedAt : fix.recordedAt();
        return new TripProgress(course, status, count, when, seen, moved(fix), learned(fix, seen, count));
    }

    /** The same with the car at a place where it was seen before the run began, unless it was seen since. */
    public TripProgress placed(LocationFix fix) {
        return place != null ? this : new TripProgress(course, status, reached, reachedAt, spot, moved(fix), tempo);
    }

    private Spot seen(LocationFix fix) {
        RouteLine line = course.line();
        if (line == null) {
            double left = fix.point().metersTo(course.itinerary().halts().get(Math.max(1, next())));
            double along = course.metersAt(Math.max(1, next())) - left * Course.DETOUR_FACTOR;
            return new Spot(Math.max(spot.meters, along), Double.NaN, 0);
        }
        double strayed = spot.strayedMeters + (place == null ? 0 : place.point.metersTo(fix.point()));
        RouteLine.Spot found = line.follow(fix.point(), spot.meters, SLACK_METERS + MOST_WINDING * strayed);
        return found.offMeters() <= ON_ROUTE_METERS
                ? new Spot(Math.max(spot.meters, found.alongMeters()), found.offMeters(), 0)
                : new Spot(spot.meters, found.offMeters(), strayed);
    }

    private int reachedAfter(GeoPoint at, Spot seen) {
        return switch (status) {
            case EN_ROUTE -> reached == 0 && isNear(at, 0, AT_HALT_METERS) ? 1 : reached;
            case IN_PROGRESS -> course.line() == null ? nearest(at) : passed(at, seen);
            default -> reached;
        };
    }

    /** A halt counts as reached within 100 m, also if the one before was left out. */
    private int nearest(GeoPoint at) {
        int ahead = Math.max(1, reached);
        for (int halt = Math.min(course.last(), ahead + 1); halt >= ahead; halt--) {
            if (isNear(at, halt, PASSED_METERS)) {
                return halt + 1;
            }
        }
        return ahead;
    }

    private int passed(GeoPoint at, Spot seen) {
        int count = Math.max(1, reached);
        while (count <= course.last() && isPassed(count, at, seen)) {
            count++;
        }
        return count;
    }

    private boolean isPassed(int halt, GeoPoint at, Spot seen) {
        double left = course.metersAt(halt) - seen.meters;
        return left <= 0 || (left <= PASSED_METERS + AT_HALT_METERS && isNear(at, halt, AT_HALT_METERS));
    }

    private boolean isNear(GeoPoint at, int halt, double within) {
        return course.itinerary().halts().get(halt).metersTo(at) <= within;
    }

    private Place moved(LocationFix fix) {
        boolean stays = place != null && place.anchor.metersTo(fix.point()) < STEP_METERS;
        GeoPoint anchor = stays && place != null ? place.anchor : fix.point();
        return new Place(fix.point(), fix.recordedAt(), anchor);
    }

    /** Teaches the tempo, but not while the car waits at a halt and not over a long gap. */
    private Tempo learned(LocationFix fix, Spot seen, int count) {
        if (place == null || status == TripStatus.ARRIVED || isAtHalt(fix.point(), count)) {
            return tempo;
        }
        double took = seconds(place.at, fix.recordedAt());
        if (took <= 0 || took > LONGEST_GAP.toSeconds()) {
            return tempo;
        }
        return tempo.after(took, expectedSeconds(fix, seen, count), MEMORY_SECONDS);
    }

    private boolean isAtHalt(GeoPoint at, int count) {
        return isNear(at, Math.min(course.last(), count), AT_HALT_METERS)
                || (count > 0 && isNear(at, count - 1, AT_HALT_METERS));
    }

    private double expectedSeconds(LocationFix fix, Spot seen, int count) {
        if (status == TripStatus.IN_PROGRESS && seen.isOn()) {
            int ahead = Math.min(course.last(), Math.max(1, count));
            return Math.max(0, course.secondsAt(ahead, seen.meters) - course.secondsAt(ahead, spot.meters));
        }
        double driven = place == null ? 0 : place.anchor.metersTo(fix.point());
        return driven < STEP_METERS ? 0 : driven / Course.USUAL_METERS_PER_SECOND;
    }

    /** What is expected: for riders not yet aboard their pickup, for the others their drop-off. */
    public Eta eta(Instant now) {
        double[] seconds = new double[course.last() + 1];
        double[] meters = new double[course.last() + 1];
        lookAhead(seconds, meters);
        Map<RiderId, EtaEstimate> riders = new HashMap<>();
        course.itinerary().legs().forEach((rider, leg) -> {
            int target = leg.target(reached, status);
            riders.put(rider, estimate(seconds[target], meters[target], now));
        });
        return new Eta(
                estimate(seconds[course.last()], meters[course.last()], now),
                riders,
                course.itinerary().rides(reached, status));
    }

    private void lookAhead(double[] seconds, double[] meters) {
        boolean driving = status == TripStatus.IN_PROGRESS;
        int next = driving ? Math.max(1, next()) : 0;
        double approach = approachMeters() * Course.DETOUR_FACTOR;
        double here = driving ? spot.meters : course.metersAt(0);
        double gone = driving ? course.secondsAt(next, here) : 0;
        for (int halt = next; halt <= course.last(); halt++) {
            meters[halt] = approach + Math.max(0, course.metersAt(halt) - here);
            double expected = approach / Course.USUAL_METERS_PER_SECOND + course.secondsAt(halt) - gone;
            seconds[halt] = Math.max(0, expected) * tempo.slowness();
        }
    }

    /** How far the car is from where the way along the halts goes on. */
    private double approachMeters() {
        if (status == TripStatus.EN_ROUTE && place != null) {
            return metersTo(0);
        }
        return status == TripStatus.IN_PROGRESS && !spot.isOn() ? spot.offMeters : 0;
    }

    /** Counted from when the car was seen there; nothing is expected in the past. */
    private EtaEstimate estimate(double seconds, double meters, Instant now) {
        Instant seenAt = place == null || status == TripStatus.ARRIVED ? now : place.at;
        Instant arrival = seenAt.plusMillis(Math.round(seconds * 1000));
        return new EtaEstimate(arrival.isBefore(now) ? now : arrival, Math.round(meters));
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }
}
