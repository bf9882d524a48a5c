package com.openride.fleet.adapter.postgis;

import com.openride.fleet.application.port.out.SessionAudit;
import com.openride.fleet.domain.session.AuditEntry;
import com.openride.fleet.domain.session.AuditKind;
import com.openride.fleet.domain.session.SessionId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The audit in a table. Entries wait in a bounded queue and are written by the second; after an outage they still come. */
final class PostgisSessionAudit implements SessionAudit {

    private static final Logger LOG = LoggerFactory.getLogger(PostgisSessionAudit.class);
    private static final int MOST_WAITING = 50_000;
    private static final int BATCH = 1000;
    private static final Duration KEPT = Duration.ofDays(90);

    private static final String WRITE = """
            INSERT INTO session_audit (at, kind, subject, session, correlation, detail)
            SELECT timestamptz 'epoch' + at * interval '1 millisecond', kind, subject, session,
                correlation, detail
            FROM unnest(:at, :kinds, :subjects, :sessions, :correlations, :details) WITH ORDINALITY
                AS entry (at, kind, subject, session, correlation, detail, place)
            ORDER BY place
            """;

    private static final String LIST = """
            SELECT * FROM session_audit
            WHERE (CAST(:subject AS uuid) IS NULL OR subject = CAST(:subject AS uuid)) AND (:any OR kind = ANY (:kinds))
            AND at >= :from AND at < :to AND number < :before
            ORDER BY number DESC LIMIT :limit
            """;

    private final Database database;
    private final BlockingQueue<AuditEntry> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong dropped = new AtomicLong();

    PostgisSessionAudit(Database database) {
        this.database = database;
    }

    @Override
    public void note(AuditEntry entry) {
        if (!waiting.offer(entry)) {
            dropped.incrementAndGet();
        }
    }

    @Override
    public List<Noted> list(Filter filter) {
        List<String> kinds = filter.kinds().stream().map(Enum::name).toList();
        return database.ask(handle -> handle.createQuery(LIST)
                .bindByType("subject", filter.subject(), UUID.class)
                .bind("any", kinds.isEmpty())
                .bindArray("kinds", String.class, kinds)
                .bind("from", filter.from())
                .bind("to", filter.to())
                .bind("before", filter.before())
                .bind("limit", filter.limit())
                .map((row, context) -> read(row))
                .list());
    }

    /** How many entries wait. */
    int waiting() {
        return waiting.size();
    }

    /** Writes what waits. To be called by one thread at a time. */
    void flush() {
        long lost = dropped.getAndSet(0);
        if (lost > 0) {
            LOG.warn("{} entries of the audit found no room and were dropped", lost);
        }
        List<AuditEntry> batch = new ArrayList<>();
        // Taken only once written, so that an outage costs none.
        for (AuditEntry entry : waiting) {
            batch.add(entry);
            if (batch.size() == BATCH) {
                write(batch);
                batch.clear();
            }
        }
        if (!batch.isEmpty()) {
            write(batch);
        }
    }

    /** Drops what is older than 90 days. */
    void forgetOld(Instant now) {
        database.ask(handle -> handle.createUpdate("DELETE FROM session_audit WHERE at < :cutoff")
                .bind("cutoff", now.minus(KEPT))
                .execute());
    }

    private void write(List<AuditEntry> batch) {
        database.ask(handle -> handle.createUpdate(WRITE)
                .bindArray("at", Long.class, column(batch, entry -> entry.at().toEpochMilli()))
                .bindArray(
                        "kinds",
                        String.class,
                        column(batch, entry -> entry.kind().name()))
                .bindArray("subjects", UUID.class, column(batch, AuditEntry::subject))
                .bindArray("sessions", UUID.class, column(batch, PostgisSessionAudit::session))
                .bindArray("correlations", String.class, column(batch, AuditEntry::correlation))
                .bindArray("details", String.class, column(batch, AuditEntry::detail))
                .execute());
        for (int i = 0; i < batch.size(); i++) {
            waiting.poll();
        }
    }

    private static <T extends @Nullable Object> List<T> column(
            List<AuditEntry> entries, Function<AuditEntry, T> value) {
        var column = new ArrayList<T>(entries.size());
        entries.forEach(entry -> column.add(value.apply(entry)));
        return column;
    }

    private static @Nullable UUID session(AuditEntry entry) {
        SessionId session = entry.session();
        return session == null ? null : session.value();
    }

    private static Noted read(ResultSet row) throws SQLException {
        UUID session = Columns.findId(row, "session");
        return new Noted(
                row.getLong("number"),
                new AuditEntry(
                        Columns.instant(row, "at"),
                        AuditKind.valueOf(Columns.text(row, "kind")),
                        Columns.findId(row, "subject"),
                        session == null ? null : new SessionId(session),
                        Columns.findText(row, "correlation"),
                        Columns.findText(row, "detail")));
    }
}
