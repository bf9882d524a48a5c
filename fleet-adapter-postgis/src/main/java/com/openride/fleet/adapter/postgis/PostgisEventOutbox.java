package com.openride.fleet.adapter.postgis;

import com.openride.fleet.application.port.out.EventOutbox;
import com.openride.fleet.domain.event.OutboxEvent;
import com.openride.fleet.domain.trip.TripId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events still to be told. They are deleted once told, never skipped by number: a number taken early may be committed
 * late. A lock that goes with its transaction lets one relay work at a time.
 */
final class PostgisEventOutbox implements EventOutbox {

    private static final Logger LOG = LoggerFactory.getLogger(PostgisEventOutbox.class);

    // Any number does that nothing else on this database locks: the first eight letters of "outboxfl".
    private static final long LOCK = 0x6f7574626f78666cL;

    private static final String ADD = """
            INSERT INTO outbox_event (event_id, type, trip_id, at, names, contents)
            VALUES (:event, :type, :trip, :at, :names, :contents)
            """;

    private static final String OLDEST = "SELECT * FROM outbox_event ORDER BY id LIMIT :limit";
    private static final String FORGET = "DELETE FROM outbox_event WHERE id = ANY (:ids)";
    private static final String WAITING = "SELECT count(*) FROM (SELECT 1 FROM outbox_event LIMIT 100000) waiting";

    private static final String FORGET_OLD = "DELETE FROM outbox_event WHERE at < :cutoff";

    /** How long an event waits for a relay: where there is none, nobody will ever take it. */
    private static final Duration LONGEST = Duration.ofDays(7);

    private final Database database;

    PostgisEventOutbox(Database database) {
        this.database = database;
    }

    /** Adds an event, in the transaction of whoever stores what it tells of. */
    static void add(Handle handle, OutboxEvent event) {
        handle.createUpdate(ADD)
                .bind("event", event.id())
                .bind("type", event.type())
                .bindByType("trip", event.trip() == null ? null : event.trip().value(), UUID.class)
                .bind("at", event.at())
                .bindArray("names", String.class, Columns.names(event.fields()))
                .bindArray("contents", String.class, Columns.values(event.fields()))
                .execute();
    }

    @Override
    public int relay(int limit, Consumer<List<OutboxEvent>> relay) {
        return database.ask(handle -> {
            boolean alone = handle.createQuery("SELECT pg_try_advisory_xact_lock(:lock)")
                    .bind("lock", LOCK)
                    .mapTo(Boolean.class)
                    .one();
            if (!alone) {
                return 0;
            }
            List<Numbered> oldest = handle.createQuery(OLDEST)
                    .bind("limit", limit)
                    .map((row, context) -> Numbered.of(row))
                    .list();
            if (!oldest.isEmpty()) {
                relay.accept(oldest.stream().map(Numbered::event).toList());
                handle.createUpdate(FORGET)
                        .bindArray(
                                "ids",
                                Long.class,
                                oldest.stream().map(Numbered::id).toList())
                        .execute();
            }
            return oldest.size();
        });
    }

    @Override
    public long waiting() {
        return database.ask(
                handle -> handle.createQuery(WAITING).mapTo(Long.class).one());
    }

    /** Forgets what has waited for longer than a week; returns how many. */
    int forgetOld(Instant now) {
        int forgotten = database.ask(handle -> handle.createUpdate(FORGET_OLD)
                .bind("cutoff", now.minus(LONGEST))
                .execute());
        if (forgotten > 0) {
            LOG.warn("{} events were told to nobody for a week and are dropped", forgotten);
        }
        return forgotten;
    }

    private record Numbered(long id, OutboxEvent event) {

        static Numbered of(ResultSet row) throws SQLException {
            UUID trip = Columns.findId(row, "trip_id");
            return new Numbered(
                    row.getLong("id"),
                    new OutboxEvent(
                            Columns.id(row, "event_id"),
                            Columns.text(row, "type"),
                            trip == null ? null : new TripId(trip),
                            Columns.instant(row, "at"),
                            Columns.map(row, "names", "contents", String.class)));
        }
    }
}
