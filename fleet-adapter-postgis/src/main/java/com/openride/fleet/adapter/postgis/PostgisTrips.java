package com.openride.fleet.adapter.postgis;

import com.openride.fleet.application.port.out.Trips;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.event.TripEvents;
import com.openride.fleet.domain.location.TimeRange;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.BookingId;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripId;
import com.openride.fleet.domain.trip.TripTransition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Trips, their journals and the events of their steps, each step in one transaction. */
final class PostgisTrips implements Trips {

    private static final String FIND = "SELECT * FROM trip WHERE id = :trip";

    private static final String OPEN = """
            SELECT * FROM trip WHERE status NOT IN ('COMPLETED', 'CANCELLED')
            AND (:first OR (created_at, id) < (:beforeAt, :beforeTrip))
            ORDER BY created_at DESC, id DESC LIMIT :limit
            """;

    private static final String OPEN_OF_DRIVER = """
            SELECT * FROM trip WHERE driver_id = :owner AND status NOT IN ('COMPLETED', 'CANCELLED')
            ORDER BY created_at, id
            """;

    private static final String OPEN_OF_RIDER = """
            SELECT trip.* FROM trip_rider rider JOIN trip ON trip.id = rider.trip_id
            WHERE rider.rider_id = :owner AND trip.status NOT IN ('COMPLETED', 'CANCELLED')
            ORDER BY trip.created_at, trip.id
            """;

    private static final String OF_BOOKING = """
            SELECT trip.* FROM trip_rider rider JOIN trip ON trip.id = rider.trip_id
            WHERE rider.booking_id = :booking ORDER BY rider.created_at DESC, rider.trip_id DESC LIMIT 1
            """;

    private static final String OF_DRIVER = """
            SELECT * FROM trip WHERE driver_id = :owner
            AND (:any OR status = ANY (:statuses))
            AND (:first OR (created_at, id) < (:beforeAt, :beforeTrip))
            ORDER BY created_at DESC, id DESC LIMIT :limit
            """;

    private static final String OF_RIDER = """
            SELECT trip.* FROM trip_rider rider JOIN trip ON trip.id = rider.trip_id
            WHERE rider.rider_id = :owner
            AND (:any OR trip.status = ANY (:statuses))
            AND (:first OR (rider.created_at, rider.trip_id) < (:beforeAt, :beforeTrip))
            ORDER BY rider.created_at DESC, rider.trip_id DESC LIMIT :limit
            """;

    private static final String BEGUN = """
            SELECT id FROM (
                SELECT id, driver_id, coalesce(started_at, scheduled_time, created_at) AS begins_at FROM trip
            ) beginning
            WHERE begins_at >= :from AND begins_at < :to
            AND (CAST(:driver AS uuid) IS NULL OR driver_id = CAST(:driver AS uuid))
            ORDER BY begins_at, id
            """;

    private static final String JOURNAL =
            "SELECT * FROM trip_transition WHERE trip_id = :trip AND version > :above ORDER BY version";

    private static final String BY_KEY = """
            SELECT * FROM trip_transition WHERE trip_id = :trip AND by_subject = :subject AND idempotency_key = :key
            ORDER BY version LIMIT 1
            """;

    private final Database database;

    PostgisTrips(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Trip> add(Trip trip, TripTransition registration) {
        return database.ask(handle -> {
            if (!TripWriting.add(handle, trip)) {
                return find(handle, trip.id());
            }
            TripWriting.addTransition(handle, registration);
            PostgisEventOutbox.add(handle, TripEvents.of(trip, registration));
            return Optional.empty();
        });
    }

    @Override
    public boolean advance(Trip successor, TripTransition transition) {
        return database.ask(handle -> {
            if (!TripWriting.advance(handle, successor)) {
                return false;
            }
            TripWriting.addTransition(handle, transition);
            PostgisEventOutbox.add(handle, TripEvents.of(successor, transition));
            return true;
        });
    }

    @Override
    public Optional<Trip> find(TripId trip) {
        return database.ask(handle -> find(handle, trip));
    }

    @Override
    public List<TripTransition> journal(TripId trip, long aboveVersion) {
        return database.ask(handle -> handle.createQuery(JOURNAL)
                .bind("trip", trip.value())
                .bind("above", aboveVersion)
                .map((row, context) -> TripRows.transition(row))
                .list());
    }

    @Override
    public Optional<TripTransition> findByKey(TripId trip, UUID subject, String key) {
        return database.ask(handle -> handle.createQuery(BY_KEY)
                .bind("trip", trip.value())
                .bind("subject", subject)
                .bind("key", key)
                .map((row, context) -> TripRows.transition(row))
                .findFirst());
    }

    @Override
    public List<Trip> open(@Nullable Place before, int limit) {
        return database.ask(handle -> TripRows.list(handle, after(before, handle.createQuery(OPEN), limit)));
    }

    @Override
    public List<Trip> openOf(DriverId driver) {
        return openOf(OPEN_OF_DRIVER, driver.value());
    }

    @Override
    public List<Trip> openOf(RiderId rider) {
        return openOf(OPEN_OF_RIDER, rider.value());
    }

    @Override
    public Optional<Trip> findByBooking(BookingId booking) {
        return database.ask(handle ->
                TripRows.list(handle, handle.createQuery(OF_BOOKING).bind("booking", booking.value())).stream()
                        .findFirst());
    }

    @Override
    public List<Trip> list(DriverId driver, Filter filter) {
        return list(OF_DRIVER, driver.value(), filter);
    }

    @Override
    public List<Trip> list(RiderId rider, Filter filter) {
        return list(OF_RIDER, rider.value(), filter);
    }

    @Override
    public List<TripId> begun(TimeRange range, @Nullable DriverId driver) {
        return database.ask(handle -> handle.createQuery(BEGUN)
                .bind("from", range.from())
                .bind("to", range.to())
                .bindByType("driver", driver == null ? null : driver.value(), UUID.class)
                .map((row, context) -> new TripId(Columns.id(row, "id")))
                .list());
    }

    private List<Trip> openOf(String query, UUID owner) {
        return database.ask(
                handle -> TripRows.list(handle, handle.createQuery(query).bind("owner", owner)));
    }

    private List<Trip> list(String query, UUID owner, Filter filter) {
        return database.ask(handle -> {
            Query bound = after(filter.before(), handle.createQuery(query), filter.limit())
                    .bind("owner", owner)
                    .bind("any", filter.statuses().isEmpty())
                    .bindArray(
                            "statuses",
                            String.class,
                            filter.statuses().stream().map(Enum::name).toList());
            return TripRows.list(handle, bound);
        });
    }

    private static Query after(@Nullable Place before, Query query, int limit) {
        return query.bind("first", before == null)
                .bind("beforeAt", before == null ? Instant.EPOCH : before.createdAt())
                .bind(
                        "beforeTrip",
                        before == null ? new UUID(0, 0) : before.trip().value())
                .bind("limit", limit);
    }

    private static Optional<Trip> find(Handle handle, TripId trip) {
        return TripRows.list(handle, handle.createQuery(FIND).bind("trip", trip.value())).stream()
                .findFirst();
    }
}
