package com.openride.fleet.domain.trip;

import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.rider.RiderId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The halts of a trip in driving order, and which of them are whose. Every rider's pickup and drop-off is one of the
 * planned halts when it lies near one, and otherwise put where it costs the least detour.
 */
public final class Itinerary {

    private static final double SAME_HALT_METERS = 150;

    private final List<GeoPoint> halts;
    private final List<@Nullable Duration> offsets;
    private final Map<RiderId, Leg> legs;

    private Itinerary(List<Halt> halts, Map<RiderId, Leg> legs) {
        this.halts = halts.stream().map(halt -> halt.point).toList();
        this.offsets = halts.stream().map(Halt::offset).toList();
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

    /** How long after the start each halt is planned to be reached; null where nothing was planned. */
    public List<@Nullable Duration> offsets() {
        return offsets;
    }

    /** The riders, with the halts where they get on and off. */
    public Map<RiderId, Leg> legs() {
        return legs;
    }

    /**
     * Between which halts a rider rides.
     *
     * @param pickup which halt they get on at, from 0
     * @param dropoff which later halt they get off at
     */
    public record Leg(int pickup, int dropoff) {

        /**
         * The halt that concerns the rider: their pickup and, once aboard, their drop-off.
         *
         * @param next the halt ahead
         */
        public int target(int next, TripStatus status) {
            return status == TripStatus.IN_PROGRESS && next > pickup ? dropoff : pickup;
        }
    }

    /** Halts that are still being put in order; each is an object of its own, so that its place may change. */
    private static final class Planning {

        private final List<Halt> halts = new ArrayList<>();
        private final Map<RiderId, Halt> pickups = new LinkedHashMap<>();
        private final Map<RiderId, Halt> dropoffs = new LinkedHashMap<>();

        private Planning(TripPlan plan) {
            halts.add(new Halt(plan.pickup(), Duration.ZERO));
            plan.stops().forEach(stop -> halts.add(new Halt(stop.point(), stop.plannedOffset())));
            halts.add(new Halt(plan.dropoff(), null));
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
            var halt = new Halt(point, null);
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
            return new Itinerary(halts, legs);
        }
    }

    private static final class Halt {

        private final GeoPoint point;
        private final @Nullable Duration plannedOffset;

        private Halt(GeoPoint point, @Nullable Duration plannedOffset) {
            this.point = point;
            this.plannedOffset = plannedOffset;
        }

        private @Nullable Duration offset() {
            return plannedOffset;
        }
    }
}
