package com.openride.fleet.domain;

import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.geo.RoutePath;
import com.openride.fleet.domain.geo.Speed;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.location.LocationFix;
import com.openride.fleet.domain.monitor.Detectors;
import com.openride.fleet.domain.monitor.Thresholds;
import com.openride.fleet.domain.monitor.TripMonitor;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.Eta;
import com.openride.fleet.domain.trip.Forecasts;
import com.openride.fleet.domain.trip.RiderPart;
import com.openride.fleet.domain.trip.Stop;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripId;
import com.openride.fleet.domain.trip.TripPlan;
import com.openride.fleet.domain.trip.TripProgress;
import com.openride.fleet.domain.trip.TripStamps;
import com.openride.fleet.domain.trip.TripStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What a fix costs on a run of 20 km along a route of 400 points, with 12 halts and 6 riders: what detectors make of it,
 * and what is expected after it. One operation is one fix; a whole run is driven in each invocation.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(3)
public class FixBench {

    private static final int FIXES = 400;
    private static final int HALTS = 12;
    private static final int RIDERS = 6;
    private static final double STEP_METERS = 50;
    private static final double DEGREES_PER_METER = 1 / 111_195.0;
    private static final Instant START = Instant.parse("2026-03-02T12:00:00Z");

    /** How the car drives: as planned, or a kilometre beside its route, too fast and standing by turns. */
    @Param({"planned", "wild"})
    public String drive;

    private final Detectors detectors = Detectors.with(Thresholds.USUAL);
    private final List<DriverLocation> fixes = new ArrayList<>();
    private final List<TripProgress> progress = new ArrayList<>();
    private TripMonitor start;

    /** Lays out the run and drives it once. */
    @Setup
    public void layOut() {
        Trip trip = trip();
        start = TripMonitor.start(trip, detectors);
        var chance = new Random(1);
        for (int i = 0; i < FIXES; i++) {
            fixes.add(fix(trip.driver(), i, chance));
        }
        TripMonitor monitor = start;
        for (DriverLocation fix : fixes) {
            monitor = monitor.after(fix).next();
            progress.add(monitor.progress());
        }
    }

    /** Everything that happens to a fix in its driver's lane. */
    @Benchmark
    @OperationsPerInvocation(FIXES)
    public void detectorsAndEta(Blackhole hole) {
        TripMonitor monitor = start;
        Forecasts forecasts = Forecasts.NONE;
        for (DriverLocation fix : fixes) {
            TripMonitor.Step step = monitor.after(fix);
            monitor = step.next();
            Eta eta = monitor.progress().eta(fix.receivedAt());
            forecasts = forecasts.after(monitor.progress(), eta, fix.receivedAt());
            hole.consume(step);
        }
        hole.consume(forecasts);
    }

    /** The detectors, and how far the run has come. */
    @Benchmark
    @OperationsPerInvocation(FIXES)
    public void detectors(Blackhole hole) {
        TripMonitor monitor = start;
        for (DriverLocation fix : fixes) {
            TripMonitor.Step step = monitor.after(fix);
            monitor = step.next();
            hole.consume(step);
        }
    }

    /** The estimates of all riders. */
    @Benchmark
    @OperationsPerInvocation(FIXES)
    public void eta(Blackhole hole) {
        for (int i = 0; i < FIXES; i++) {
            hole.consume(progress.get(i).eta(fixes.get(i).receivedAt()));
        }
    }

    private DriverLocation fix(DriverId driver, int number, Random chance) {
        boolean wild = drive.equals("wild");
        double north = wild && number % 100 > 50 ? number / 100 * 100 : number;
        double aside = wild && number / 50 % 2 == 1 ? 1000 : 0;
        double noise = chance.nextGaussian() * 5;
        var point = new GeoPoint(
                road(north).latitude() + noise * DEGREES_PER_METER,
                road(north).longitude() + (aside + noise) * DEGREES_PER_METER);
        Instant at = START.plusSeconds(5L * (number + 1));
        var fix = new LocationFix(point, at, null, new Speed(wild ? 130 : 36), null, null);
        return new DriverLocation(driver, fix, at);
    }

    /** A road to the north that winds. */
    private static GeoPoint road(double steps) {
        double east = 200 * Math.sin(steps / 10);
        return new GeoPoint(6 + steps * STEP_METERS * DEGREES_PER_METER, 3 + east * DEGREES_PER_METER);
    }

    private static Trip trip() {
        List<GeoPoint> road = new ArrayList<>();
        for (int i = 0; i <= FIXES; i++) {
            road.add(road(i));
        }
        List<Stop> stops = new ArrayList<>();
        for (int i = 1; i < HALTS - 1; i++) {
            int place = i * FIXES / (HALTS - 1);
            stops.add(new Stop(road.get(place), null, Duration.ofSeconds(5L * place)));
        }
        List<RiderPart> riders = new ArrayList<>();
        for (int i = 0; i < RIDERS; i++) {
            riders.add(new RiderPart(
                    new RiderId(new UUID(1, i)), null, stops.get(i).point(), road.get(FIXES)));
        }
        var plan = new TripPlan(riders, road.get(0), road.get(FIXES), stops, new RoutePath(road), START);
        var stamps = new TripStamps(START, START, START, START, null, null);
        return new Trip(
                new TripId(new UUID(2, 1)),
                new DriverId(new UUID(3, 1)),
                plan,
                TripStatus.IN_PROGRESS,
                4,
                stamps,
                null,
                null);
    }
}
