package com.openride.fleet.adapter.postgis;

import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.location.TimeRange;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The statements over the table of all fixes. Each blocks, and fails as {@link Database#ask} does. */
final class FixTable {

    /** One page of a driver's fixes. */
    static final String PAGE = "SELECT " + FixColumns.OUTPUT + """
             FROM fix WHERE driver_id = :driver AND recorded_at >= :from AND recorded_at < :to AND recorded_at > :after
            ORDER BY recorded_at LIMIT :limit
            """;

    private static final String NEWEST =
            "SELECT " + FixColumns.OUTPUT + " FROM fix WHERE driver_id = :driver ORDER BY recorded_at DESC LIMIT 1";

    private static final String KNOWS = "SELECT 1 FROM fix WHERE driver_id = :driver AND recorded_at = :recorded";

    private static final String INSERT = "INSERT INTO fix (driver_id, recorded_at, received_at, point, bearing, speed,"
            + " accuracy, altitude, doubts) " + FixColumns.INPUT
            + """
            ORDER BY driver_id, recorded
            ON CONFLICT DO NOTHING RETURNING driver_id, recorded_at
            """;

    private final Database database;

    FixTable(Database database) {
        this.database = database;
    }

    /** Writes the fixes in one statement and one transaction; returns which of them were new, for the caller to change. */
    Set<Key> insert(List<DriverLocation> fixes) {
        return database.ask(handle -> FixColumns.bind(handle.createQuery(INSERT), fixes)
                .map((row, context) -> new Key(Columns.id(row, "driver_id"), Columns.instant(row, "recorded_at")))
                .collect(Collectors.toCollection(HashSet::new)));
    }

    boolean knows(DriverId driver, Instant recordedAt) {
        return database.ask(handle -> handle.createQuery(KNOWS)
                .bind("driver", driver.value())
                .bind("recorded", recordedAt)
                .mapTo(Integer.class)
                .findFirst()
                .isPresent());
    }

    List<DriverLocation> page(DriverId driver, TimeRange range, @Nullable Instant after, int limit) {
        Instant beyond =
                after == null || after.isBefore(range.from()) ? range.from().minusMillis(1) : after;
        return database.ask(handle -> handle.createQuery(PAGE)
                .bind("driver", driver.value())
                .bind("from", range.from())
                .bind("to", range.to())
                .bind("after", beyond)
                .bind("limit", limit)
                .map((row, context) -> FixColumns.read(row))
                .list());
    }

    Optional<DriverLocation> newest(DriverId driver) {
        return database.ask(handle -> handle.createQuery(NEWEST)
                .bind("driver", driver.value())
                .map((row, context) -> FixColumns.read(row))
                .findFirst());
    }

    /**
     * By what a fix is known.
     *
     * @param driver whose
     * @param recordedAt when, in milliseconds
     */
    record Key(UUID driver, Instant recordedAt) {

        static Key of(DriverLocation location) {
            return new Key(location.driver().value(), location.fix().recordedAt());
        }
    }
}
