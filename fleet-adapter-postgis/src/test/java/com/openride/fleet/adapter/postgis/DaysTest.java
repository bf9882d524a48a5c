package com.openride.fleet.adapter.postgis;

import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.application.fixture.TestMeasurements;
import com.openride.fleet.application.port.out.HealthProbe;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.fault.Refused;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.location.LocationFix;
import com.openride.fleet.domain.location.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The table of fixes over the days, with a clock that is moved by hand. */
class DaysTest {

    private static final Instant FIRST = Instant.parse("2026-03-10T12:00:00Z");

    private final PostgisConfig config = TestDatabase.fresh();
    private final List<DriverId> drivers = IntStream.range(0, 20)
            .mapToObj(i -> new DriverId(UUID.randomUUID()))
            .toList();
    private Instant now = FIRST;
    private final InstantSource clock = () -> now;
    private Database database;
    private FixTable fixes;

    @BeforeEach
    void migrate() {
        PostgisAdapter.migrate(config);
        database = new Database(config, "fleet-test", 4, new TestMeasurements());
        fixes = new FixTable(database);
        days().makeAhead();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void days_are_made_ahead_and_only_once() {
        days().makeAhead();

        assertThat(names()).startsWith("fix_20260308").endsWith("fix_20260317").hasSize(10);
    }

    @Test
    void days_that_are_too_old_are_dropped_with_all_that_is_in_them() { // background 25
        store(FIRST);
        now = FIRST.plus(Duration.ofDays(30));
        assertThat(days().dropOld()).isEqualTo(2);
        assertThat(page(drivers.get(0))).isNotEmpty();

        now = FIRST.plus(Duration.ofDays(31));
        days().makeAhead();

        assertThat(days().dropOld()).isEqualTo(1);
        assertThat(page(drivers.get(0))).isEmpty();
        assertThat(names()).startsWith("fix_20260311");
    }

    @Test
    void a_closed_day_is_put_in_the_order_of_drivers_and_says_the_same_as_before() {
        List<DriverLocation> stored = store(FIRST);
        List<DriverLocation> before = page(drivers.get(7));
        int scattered = pagesOf(drivers.get(7));

        now = FIRST.plus(Duration.ofHours(36));
        assertThat(days().putInOrder()).isEqualTo(2);
        assertThat(days().putInOrder()).isZero();
        now = FIRST.plus(Duration.ofHours(38));
        assertThat(days().putInOrder()).isEqualTo(1);

        assertThat(page(drivers.get(7))).isEqualTo(before);
        assertThat(scattered).isGreaterThan(10);
        assertThat(pagesOf(drivers.get(7))).isLessThan(5);
        assertThat(fixes.insert(stored)).as("all known").isEmpty();
        assertThat(names()).hasSize(10);
    }

    @Test
    void a_day_that_readers_hold_is_left_for_the_next_time() {
        store(FIRST);
        now = FIRST.plus(Duration.ofDays(31));
        database.ask(handle -> {
            handle.createQuery("SELECT count(*) FROM fix").mapTo(Long.class).one();
            // On another thread, since on this one it would join the transaction.
            assertThat(CompletableFuture.runAsync(() -> days().dropOld()))
                    .failsWithin(Duration.ofSeconds(10))
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(Refused.class);
            return true;
        });

        assertThat(database.state()).isEqualTo(HealthProbe.State.CONNECTED);
        assertThat(days().dropOld()).isEqualTo(3);
    }

    @Test
    void a_page_reads_the_days_it_is_asked_for_by_their_index_and_no_other() {
        store(FIRST);
        TestDatabase.execute(config, "ANALYZE fleet.fix");

        String plan = explain(
                FixTable.PAGE,
                "driver",
                "'" + drivers.get(3) + "'::uuid",
                "from",
                "timestamptz '2026-03-10 00:00Z'",
                "to",
                "timestamptz '2026-03-11 00:00Z'",
                "after",
                "timestamptz '2026-03-10 10:00Z'",
                "limit",
                "100");

        assertThat(plan).contains("fix_20260310_pkey").doesNotContain("Seq Scan", "fix_20260311");
    }

    private Partitions days() {
        return new Partitions(database, clock, 30);
    }

    /** Two hundred fixes of each driver, driver by driver in turn, as they come. */
    private List<DriverLocation> store(Instant start) {
        List<DriverLocation> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Instant at = start.plusSeconds(5L * i);
            drivers.forEach(driver ->
                    all.add(new DriverLocation(driver, LocationFix.at(new GeoPoint(6.5, 3.3), at), at)));
        }
        for (int from = 0; from < all.size(); from += 20) {
            assertThat(fixes.insert(all.subList(from, from + 20))).hasSize(20);
        }
        return all;
    }

    private List<DriverLocation> page(DriverId driver) {
        return fixes.page(driver, new TimeRange(FIRST, FIRST.plus(Duration.ofDays(1))), null, 1000);
    }

    private int pagesOf(DriverId driver) {
        return database.ask(handle -> handle.createQuery(
                        "SELECT count(DISTINCT (ctid::text::point)[0]) FROM fix WHERE driver_id = :driver")
                .bind("driver", driver.value())
                .mapTo(Integer.class)
                .one());
    }

    private List<String> names() {
        return database.ask(handle -> handle.createQuery(
                        "SELECT relname FROM pg_class WHERE relname ~ '^fix_[0-9]{8}$' ORDER BY relname")
                .mapTo(String.class)
                .list());
    }

    private String explain(String query, String... namesAndValues) {
        String sql = query;
        for (int i = 0; i < namesAndValues.length; i += 2) {
            sql = sql.replace(":" + namesAndValues[i] + " ", namesAndValues[i + 1] + " ")
                    .replace(":" + namesAndValues[i] + "\n", namesAndValues[i + 1] + "\n");
        }
        String statement = "EXPLAIN " + sql;
        return database.ask(handle -> String.join(
                "\n", handle.createQuery(statement).mapTo(String.class).list()));
    }
}
