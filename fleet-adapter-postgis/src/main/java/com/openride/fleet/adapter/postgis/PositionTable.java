package com.openride.fleet.adapter.postgis;

import com.openride.fleet.application.port.out.DriverPlace;
import com.openride.fleet.application.port.out.Drivers.Search;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.location.DriverLocation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where drivers are now, in a table that searches look at. Since only the newest counts, what is new waits in memory, one
 * entry for each driver, until {@link #flush()} writes it for all together. Drivers are written in the order of their ids,
 * so that two instances never wait for each other in a circle. Safe for use by many threads.
 */
final class PositionTable {

    private static final int MOST_WAITING = 500_000;
    private static final int BATCH = 1000;

    // Near the poles and the antimeridian PostGIS 3.3 fails on an ordered index scan over geography; hardly anyone
    // drives there.
    private static final double ORDERED_LATITUDE = 80;
    private static final double ORDERED_LONGITUDE = 175;

    // The sphere of PostGIS and ours differ by millimetres; what is too far after all is dropped on reading.
    private static final double MORE = 1.0001;

    private static final String MOVE =
            "INSERT INTO driver_position (driver_id, recorded_at, received_at, point, bearing,"
                    + " speed, accuracy, altitude, doubts, status) SELECT moved.driver_id, recorded_at, received_at,"
                    + " point::geography, bearing, speed, accuracy, altitude, doubts, status FROM (" + FixColumns.INPUT
                    + """
            ) moved JOIN unnest(:drivers, :statuses) AS turned (driver_id, status) USING (driver_id)
            ORDER BY moved.driver_id
            ON CONFLICT (driver_id) DO UPDATE SET recorded_at = excluded.recorded_at,
                received_at = excluded.received_at, point = excluded.point, bearing = excluded.bearing,
                speed = excluded.speed, accuracy = excluded.accuracy, altitude = excluded.altitude,
                doubts = excluded.doubts, status = excluded.status
            WHERE (excluded.recorded_at, excluded.received_at)
                > (driver_position.recorded_at, driver_position.received_at)
            """;

    private static final String LOCK =
            "SELECT driver_id FROM driver_position WHERE driver_id = ANY (:drivers) ORDER BY driver_id FOR UPDATE";

    private static final String TURN = """
            UPDATE driver_position SET status = turned.status
            FROM unnest(:drivers, :statuses) AS turned (driver_id, status)
            WHERE driver_position.driver_id = turned.driver_id
            """;

    private static final String PLACE =
            "SELECT status, " + FixColumns.OUTPUT + " FROM driver_position WHERE driver_id = :driver";

    private static final String NEARBY = "SELECT status, " + FixColumns.OUTPUT + """
             FROM driver_position
            WHERE ST_DWithin(point, :center::geography, :radius, false)
            AND status = ANY (:statuses) AND recorded_at >= :since
            ORDER BY %s LIMIT :limit
            """;

    /** Nearest first from the index, and by computing every distance within reach. */
    static final String ORDERED = NEARBY.formatted("point <-> :center::geography");

    private static final String SORTED = NEARBY.formatted("ST_Distance(point, :center::geography, false)");

    // The planner takes a radius for more selective than it is, and would sort all within it.
    static final String NO_SORT = "SET LOCAL enable_sort = off";

    private final Database database;
    private final ConcurrentMap<DriverId, News> waiting = new ConcurrentHashMap<>();

    PositionTable(Database database) {
        this.database = database;
    }

    /** Never blocks. Beyond half a million drivers that wait for an outage to end, new ones are left out. */
    void moved(DriverPlace place) {
        DriverId driver = place.location().driver();
        if (waiting.size() < MOST_WAITING || waiting.containsKey(driver)) {
            waiting.merge(driver, new News(place, null), News::then);
        }
    }

    /** Never blocks. */
    void turned(DriverId driver, DriverStatus status) {
        if (waiting.size() < MOST_WAITING || waiting.containsKey(driver)) {
            waiting.merge(driver, new News(null, status), News::then);
        }
    }

    /** Writes what waits. What cannot be written waits on. */
    void flush() {
        List<Map.Entry<DriverId, News>> all =
                new ArrayList<>(Map.copyOf(waiting).entrySet());
        all.sort(Comparator.comparing(entry -> entry.getKey().value().toString()));
        for (int from = 0; from < all.size(); from += BATCH) {
            List<Map.Entry<DriverId, News>> batch = all.subList(from, Math.min(all.size(), from + BATCH));
            write(batch);
            batch.forEach(entry -> waiting.remove(entry.getKey(), entry.getValue()));
        }
    }

    /** How many drivers wait to be written. */
    int waiting() {
        return waiting.size();
    }

    Optional<DriverPlace> place(DriverId driver) {
        Optional<DriverPlace> stored = database.ask(handle -> handle.createQuery(PLACE)
                .bind("driver", driver.value())
                .map((row, context) -> read(row))
                .findFirst());
        News news = waiting.get(driver);
        return news == null ? stored : Optional.ofNullable(news.over(stored.orElse(null)));
    }

    List<DriverPlace> nearby(Search search) {
        GeoPoint center = search.center();
        boolean ordered =
                Math.abs(center.latitude()) < ORDERED_LATITUDE && Math.abs(center.longitude()) < ORDERED_LONGITUDE;
        return database.ask(handle -> {
            if (ordered) {
                handle.execute(NO_SORT);
            }
            return handle
                    .createQuery(ordered ? ORDERED : SORTED)
                    .bind("center", center)
                    .bind("radius", search.radiusMeters() * MORE)
                    .bindArray("statuses", String.class, names(search.statuses()))
                    .bind("since", search.recordedSince())
                    .bind("limit", search.limit())
                    .map((row, context) -> read(row))
                    .stream()
                    .filter(place -> metersTo(center, place) <= search.radiusMeters())
                    .sorted(Comparator.comparingDouble(place -> metersTo(center, place)))
                    .toList();
        });
    }

    private static List<String> names(Set<DriverStatus> statuses) {
        return statuses.stream().map(Enum::name).toList();
    }

    private void write(List<Map.Entry<DriverId, News>> batch) {
        List<DriverPlace> places = batch.stream()
                .map(entry -> entry.getValue().place())
                .flatMap(Stream::ofNullable)
                .toList();
        if (!places.isEmpty()) {
            List<DriverLocation> fixes =
                    places.stream().map(DriverPlace::location).toList();
            List<String> statuses =
                    places.stream().map(place -> place.status().name()).toList();
            database.ask(handle -> FixColumns.bind(handle.createUpdate(MOVE), fixes)
                    .bindArray("statuses", String.class, statuses)
                    .execute());
        }
        Map<UUID, String> turns = new LinkedHashMap<>();
        for (Map.Entry<DriverId, News> entry : batch) {
            DriverStatus status = entry.getValue().status();
            if (status != null) {
                turns.put(entry.getKey().value(), status.name());
            }
        }
        if (!turns.isEmpty()) {
            turn(List.copyOf(turns.keySet()), List.copyOf(turns.values()));
        }
    }

    private void turn(List<UUID> drivers, List<String> statuses) {
        database.ask(handle -> {
            handle.createQuery(LOCK)
                    .bindArray("drivers", UUID.class, drivers)
                    .mapTo(UUID.class)
                    .list();
            return handle.createUpdate(TURN)
                    .bindArray("drivers", UUID.class, drivers)
                    .bindArray("statuses", String.class, statuses)
                    .execute();
        });
    }

    private static DriverPlace read(ResultSet row) throws SQLException {
        return new DriverPlace(FixColumns.read(row), DriverStatus.valueOf(Columns.text(row, "status")));
    }

    private static double metersTo(GeoPoint center, DriverPlace place) {
        return center.metersTo(place.location().fix().point());
    }

    /**
     * What is not written yet.
     *
     * @param place the newest place, if there is a new one
     * @param status the status told since, if any
     */
    private record News(
            @Nullable DriverPlace place, @Nullable DriverStatus status) {

        News then(News next) {
            if (next.status != null) {
                return new News(place, next.status);
            }
            if (place == null || next.place == null) {
                return next.place == null ? this : next;
            }
            return isNewer(next.place.location(), place.location()) ? next : this;
        }

        /** What is known once this is written over what is stored, if anything is. */
        @Nullable DriverPlace over(@Nullable DriverPlace stored) {
            DriverPlace newest = stored;
            if (place != null && (stored == null || isNewer(place.location(), stored.location()))) {
                newest = place;
            }
            return newest == null || status == null ? newest : new DriverPlace(newest.location(), status);
        }

        private static boolean isNewer(DriverLocation location, DriverLocation other) {
            return location.isNewerThan(other);
        }
    }
}
