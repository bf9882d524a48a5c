package com.openride.fleet.adapter.postgis;

import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.geo.RoutePath;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.BookingId;
import com.openride.fleet.domain.trip.RiderPart;
import com.openride.fleet.domain.trip.Stop;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripId;
import com.openride.fleet.domain.trip.TripPlan;
import com.openride.fleet.domain.trip.TripStamps;
import com.openride.fleet.domain.trip.TripStatus;
import com.openride.fleet.domain.trip.TripTransition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Reads trips: their rows first, then the riders and the stops of all of them at once. */
final class TripRows {

    private static final String RIDERS = """
            SELECT trip_id, rider_id, booking_id, pickup, dropoff
            FROM trip_rider WHERE trip_id = ANY (:trips) ORDER BY trip_id, place
            """;

    private static final String STOPS = """
            SELECT trip_id, point, name, planned_offset_millis
            FROM trip_stop WHERE trip_id = ANY (:trips) ORDER BY trip_id, place
            """;

    private TripRows() {}

    /** The trips that the query over the table {@code trip} finds, in its order. */
    static List<Trip> list(Handle handle, Query query) {
        List<Row> rows = query.map((row, context) -> Row.of(row)).list();
        if (rows.isEmpty()) {
            return List.of();
        }
        List<UUID> ids = rows.stream().map(Row::id).toList();
        Map<UUID, List<RiderPart>> riders = new HashMap<>();
        handle.createQuery(RIDERS)
                .bindArray("trips", UUID.class, ids)
                .map((row, context) -> gather(riders, row, TripRows::rider))
                .list();
        Map<UUID, List<Stop>> stops = new HashMap<>();
        handle.createQuery(STOPS)
                .bindArray("trips", UUID.class, ids)
                .map((row, context) -> gather(stops, row, TripRows::stop))
                .list();
        return rows.stream().map(row -> row.trip(riders, stops)).toList();
    }

    /** A journal entry. */
    static TripTransition transition(ResultSet row) throws SQLException {
        String from = Columns.findText(row, "from_status");
        return new TripTransition(
                new TripId(Columns.id(row, "trip_id")),
                row.getLong("version"),
                from == null ? null : TripStatus.valueOf(from),
                TripStatus.valueOf(Columns.text(row, "to_status")),
                Columns.instant(row, "at"),
                Objects.requireNonNull(Columns.findActor(row)),
                Points.read(row, "location"),
                Columns.findInstant(row, "eta"),
                Columns.findText(row, "reason"),
                Columns.findText(row, "idempotency_key"));
    }

    private static <T> int gather(Map<UUID, List<T>> parts, ResultSet row, Reading<T> reading) throws SQLException {
        List<T> ofTrip = parts.computeIfAbsent(Columns.id(row, "trip_id"), trip -> new ArrayList<>());
        ofTrip.add(reading.of(row));
        return ofTrip.size();
    }

    private static RiderPart rider(ResultSet row) throws SQLException {
        UUID booking = Columns.findId(row, "booking_id");
        return new RiderPart(
                new RiderId(Columns.id(row, "rider_id")),
                booking == null ? null : new BookingId(booking),
                Columns.point(row, "pickup"),
                Columns.point(row, "dropoff"));
    }

    private static Stop stop(ResultSet row) throws SQLException {
        Long offset = Columns.findLong(row, "planned_offset_millis");
        return new Stop(
                Columns.point(row, "point"),
                Columns.findText(row, "name"),
                offset == null ? null : Duration.ofMillis(offset));
    }

    @FunctionalInterface
    private interface Reading<T> {

        T of(ResultSet row) throws SQLException;
    }

    /**
     * A row of {@code trip}.
     *
     * @param id which
     * @param whole makes the trip once its riders and stops are read
     */
    private record Row(UUID id, BiFunction<List<RiderPart>, List<Stop>, Trip> whole) {

        static Row of(ResultSet row) throws SQLException {
            var id = new TripId(Columns.id(row, "id"));
            var driver = new DriverId(Columns.id(row, "driver_id"));
            GeoPoint pickup = Columns.point(row, "pickup");
            GeoPoint dropoff = Columns.point(row, "dropoff");
            RoutePath route = Points.readLine(row, "route");
            Instant scheduled = Columns.findInstant(row, "scheduled_time");
            var status = TripStatus.valueOf(Columns.text(row, "status"));
            long version = row.getLong("version");
            TripStamps stamps = stamps(row);
            Instant eta = Columns.findInstant(row, "announced_eta");
            Long distance = Columns.findLong(row, "distance_meters");
            return new Row(id.value(), (riders, stops) -> {
                var plan = new TripPlan(riders, pickup, dropoff, stops, route, scheduled);
                return new Trip(id, driver, plan, status, version, stamps, eta, distance);
            });
        }

        Trip trip(Map<UUID, List<RiderPart>> riders, Map<UUID, List<Stop>> stops) {
            return whole.apply(riders.getOrDefault(id, List.of()), stops.getOrDefault(id, List.of()));
        }

        private static TripStamps stamps(ResultSet row) throws SQLException {
            return new TripStamps(
                    Columns.instant(row, "created_at"),
                    Columns.findInstant(row, "started_at"),
                    Columns.findInstant(row, "arrived_at"),
                    Columns.findInstant(row, "pickup_time"),
                    Columns.findInstant(row, "completed_at"),
                    Columns.findInstant(row, "cancelled_at"));
        }
    }
}
