package com.openride.fleet.adapter.postgis;

import static org.awaitility.Awaitility.await;

import com.openride.fleet.application.fixture.TestMeasurements;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.location.TimeRange;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Reads back from many fixes, of a day as it came and of one in the order of drivers. */
final class HistoryBench {

    private static final PrintStream OUT = System.out;
    private static final int DRIVERS = 10_000;
    private static final int COLD_DRIVERS = 25;

    private final PostgresServer server;
    private final PostgisConfig config;

    HistoryBench(PostgresServer server, PostgisConfig config) {
        this.server = server;
        this.config = config;
    }

    /** Fills two days with so many fixes in all, drivers taking turns as they do, and puts the older day in order. */
    void run(long rows) throws Exception {
        try (PostgisAdapter store =
                        PostgisAdapter.connect(config, 4, 30, InstantSource.system(), new TestMeasurements());
                var database = new Database(config, "fleet-bench", 4, Duration.ofHours(6), new TestMeasurements())) {
            LocalDate yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);
            LocalDate before = yesterday.minusDays(1);
            for (LocalDate day : List.of(yesterday, before)) {
                long filling = System.nanoTime();
                fill(day, rows / 2);
                OUT.printf("filled %s in %.0f s%n", day, (System.nanoTime() - filling) / 1e9);
            }
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
            deep(store, yesterday, "page of 100 after half the day, day as it came");
            deep(store, before, "page of 100 after half the day, day in order");
            newest(store);
            cold(store, yesterday, "whole day of a driver, cold, day as it came");
            cold(store, before, "whole day of a driver, cold, day in order");
        }
    }

    /** By COPY into the day while it stands apart and has no index, which is made afterwards. */
    private void fill(LocalDate day, long rows) throws Exception {
        String name = "fleet." + Partitions.name(day);
        TestDatabase.execute(config, """
                ALTER TABLE fleet.fix DETACH PARTITION %1$s;
                ALTER TABLE %1$s DROP CONSTRAINT %2$s_pkey;
                """.formatted(name, Partitions.name(day)));
        try (var connection = DriverManager.getConnection(config.jdbcUrl(), config.properties())) {
            CopyIn copy = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + name + " (driver_id, point, recorded_at, received_at, speed, bearing, accuracy,"
                            + " doubts) FROM STDIN");
            copyRows(copy, day, rows / DRIVERS);
            copy.endCopy();
        }
        TestDatabase.execute(config, """
                SET maintenance_work_mem = '1GB';
                ALTER TABLE %1$s ADD PRIMARY KEY (driver_id, recorded_at);
                ALTER TABLE fleet.fix ATTACH PARTITION %1$s FOR VALUES FROM ('%2$s 00:00Z') TO ('%3$s 00:00Z');
                """.formatted(name, day, day.plusDays(1)));
    }

    /** Drivers take turns, as they do. */
    private static void copyRows(CopyIn copy, LocalDate day, long perDriver) throws SQLException {
        String[] starts = IntStream.range(0, DRIVERS)
                .mapToObj(driver -> uuid(md5(Integer.toString(driver))) + "\tSRID=4326;POINT("
                        + (3.3 + driver * 0.00001) + " 6.5)\t")
                .toArray(String[]::new);
        long stepMillis = 86_400_000 / (perDriver + 1);
        Instant start = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        for (long tick = 0; tick < perDriver; tick++) {
            var lines = new StringBuilder();
            for (int driver = 0; driver < DRIVERS; driver++) {
                Instant at = start.plusMillis(tick * stepMillis + driver % stepMillis);
                lines.append(starts[driver]).append(at).append('\t').append(at).append("\t30\t90\t5\t0\n");
            }
            byte[] bytes = lines.toString().getBytes(StandardCharsets.US_ASCII);
            copy.writeToCopy(bytes, 0, bytes.length);
        }
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

    /** Nothing of the day is in memory at first: neither in PostgreSQL's nor in the kernel's, where that may be emptied. */
    private void cold(PostgisAdapter store, LocalDate day, String name) throws IOException {
        server.stop();
        try {
            Files.writeString(Path.of("/proc/sys/vm/drop_caches"), "3");
        } catch (IOException e) {
            OUT.println("(the kernel's memory was not emptied: that needs root)");
        }
        server.start();
        await().ignoreExceptions().until(() -> store.locationHistory().newest(driver(new Random())) != null);
        var random = new Random(11);
        long[] nanos = new long[COLD_DRIVERS];
        for (int i = 0; i < nanos.length; i++) {
            long begun = System.nanoTime();
            wholeDay(store, driver(random), day);
            nanos[i] = System.nanoTime() - begun;
        }
        print(name, nanos);
    }

    private static void wholeDay(PostgisAdapter store, DriverId driver, LocalDate day) {
        Instant after = null;
        List<DriverLocation> page;
        do {
            page = store.locationHistory().page(driver, range(day), after, 1000);
            after = page.isEmpty() ? null : page.get(page.size() - 1).fix().recordedAt();
        } while (page.size() == 1000);
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
        print(name, nanos);
    }

    private static void print(String name, long[] nanos) {
        Arrays.sort(nanos);
        OUT.printf("| %s | %.2f | %.2f |%n", name, StoreBench.at(nanos, 0.5), StoreBench.at(nanos, 0.99));
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
}
