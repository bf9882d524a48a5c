package com.openride.fleet.domain.trip;

import static com.openride.fleet.domain.trip.TripStatus.ARRIVED;
import static com.openride.fleet.domain.trip.TripStatus.EN_ROUTE;
import static com.openride.fleet.domain.trip.TripStatus.IN_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.geo.RoutePath;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.location.LocationFix;
import com.openride.fleet.domain.monitor.Traces;
import com.openride.fleet.domain.rider.RiderId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How far estimates are from what happens, by how far they look ahead. */
class EtaErrorTest {

    private static final int RUNS = 400;
    private static final RiderId RIDER = new RiderId(new UUID(0, 1));

    @Test
    void on_simulated_runs_five_to_fifteen_minutes_ahead_the_median_error_is_below_15_percent() {
        for (boolean timed : new boolean[] {true, false}) {
            var errors = new Errors();
            for (int seed = 0; seed < RUNS; seed++) {
                measure(new SimulatedRun(seed, timed), errors);
            }

            errors.print(timed ? "simulated, with planned offsets" : "simulated, nothing planned");
            assertThat(errors.medianShare(Horizon.UP_TO_15_MINUTES)).isLessThan(0.15);
        }
    }

    @Test
    void on_recorded_drives_estimates_of_the_second_half_are_told() {
        assumeTrue(Traces.arePresent(), "no recorded drives at ../shared/data/traces beside the project");
        var known = new Errors();
        var unknown = new Errors();
        for (Traces.Run run : Traces.all()) {
            boolean vacant = run.name().endsWith("/");
            if (!vacant && run.end().isAfter(run.begin().plusSeconds(360))) {
                measure(run, new RoutePath(run.line(25)), known);
                measure(run, null, unknown);
            }
        }

        known.print("recorded, second halves, route known");
        unknown.print("recorded, second halves, no route");
        assertThat(known.medianShare(Horizon.UP_TO_15_MINUTES)).isLessThan(0.35);
    }

    private static void measure(SimulatedRun run, Errors errors) {
        Course course = Course.of(run.plan);
        TripProgress progress = TripProgress.start(course, EN_ROUTE);
        Instant aboard = run.reached.get(0).plusSeconds(20);
        for (LocationFix fix : run.fixes) {
            Instant at = fix.recordedAt();
            if (progress.status() == EN_ROUTE && !at.isBefore(run.reached.get(0))) {
                progress = progress.turned(ARRIVED, run.reached.get(0));
            }
            if (progress.status() == ARRIVED && !at.isBefore(aboard)) {
                progress = progress.turned(IN_PROGRESS, aboard);
            }
            progress = progress.after(fix);
            Eta eta = progress.eta(at);
            for (var leg : course.itinerary().legs().entrySet()) {
                int target = leg.getValue().target(progress.reached(), progress.status());
                Instant truth = run.reached.get(target);
                if (truth.isAfter(at)) {
                    errors.add(at, eta.forRider(leg.getKey()).arrival(), truth);
                }
            }
        }
    }

    private static void measure(Traces.Run run, @Nullable RoutePath route, Errors errors) {
        GeoPoint end = run.last();
        var plan = new TripPlan(
                List.of(new RiderPart(RIDER, null, run.first(), end)), run.first(), end, List.of(), route, null);
        TripProgress progress = TripProgress.start(Course.of(plan), EN_ROUTE).turned(IN_PROGRESS, run.begin());
        Instant half = run.begin().plus(Duration.between(run.begin(), run.end()).dividedBy(2));
        Instant truth = arrival(run);
        for (DriverLocation location : run.fixes()) {
            Instant at = location.fix().recordedAt();
            progress = progress.after(location.fix());
            if (!at.isBefore(half) && at.isBefore(truth)) {
                errors.add(at, progress.eta(at).end().arrival(), truth);
            }
        }
    }

    /** When the car came to stay where it ends. */
    private static Instant arrival(Traces.Run run) {
        Instant arrival = run.end();
        for (int i = run.fixes().size() - 1; i >= 0; i--) {
            if (run.fixes().get(i).fix().point().metersTo(run.last()) > 60) {
                return arrival;
            }
            arrival = run.fixes().get(i).fix().recordedAt();
        }
        return arrival;
    }

    /** Every estimate's error, by horizon. */
    private static final class Errors {

        private final Map<Horizon, List<Double>> seconds = new EnumMap<>(Horizon.class);
        private final Map<Horizon, List<Double>> shares = new EnumMap<>(Horizon.class);

        void add(Instant madeAt, Instant estimated, Instant truth) {
            Duration ahead = Duration.between(madeAt, truth);
            double error = Duration.between(truth, estimated).toMillis() / 1000.0;
            Horizon horizon = Horizon.of(ahead);
            seconds.computeIfAbsent(horizon, key -> new ArrayList<>()).add(error);
            shares.computeIfAbsent(horizon, key -> new ArrayList<>()).add(Math.abs(error) * 1000 / ahead.toMillis());
        }

        double medianShare(Horizon horizon) {
            return at(Objects.requireNonNull(shares.get(horizon)), 0.5);
        }

        void print(String what) {
            for (Horizon horizon : seconds.keySet()) {
                List<Double> signed = Objects.requireNonNull(seconds.get(horizon));
                List<Double> absolute = signed.stream().map(Math::abs).toList();
                List<Double> relative = Objects.requireNonNull(shares.get(horizon));
                System.out.printf(
                        Locale.ROOT,
                        "%-38s %5s min %7d estimates, error median %4.0f s p90 %4.0f s, of the rest %4.1f %% p90 %4.1f %%,"
                                + " bias %+4.0f s%n",
                        what,
                        horizon.minutes(),
                        signed.size(),
                        at(absolute, 0.5),
                        at(absolute, 0.9),
                        100 * at(relative, 0.5),
                        100 * at(relative, 0.9),
                        at(signed, 0.5));
            }
        }

        private static double at(List<Double> values, double quantile) {
            List<Double> sorted = new ArrayList<>(values);
            Collections.sort(sorted);
            return sorted.get((int) (quantile * (sorted.size() - 1)));
        }
    }
}
