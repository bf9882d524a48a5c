package com.openride.fleet.domain.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.openride.fleet.domain.access.Actor;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.alert.AlertKind;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.geo.RoutePath;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.RiderPart;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripId;
import com.openride.fleet.domain.trip.TripPlan;
import com.openride.fleet.domain.trip.TripStatus;
import com.openride.fleet.domain.trip.TripStep;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every detector over every recorded drive: what it says of drives on which, as far as is known, nothing was wrong. */
class FalseAlarmsTest {

    private static final Actor SERVICE = new Actor(new UUID(0, 1), Role.SERVICE);
    private static final Detectors DETECTORS = Detectors.with(Thresholds.USUAL);

    /** What may come of one hour on the road, all files together; the figures of the day are in decision 8. */
    private static final Map<AlertKind, Double> MOST_FALSE_PER_HOUR = Map.of(
            AlertKind.OFF_ROUTE, 0.02,
            AlertKind.OVERSPEED, 0.05,
            AlertKind.ARRIVED_PICKUP, 0.05,
            AlertKind.ARRIVED_DROPOFF, 0.05,
            AlertKind.TRIP_LEFT_OPEN, 0.05,
            AlertKind.FROZEN_FIX, 0.01);

    private final Map<AlertKind, Integer> all = new EnumMap<>(AlertKind.class);
    private final Map<AlertKind, Integer> wrong = new EnumMap<>(AlertKind.class);

    @Test
    void detectors_are_quiet_on_recorded_drives() {
        assumeTrue(Traces.arePresent(), "no recorded drives at ../shared/data/traces beside the project");
        List<Traces.Run> runs = Traces.all();
        Map<String, List<Traces.Run>> files =
                runs.stream().collect(Collectors.groupingBy(Traces.Run::file, TreeMap::new, Collectors.toList()));
        Map<AlertKind, Double> total = new EnumMap<>(AlertKind.class);

        files.forEach((file, drives) -> {
            drives.forEach(this::drive);
            report(file, drives.stream().mapToDouble(Traces.Run::hours).sum());
            wrong.forEach((kind, count) -> total.merge(kind, (double) count, Double::sum));
            all.clear();
            wrong.clear();
        });

        double hours = runs.stream().mapToDouble(Traces.Run::hours).sum();
        MOST_FALSE_PER_HOUR.forEach((kind, most) -> assertThat(total.getOrDefault(kind, 0.0) / hours)
                .as(kind.name())
                .isLessThanOrEqualTo(most));
    }

    @Test
    void a_bus_on_the_route_of_another_bus_of_its_line_is_on_its_route() {
        assumeTrue(Traces.arePresent(), "no recorded drives at ../shared/data/traces beside the project");
        List<Traces.Run> buses = Traces.all().stream()
                .filter(run -> run.file().startsWith("liverpool"))
                .toList();
        Traces.Run longest = buses.stream()
                .max(Comparator.comparingDouble(run -> new RoutePath(run.line(25)).lengthMeters()))
                .orElseThrow();
        RoutePath line = new RoutePath(longest.line(25));

        long off = 0;
        double hours = 0;
        for (Traces.Run bus : buses) {
            List<Finding> findings = TripReview.of(inProgress(bus, line), bus.fixes(), DETECTORS, bus.end())
                    .findings();
            off += findings.stream()
                    .filter(finding -> finding.kind() == AlertKind.OFF_ROUTE && !finding.over())
                    .count();
            hours += bus.hours();
        }

        print("%-28s %d buses, %.1f h, OFF_ROUTE %d%n", "line of another bus", buses.size(), hours, off);
        assertThat(off).isLessThanOrEqualTo(2);
    }

    private void drive(Traces.Run run) {
        Trip driven = inProgress(run, new RoutePath(run.line(25)));
        tally(run, TripReview.of(driven, run.fixes(), DETECTORS, run.end()).findings());
        Trip coming = after(trip(run.last(), run.first(), null, run.begin()), run.begin(), TripStatus.EN_ROUTE);
        tally(
                run,
                TripReview.of(coming, run.fixes(), DETECTORS, run.end()).findings().stream()
                        .filter(finding -> finding.kind() == AlertKind.ARRIVED_PICKUP)
                        .toList());
    }

