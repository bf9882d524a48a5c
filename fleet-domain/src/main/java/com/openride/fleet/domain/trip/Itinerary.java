package com.openride.fleet.domain.trip;

import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.rider.RiderId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The halts of a trip in driving order, and which of them are whose. Every rider's pickup and drop-off is one of the
 * planned halts when it lies near one, and otherwise put where it costs the least detour.
 */
public final class Itinerary {

    /**
     * How much longer roads are than great circles in a city: between 1.2 and 1.6 in the literature (Giacomin and
     * Levinson, "Road network circuity in metropolitan areas", 2015, gives about 1.3).
     */
    static final double DETOUR_FACTOR = 1.3;

    private static final double SAME_HALT_METERS = 150;
    private static final double PASSED_METERS = 100;

    private final List<GeoPoint> halts;
    private final Map<RiderId, Leg> legs;

    private Itinerary(List<GeoPoint> halts, Map<RiderId, Leg> legs) {
        this.halts = List.copyOf(halts);
        this.legs = Map.copyOf(legs);
    }

    /** The halts of the plan. */
    public static Itinerary of(TripPlan plan) {
        var planning = new Planning(plan);
        plan.riders().forEach(planning::add);
        return planning.itinerary();
    }

    /** The halts in driving order, the run's pickup first and its drop-off last. */
    public List<GeoPoint> halts() {
        return halts;
    }

    /**
     * Which halt is still ahead. It goes on when the car comes within 100 m of that halt or of the one after, never
     * back, never beyond the last, and not before the run is in progress.
     *
     * @param next the halt ahead so far, from 0
     */
    public int advance(int next, GeoPoint at, TripStatus status) {
        if (status != TripStatus.IN_PROGRESS) {
            return next;
        }
        int last = halts.size() - 1;
        int ahead = Math.min(last, Math.max(1, next));
        for (int halt = Math.min(last, ahead + 1); halt >= ahead; halt--) {
            if (halts.get(halt).metersTo(at) <= PASSED_METERS) {
                return Math.min(last, halt + 1);
            }
        }
        return ahead;
    }

    /**
     * What is expected: great circles along the halts ahead, times a detour factor, at the given pace. For riders not
     * yet aboard it is their pickup, for the others their drop-off.
     *
     * @param next the halt ahead
     * @param metersPerSecond positive
     */
    public Eta estimate(int next, TripStatus status, GeoPoint at, double metersPerSecond, Instant now) {
        double[] meters = metersTo(next, at, status);
        Map<RiderId, EtaEstimate> riders = new LinkedHashMap<>();
        legs.forEach((rider, leg) -> riders.put(
                rider, estimate(meters[leg.isAboard(next, status) ? leg.dropoff : leg.pickup], metersPerSecond, now)));
        return new Eta(estimate(meters[halts.size() - 1], metersPerSecond, now), riders);
    }

    private double[] metersTo(int next, GeoPoint at, TripStatus status) {
        double[] meters = new double[halts.size()];
        boolean waiting = status == TripStatus.ARRIVED;
        double along = waiting ? 0 : at.metersTo(halts.get(next)) * DETOUR_FACTOR;
        for (int halt = next; halt < halts.size(); halt++) {
            along += halt == next ? 0 : halts.get(halt - 1).metersTo(halts.get(halt)) * DETOUR_FACTOR;
            meters[halt] = along;
        }
        return meters;
    }

    private static EtaEstimate estimate(double meters, double metersPerSecond, Instant now) {
        return new EtaEstimate(now.plusMillis(Math.round(meters / metersPerSecond * 1000)), Math.round(meters));
    }

    private record Leg(int pickup, int dropoff) {

        boolean isAboard(int next, TripStatus status) {
            return status == TripStatus.IN_PROGRESS && next > pickup;
        }
    }

    /** Halts that are still being put in order; each is an object of its own, so that its place may change. */
    private static final class Planning {

        private final List<Halt> halts = new ArrayList<>();
        private final Map<RiderId, Halt> pickups = new LinkedHashMap<>();
        private final Map<RiderId, Halt> dropoffs = new LinkedHashMap<>();

        private Planning(TripPlan plan) {
            halts.add(new Halt(plan.pickup()));
            plan.stops().forEach(stop -> halts.add(new Halt(stop.point())));
            halts.add(new Halt(plan.dropoff()));
        }

        private void add(RiderPart part) {
            Halt pickup = halt(part.pickup(), 0, halts.size() - 1);
            Halt dropoff = halt(part.dropoff(), halts.indexOf(pickup) + 1, halts.size());
            pickups.put(part.rider(), pickup);
            dropoffs.put(part.rider(), dropoff);
        }

        private Halt halt(GeoPoint point, int from, int to) {
            for (Halt halt : halts.subList(from, to)) {
                if (halt.point.metersTo(point) <= SAME_HALT_METERS) {
                    return halt;
                }
            }
            return insert(point, Math.max(1, from), Math.min(to, halts.size() - 1));
        }

        private Halt insert(GeoPoint point, int from, int to) {
            int best = from;
            for (int place = from; place <= to; place++) {
                best = detour(place, point) < detour(best, point) ? place : best;
            }
            var halt = new Halt(point);
            halts.add(best, halt);
            return halt;
        }

        private double detour(int place, GeoPoint point) {
            GeoPoint before = halts.get(place - 1).point;
            GeoPoint after = halts.get(place).point;
            return before.metersTo(point) + point.metersTo(after) - before.metersTo(after);
        }

        private Itinerary itinerary() {
            Map<RiderId, Leg> legs = new LinkedHashMap<>();
            pickups.forEach((rider, pickup) ->
                    legs.put(rider, new Leg(halts.indexOf(pickup), halts.indexOf(dropoffs.get(rider)))));
            return new Itinerary(halts.stream().map(halt -> halt.point).toList(), legs);
        }
    }

    private static final class Halt {

        private final GeoPoint point;

        private Halt(GeoPoint point) {
            this.point = point;
        }
    }
}
