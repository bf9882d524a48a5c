package com.openride.fleet.adapter.postgis;

import com.openride.fleet.application.fixture.TestMeasurements;
import com.openride.fleet.application.port.out.LocationLog;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.location.LocationFix;
import com.sun.management.OperatingSystemMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Measures the store on a private server with durable commits: how fast fixes are taken and acked, and how fast they are
 * read back from many. Started by {@code bin/bench-store}; prints tables for {@code docs/BENCHMARKS.md}.
 */
public final class StoreBench {

    private static final PrintStream OUT = System.out;
    private static final int DRIVERS = 10_000;

    private StoreBench() {}

    /** Runs {@code ingest}, {@code history ROWS} or {@code nearby}. */
    public static void main(String[] arguments) throws Exception {
        try (var server = new PostgresServer(true)) {
            PostgisConfig config = server.as("fleet", PostgresServer.PASSWORD, "postgres");
            switch (arguments[0]) {
                case "ingest" -> ingest(server, config);
                case "history" -> new HistoryBench(server, config).run(Long.parseLong(arguments[1]));
                case "nearby" -> NearbyBench.run(config);
                default -> throw new IllegalArgumentException(arguments[0]);
            }
        }
    }

    private static void ingest(PostgresServer server, PostgisConfig config) throws Exception {
        try (PostgisAdapter store =
                PostgisAdapter.connect(config, 4, 30, InstantSource.system(), new TestMeasurements())) {
            run(server, store.locationLog(), 2000, 10);
            OUT.println(
                    "| offered/s | acked/s | p50 ms | p95 ms | p99 ms | most ms | failed | JVM cores | PostgreSQL cores |");
            OUT.println("|---|---|---|---|---|---|---|---|---|");
            for (int rate : new int[] {2000, 5000, 10_000, 20_000, 30_000}) {
                OUT.println(run(server, store.locationLog(), rate, 20));
            }
        }
    }

    /** Offers fixes at a rate, in ticks of a millisecond, whether or not the log keeps up. */
    private static String run(PostgresServer server, LocationLog log, int perSecond, int seconds) throws Exception {
        List<DriverId> drivers = IntStream.range(0, DRIVERS)
                .mapToObj(i -> new DriverId(UUID.randomUUID()))
                .toList();
        var latencies = new ConcurrentLinkedQueue<Long>();
        var failed = new AtomicLong();
        long jvm = jvmNanos();
        long postgres = server.cpuMillis();
        long begun = System.nanoTime();
        int total = perSecond * seconds;
        CompletableFuture<?>[] acks = new CompletableFuture<?>[total];
        for (int i = 0; i < total; i++) {
            long due = begun + (long) i * 1_000_000_000L / perSecond;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(Math.min(1_000_000, due - System.nanoTime()));
            }
            acks[i] = log.append(location(drivers.get(i % DRIVERS), i))
                    .toCompletableFuture()
                    .handle((ack, failure) -> {
                        // From when it was due, so that a stall is not hidden by the stall itself.
                        latencies.add(System.nanoTime() - due);
                        return failure == null ? 0 : failed.incrementAndGet();
                    });
        }
        CompletableFuture.allOf(acks).get(60, TimeUnit.SECONDS);
        double took = (System.nanoTime() - begun) / 1e9;
        long[] sorted = latencies.stream().mapToLong(Long::longValue).sorted().toArray();
        return String.format(
                "| %,d | %,.0f | %.1f | %.1f | %.1f | %.1f | %d | %.2f | %.2f |",
                perSecond,
                total / took,
                at(sorted, 0.5),
                at(sorted, 0.95),
                at(sorted, 0.99),
                at(sorted, 1),
                failed.get(),
                (jvmNanos() - jvm) / 1e9 / took,
                (server.cpuMillis() - postgres) / 1e3 / took);
    }

    private static DriverLocation location(DriverId driver, int number) {
        Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
        var point = new GeoPoint(6.4 + number % 997 * 0.0003, 3.2 + number % 991 * 0.0003);
        return new DriverLocation(driver, LocationFix.at(point, now.minusMillis(number % 7)), now);
    }

    /** A share of sorted nanoseconds lies at or below so many milliseconds. */
    static double at(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.round(sorted.length * share))] / 1e6;
    }

    private static long jvmNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
