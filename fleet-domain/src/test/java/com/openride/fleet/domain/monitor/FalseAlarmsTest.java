package com.openride.fleet.domain.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.openride.fleet.domain.access.Actor;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.alert.AlertKind;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.geo.RoutePath;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.RiderPart;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripId;
import com.openride.fleet.domain.trip.TripPlan;
import com.openride.fleet.domain.trip.TripStatus;
import com.openride.fleet.domain.trip.TripStep;
import java.time.Instant;
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

    @Test
    void prints_alarms_by_driving_hour() {
        assumeTrue(Traces.arePresent(), "no recorded drives at ../shared/data/traces beside the project");
        Map<String, List<Traces.Run>> files = Traces.all().stream()
                .collect(Collectors.groupingBy(Traces.Run::file, TreeMap::new, Collectors.toList()));
        files.forEach((file, runs) -> {
            double hours = runs.stream().mapToDouble(Traces.Run::hours).sum();
            System.out.printf(Locale.ROOT, "%s: %d runs, %.1f h%n", file, runs.size(), hours);
            Map<AlertKind, Integer> counts = new TreeMap<>();
            for (Traces.Run run : runs) {
                for (Finding f : review(run).findings()) {
                    if (!f.over()) {
                        counts.merge(f.kind(), 1, Integer::sum);
                        System.out.printf("   %s %s since %s%n", run.name(), f.kind(), f.since());
                    } else {
                        System.out.printf("      over %s %s%n", f.kind(), f.figures());
                    }
                }
            }
            counts.forEach((kind, n) -> System.out.printf(Locale.ROOT, "  == %s %d  %.3f/h%n", kind, n, n / hours));
        });
        assertThat(files).isNotEmpty();
    }

    private static TripReview review(Traces.Run run) {
        Trip trip = trip(run.first(), run.last(), new RoutePath(run.line(25)), run.begin());
        trip = after(trip, run.begin(), TripStatus.EN_ROUTE, TripStatus.ARRIVED, TripStatus.IN_PROGRESS);
        trip = after(trip, run.end(), TripStatus.COMPLETED);
        return TripReview.of(trip, run.fixes(), DETECTORS, run.end());
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
