package com.openride.fleet.adapter.postgis;

import com.openride.fleet.application.fixture.TestMeasurements;
import com.openride.fleet.application.port.out.LocationLog;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.location.LocationFix;
import com.openride.fleet.domain.location.TimeRange;
import com.sun.management.OperatingSystemMXBean;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Measures the store on a private server with durable commits: how fast fixes are taken and acked, and how fast they are
 * read back from many. Started by {@code bin/bench-store}; prints tables for {@code docs/BENCHMARKS.md}.
 */
public final class StoreBench {

    private static final PrintStream OUT = System.out;
    private static final int DRIVERS = 10_000;

    private StoreBench() {}

    /** Runs {@code ingest} or {@code history ROWS}. */
    public static void main(String[] arguments) throws Exception {
        try (var server = new PostgresServer(true)) {
            PostgisConfig config = server.as("fleet", PostgresServer.PASSWORD, "postgres");
            if (arguments[0].equals("ingest")) {
                ingest(server, config);
            } else {
                history(config, Long.parseLong(arguments[1]));
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

    private static void history(PostgisConfig config, long rows) throws Exception {
        try (PostgisAdapter store =
                        PostgisAdapter.connect(config, 4, 30, InstantSource.system(), new TestMeasurements());
                var database = new Database(config, "fleet-bench", 4, new TestMeasurements())) {
            // Yesterday and the day before, drivers taking turns as they do; then the older of both put in order.
            LocalDate yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);
            LocalDate before = yesterday.minusDays(1);
            fill(config, yesterday, rows / 2);
            fill(config, before, rows / 2);
            TestDatabase.execute(config, "VACUUM ANALYZE fleet.fix");
            size(database, before, "as it came");
            long begun = System.nanoTime();
            InstantSource tomorrow = () -> Instant.now().plus(Duration.ofHours(2));
            int ordered = new Partitions(database, tomorrow, 30).putInOrder();
            OUT.printf("put %d closed days in order in %.0f s%n", ordered, (System.nanoTime() - begun) / 1e9);
            TestDatabase.execute(config, "VACUUM ANALYZE fleet.fix");
            size(database, before, "in order of drivers");
            OUT.println("| query | p50 ms | p99 ms |");
            OUT.println("|---|---|---|");
            pages(store, yesterday, "first page of 100, day as it came");
            pages(store, before, "first page of 100, day in order");
            deep(store, before, "page of 100 after half the day (keyset)");
            newest(store);
        }
    }

    private static void fill(PostgisConfig config, LocalDate day, long rows) {
        long perDriver = rows / DRIVERS;
        TestDatabase.execute(config, """
                SET synchronous_commit = off;
                INSERT INTO fleet.fix (driver_id, recorded_at, received_at, point, speed, bearing, accuracy, doubts)
                SELECT md5(driver::text)::uuid, at, at, ST_SetSRID(ST_MakePoint(3.3 + driver * 0.00001, 6.5), 4326),
                    30, 90, 5, 0
                FROM generate_series(0, %d - 1) tick, generate_series(0, %d - 1) driver,
                    LATERAL (SELECT timestamptz '%s 00:00Z' + tick * interval '1 day' / %d + driver * interval '1 ms' AS at)
                    instant
                """.formatted(perDriver, DRIVERS, day, perDriver + 1));
    }

    private static void pages(PostgisAdapter store, LocalDate day, String name) {
        TimeRange range = range(day);
        time(name, random -> store.locationHistory().page(driver(random), range, null, 100));
    }

    private static void deep(PostgisAdapter store, LocalDate day, String name) {
        TimeRange range = range(day);
        Instant noon = range.from().plus(Duration.ofHours(12));
        time(name, random -> store.locationHistory().page(driver(random), range, noon, 100));
    }

    private static void newest(PostgisAdapter store) {
        time("newest fix over all days", random -> store.locationHistory().newest(driver(random)));
    }

    private static void time(String name, Consumer<Random> query) {
        var random = new Random(7);
        long[] nanos = new long[1000];
        for (int i = -50; i < nanos.length; i++) {
            long begun = System.nanoTime();
            query.accept(random);
            if (i >= 0) {
                nanos[i] = System.nanoTime() - begun;
            }
        }
        Arrays.sort(nanos);
        OUT.printf("| %s | %.2f | %.2f |%n", name, at(nanos, 0.5), at(nanos, 0.99));
    }

    private static void size(Database database, LocalDate day, String how) {
        String sizes = database.ask(handle -> handle.createQuery("""
                        SELECT format('%%s rows, %%s B a fix in the table, %%s B in its index', n, heap / n, index / n)
                        FROM (SELECT count(*) AS n FROM fleet.%1$s) rows, (SELECT pg_table_size('fleet.%1$s') AS heap,
                            pg_indexes_size('fleet.%1$s') AS index) sizes
                        """.formatted(Partitions.name(day)))
                .mapTo(String.class)
                .one());
        OUT.println(how + ": " + sizes);
    }

    private static TimeRange range(LocalDate day) {
        Instant start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        return new TimeRange(start, start.plus(Duration.ofDays(1)));
    }

    private static DriverId driver(Random random) {
        return new DriverId(uuid(md5(Integer.toString(random.nextInt(DRIVERS)))));
    }

    private static UUID uuid(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    private static byte[] md5(String text) {
        try {
            return MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double at(long[] sorted, double share) {
        return sorted[(int) Math.min(sorted.length - 1, Math.round(sorted.length * share))] / 1e6;
    }

    private static long jvmNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
