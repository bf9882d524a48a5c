package com.openride.fleet.adapter.postgis;

import com.openride.fleet.application.fixture.TestMeasurements;
import com.openride.fleet.application.port.out.Drivers.Search;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.geo.GeoPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;

/** Searches for the nearest drivers of 100,000. */
final class NearbyBench {

    private static final int SEARCHES = 5000;

    private NearbyBench() {}

    static void run(PostgisConfig config) {
        PostgisAdapter.migrate(config);
        SearchTest.fill(config);
        try (var database = new Database(config, "fleet-bench", 4, Duration.ofSeconds(30), new TestMeasurements())) {
            var positions = new PositionTable(database);
            long[] nanos = new long[SEARCHES];
            for (int i = -SEARCHES; i < SEARCHES; i++) {
                long begun = System.nanoTime();
                positions.nearby(search(i & 0xfff));
                if (i >= 0) {
                    nanos[i] = System.nanoTime() - begun;
                }
            }
            Arrays.sort(nanos);
            System.out.printf(
                    "nearest 10 of 100,000 drivers within 5 km: p50 %.2f ms, p99 %.2f ms, most %.2f ms%n",
                    StoreBench.at(nanos, 0.5), StoreBench.at(nanos, 0.99), StoreBench.at(nanos, 1));
        }
    }

    private static Search search(int number) {
        var center = new GeoPoint(6.45 + number % 20 * 0.015, 3.25 + number % 17 * 0.02);
        return new Search(
                center, 5000, Set.of(DriverStatus.ONLINE), Instant.now().minusSeconds(60), 10);
    }
}
