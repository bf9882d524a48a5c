package com.openride.fleet.adapter.postgis;

import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.application.fixture.TestMeasurements;
import com.openride.fleet.application.port.out.DriverPlace;
import com.openride.fleet.application.port.out.Drivers.Search;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.geo.GeoPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Searches among 100,000 drivers. */
class SearchTest {

    private static final GeoPoint CENTER = new GeoPoint(6.5244, 3.3792);

    private static PostgisConfig config;
    private static Database database;

    @BeforeAll
    static void open() {
        config = TestDatabase.fresh();
        PostgisAdapter.migrate(config);
        fill(config);
        database = new Database(config, "fleet-test", 4, new TestMeasurements());
    }

    /** Puts 100,000 drivers into and around Lagos. */
    static void fill(PostgisConfig config) {
        TestDatabase.execute(config, """
                SELECT setseed(0.5);
                INSERT INTO fleet.driver_position (driver_id, point, recorded_at, received_at, doubts, status)
                SELECT gen_random_uuid(), ST_MakePoint(3.2 + random() * 0.5, 6.4 + random() * 0.4)::geography,
                    now() - random() * interval '2 minutes', now(), 0, (ARRAY['ONLINE', 'BUSY', 'ON_TRIP'])[1 + i % 3]
                FROM generate_series(1, 100000) i;
                ANALYZE fleet.driver_position;
                """);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void the_nearest_are_read_from_the_spatial_index_in_order() { // background 22
        String sql = PositionTable.ORDERED
                .replace(":center", "ST_MakePoint(3.3792, 6.5244)")
                .replace(":radius", "5000")
                .replace(":statuses", "'{ONLINE}'")
                .replace(":since", "now() - interval '1 minute'")
                .replace(":limit", "10");

        String plan = database.ask(handle -> {
            handle.execute(PositionTable.NO_SORT);
            return String.join(
                    "\n",
                    handle.createQuery("EXPLAIN " + sql).mapTo(String.class).list());
        });

        assertThat(plan)
                .contains("Index Scan using driver_position_place", "Order By: (point <->")
                .doesNotContain("Sort");
    }

    @Test
    void the_nearest_are_those_that_measuring_every_driver_finds() {
        var positions = new PositionTable(database);
        Instant since = Instant.now().minusSeconds(60);
        var near = new Search(CENTER, 5000, Set.of(DriverStatus.ONLINE), since, 10);

        List<DriverId> found = drivers(positions.nearby(near));

        var all = new Search(CENTER, 50_000, Set.of(DriverStatus.ONLINE), since, 100_000);
        List<DriverId> nearest = drivers(positions.nearby(all).stream()
                .sorted(Comparator.comparingDouble(
                        place -> CENTER.metersTo(place.location().fix().point())))
                .limit(10)
                .toList());
        assertThat(found).hasSize(10).isEqualTo(nearest);
    }

    @Test
    void a_search_takes_a_few_milliseconds() {
        var positions = new PositionTable(database);
        var micros = new ArrayList<Long>();
        for (int i = 0; i < 400; i++) {
            var center = new GeoPoint(6.45 + i % 20 * 0.015, 3.25 + i % 17 * 0.02);
            var search = new Search(
                    center, 5000, Set.of(DriverStatus.ONLINE), Instant.now().minusSeconds(60), 10);
            long begun = System.nanoTime();
            assertThat(positions.nearby(search)).hasSize(10);
            micros.add((System.nanoTime() - begun) / 1000);
        }
        Collections.sort(micros);

        System.out.printf("nearby among 100,000: p50 %d us, p99 %d us%n", micros.get(200), micros.get(396));
        assertThat(micros.get(200)).isLessThan(20_000);
    }

    private static List<DriverId> drivers(List<DriverPlace> places) {
        return places.stream().map(place -> place.location().driver()).toList();
    }
}
