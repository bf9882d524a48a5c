package com.openride.fleet.adapter.postgis;

import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.application.fixture.TestMeasurements;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.location.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Reading from a million fixes of a day, a thousand drivers taking turns. */
class HistoryTest {

    private static final DriverId DRIVER = new DriverId(new UUID(0, 500));

    private static PostgisConfig config;
    private static Database database;
    private static TimeRange day;

    @BeforeAll
    static void fill() {
        config = TestDatabase.fresh();
        PostgisAdapter.migrate(config);
        database = new Database(config, "fleet-test", 4, new TestMeasurements());
        new Partitions(database, InstantSource.system(), 30).makeAhead();
        Instant start = LocalDate.now(ZoneOffset.UTC)
                .minusDays(1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        day = new TimeRange(start, start.plus(Duration.ofDays(1)));
        TestDatabase.execute(config, """
                SET synchronous_commit = off;
                INSERT INTO fleet.fix (driver_id, recorded_at, received_at, point, speed, doubts)
                SELECT ('00000000-0000-0000-0000-' || lpad(to_hex(driver), 12, '0'))::uuid, at, at,
                    ST_SetSRID(ST_MakePoint(3.3, 6.5), 4326), 30, 0
                FROM generate_series(0, 999) tick, generate_series(0, 999) driver,
                    LATERAL (SELECT timestamptz '%s' + tick * interval '86 seconds' + driver * interval '1 ms' AS at) i;
                ANALYZE fleet.fix
                """.formatted(start));
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void a_page_costs_the_same_wherever_it_begins() {
        int first = pagesRead(day.from());
        int middle = pagesRead(day.from().plus(Duration.ofHours(12)));
        int last = pagesRead(day.from().plus(Duration.ofHours(20)));

        // A hundred fixes, each on a page of its own, and the index above them.
        assertThat(first).isBetween(100, 130);
        assertThat(middle).isBetween(first - 10, first + 10);
        assertThat(last).isBetween(first - 10, first + 10);
    }

    @Test
    void a_stream_of_a_whole_day_is_read_in_pages_and_in_order() {
        var history = new PostgisLocationHistory(new FixTable(database));

        try (Stream<DriverLocation> trail = history.stream(DRIVER, day)) {
            assertThat(trail.map(fix -> fix.fix().recordedAt())).hasSize(1000).isSorted();
        }
        assertThat(history.newest(DRIVER).map(fix -> fix.fix().recordedAt()))
                .contains(day.from().plusSeconds(999 * 86).plusMillis(500));
    }

    /** How many pages the server looks at for a page of a hundred fixes. */
    private static int pagesRead(Instant after) {
        String plan = database.ask(handle -> String.join(
                "\n",
                handle.createQuery("EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) " + FixTable.PAGE)
                        .bind("driver", DRIVER.value())
                        .bind("from", day.from())
                        .bind("to", day.to())
                        .bind("after", after)
                        .bind("limit", 100)
                        .mapTo(String.class)
                        .list()));
        var buffers = Pattern.compile("Buffers: shared(?: hit=(\\d+))?(?: read=(\\d+))?")
                .matcher(plan);
        assertThat(buffers.find()).as(plan).isTrue();
        return number(buffers.group(1)) + number(buffers.group(2));
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
