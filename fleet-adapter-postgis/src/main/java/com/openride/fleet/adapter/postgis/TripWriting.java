package com.openride.fleet.adapter.postgis;

import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.geo.RoutePath;
import com.openride.fleet.domain.trip.RiderPart;
import com.openride.fleet.domain.trip.Stop;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripStamps;
import com.openride.fleet.domain.trip.TripTransition;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** Writes the rows of trips, within the caller's transaction. */
final class TripWriting {

    private static final String TRIP = """
            INSERT INTO trip (id, driver_id, status, version, pickup, dropoff, route, scheduled_time, created_at,
                started_at, arrived_at, pickup_time, completed_at, cancelled_at, announced_eta, distance_meters)
            VALUES (:id, :driver, :status, :version, :pickup, :dropoff, :route, :scheduled, :created,
                :started, :arrived, :pickupTime, :completed, :cancelled, :eta, :distance)
            ON CONFLICT (id) DO NOTHING
            """;

    private static final String ADVANCE = """
            UPDATE trip SET status = :status, version = :version, started_at = :started, arrived_at = :arrived,
                pickup_time = :pickupTime, completed_at = :completed, cancelled_at = :cancelled,
                announced_eta = :eta, distance_meters = :distance
            WHERE id = :id AND version = :version - 1
            """;

    private static final String RIDER = """
            INSERT INTO trip_rider (trip_id, place, rider_id, booking_id, pickup, dropoff, created_at)
            VALUES (:trip, :place, :rider, :booking, :pickup, :dropoff, :created)
            """;

    private static final String STOP = """
            INSERT INTO trip_stop (trip_id, place, point, name, planned_offset_millis)
            VALUES (:trip, :place, :point, :name, :offset)
            """;

    private static final String TRANSITION = """
            INSERT INTO trip_transition (trip_id, version, from_status, to_status, at, by_subject, by_role, location,
                eta, reason, idempotency_key)
            VALUES (:trip, :version, :from, :to, :at, :subject, :role, :location, :eta, :reason, :key)
            """;

    private TripWriting() {}

    /** Adds the trip with its riders and stops; returns whether its id was free. */
    static boolean add(Handle handle, Trip trip) {
        var insert = handle.createUpdate(TRIP)
                .bind("driver", trip.driver().value())
                .bind("pickup", trip.plan().pickup())
                .bind("dropoff", trip.plan().dropoff())
                .bindByType("route", trip.plan().route(), RoutePath.class)
                .bindByType("scheduled", trip.plan().scheduledTime(), Instant.class);
        if (bindState(insert, trip).execute() == 0) {
            return false;
        }
        List<RiderPart> riders = trip.plan().riders();
        for (int place = 0; place < riders.size(); place++) {
            addRider(handle, trip, place, riders.get(place));
        }
        List<Stop> stops = trip.plan().stops();
        for (int place = 0; place < stops.size(); place++) {
            addStop(handle, trip, place, stops.get(place));
        }
        return true;
    }

    /** Replaces the trip by its successor, if it still is the one before; returns whether it was. */
    static boolean advance(Handle handle, Trip successor) {
        return bindState(handle.createUpdate(ADVANCE), successor).execute() == 1;
    }

    /** Writes a journal entry. */
    static void addTransition(Handle handle, TripTransition entry) {
        handle.createUpdate(TRANSITION)
                .bind("trip", entry.trip().value())
                .bind("version", entry.version())
                .bind("from", entry.from() == null ? null : entry.from().name())
                .bind("to", entry.to().name())
                .bind("at", entry.at())
                .bind("subject", entry.by().subject())
                .bind("role", entry.by().role().name())
                .bindByType("location", entry.location(), GeoPoint.class)
                .bindByType("eta", entry.eta(), Instant.class)
                .bind("reason", entry.reason())
                .bind("key", entry.key())
                .execute();
    }

    private static <S extends SqlStatement<S>> S bindState(S statement, Trip trip) {
        TripStamps stamps = trip.stamps();
        return statement
                .bind("id", trip.id().value())
                .bind("status", trip.status().name())
                .bind("version", trip.version())
                .bind("created", stamps.createdAt())
                .bindByType("started", stamps.startedAt(), Instant.class)
                .bindByType("arrived", stamps.arrivedAt(), Instant.class)
                .bindByType("pickupTime", stamps.pickupTime(), Instant.class)
                .bindByType("completed", stamps.completedAt(), Instant.class)
                .bindByType("cancelled", stamps.cancelledAt(), Instant.class)
                .bindByType("eta", trip.announcedEta(), Instant.class)
                .bindByType("distance", trip.distanceMeters(), Long.class);
    }

    private static void addRider(Handle handle, Trip trip, int place, RiderPart part) {
        handle.createUpdate(RIDER)
                .bind("trip", trip.id().value())
                .bind("place", place)
                .bind("rider", part.rider().value())
                .bindByType(
                        "booking",
                        part.booking() == null ? null : part.booking().value(),
                        UUID.class)
                .bind("pickup", part.pickup())
                .bind("dropoff", part.dropoff())
                .bind("created", trip.stamps().createdAt())
                .execute();
    }

    private static void addStop(Handle handle, Trip trip, int place, Stop stop) {
        handle.createUpdate(STOP)
                .bind("trip", trip.id().value())
                .bind("place", place)
                .bind("point", stop.point())
                .bind("name", stop.name())
                .bindByType(
                        "offset",
                        stop.plannedOffset() == null
                                ? null
                                : stop.plannedOffset().toMillis(),
                        Long.class)
                .execute();
    }
}