    private void tally(Traces.Run run, List<Finding> findings) {
        for (Finding begun : findings) {
            if (!begun.over()) {
                Instant end = findings.stream()
                        .filter(over -> over.over() && over.kind() == begun.kind())
                        .map(Finding::at)
                        .filter(at -> at.isAfter(begun.at()))
                        .min(Comparator.naturalOrder())
                        .orElse(run.end());
                all.merge(begun.kind(), 1, Integer::sum);
                if (isWrong(run, begun, end)) {
                    wrong.merge(begun.kind(), 1, Integer::sum);
                }
            }
        }
    }

    /** Judged by what the car did all the while, which no detector knows at the time. */
    private static boolean isWrong(Traces.Run run, Finding begun, Instant end) {
        return switch (begun.kind()) {
            case OFF_ROUTE, FROZEN_FIX -> true;
            case OVERSPEED ->
                meanKmh(run, begun.since(), end)
                        < 0.9 * Thresholds.USUAL.overspeed().clearKmh();
            case ARRIVED_PICKUP, ARRIVED_DROPOFF, TRIP_LEFT_OPEN -> farthestAfter(run, begun.since()) > 500;
            case LONG_STOP -> movedBetween(run, begun.since(), end) > 200;
            default -> false;
        };
    }

    private static double meanKmh(Traces.Run run, Instant from, Instant to) {
        List<DriverLocation> fixes = between(run, from, to);
        double meters = 0;
        for (int i = 1; i < fixes.size(); i++) {
            meters += fixes.get(i - 1).fix().point().metersTo(fixes.get(i).fix().point());
        }
        return meters / Math.max(1, Duration.between(from, to).toSeconds()) * 3.6;
    }

    private static double farthestAfter(Traces.Run run, Instant from) {
        return between(run, from, run.end()).stream()
                .mapToDouble(fix -> fix.fix().point().metersTo(run.last()))
                .max()
                .orElse(0);
    }

    private static double movedBetween(Traces.Run run, Instant from, Instant to) {
        List<DriverLocation> fixes = between(run, from, to.minusSeconds(1));
        return fixes.stream()
                .mapToDouble(
                        fix -> fix.fix().point().metersTo(fixes.get(0).fix().point()))
                .max()
                .orElse(0);
    }

    private static List<DriverLocation> between(Traces.Run run, Instant from, Instant to) {
        return run.fixes().stream()
                .filter(fix -> !fix.fix().recordedAt().isBefore(from)
                        && !fix.fix().recordedAt().isAfter(to))
                .toList();
    }

    private void report(String file, double hours) {
        print("%-28s %.1f h%n", file, hours);
        all.forEach((kind, count) -> print(
                "    %-16s %4d  %6.3f/h   false %3d  %6.3f/h%n",
                kind, count, count / hours, wrong.getOrDefault(kind, 0), wrong.getOrDefault(kind, 0) / hours));
    }

    @SuppressWarnings("AnnotateFormatMethod")
    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }

    private static Trip inProgress(Traces.Run run, RoutePath route) {
        Trip planned = trip(run.first(), run.last(), route, run.begin());
        Trip driven = after(planned, run.begin(), TripStatus.EN_ROUTE, TripStatus.ARRIVED, TripStatus.IN_PROGRESS);
        return after(driven, run.end(), TripStatus.COMPLETED);
    }

    private static Trip trip(GeoPoint from, GeoPoint to, @Nullable RoutePath route, Instant at) {
        var part = new RiderPart(new RiderId(new UUID(0, 2)), null, from, to);
        var plan = new TripPlan(List.of(part), from, to, List.of(), route, at);
        return Trip.planned(new TripId(new UUID(0, 3)), new DriverId(new UUID(0, 4)), plan, at.minusSeconds(3600));
    }

    private static Trip after(Trip trip, Instant at, TripStatus... states) {
        Trip now = trip;
        for (TripStatus status : states) {
            now = now.after(new TripStep(status, SERVICE, null, null, null, null), at);
        }
        return now;
    }
}
