package com.openride.fleet.adapter.postgis;

import com.openride.fleet.application.port.out.LocationHistory;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.location.TimeRange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads fixes by time. A stream is read page by page as it is taken: constant in memory, and no connection waits for a
 * slow reader.
 */
final class PostgisLocationHistory implements LocationHistory {

    private static final int PAGE = 1000;

    private final FixTable table;

    PostgisLocationHistory(FixTable table) {
        this.table = table;
    }

    @Override
    public List<DriverLocation> page(DriverId driver, TimeRange range, @Nullable Instant after, int limit) {
        return table.page(driver, range, after, limit);
    }

    @Override
    public Stream<DriverLocation> stream(DriverId driver, TimeRange range) {
        return Stream.iterate(
                        page(driver, range, null, PAGE),
                        page -> !page.isEmpty(),
                        page -> page.size() < PAGE ? List.of() : page(driver, range, recorded(page), PAGE))
                .flatMap(List::stream);
    }

    @Override
    public Optional<DriverLocation> newest(DriverId driver) {
        return table.newest(driver);
    }

    private static Instant recorded(List<DriverLocation> page) {
        return page.get(page.size() - 1).fix().recordedAt();
    }
}
