package com.openride.fleet.adapter.postgis;

import com.openride.fleet.application.port.out.Alerts;
import com.openride.fleet.domain.alert.Alert;
import com.openride.fleet.domain.alert.AlertId;
import com.openride.fleet.domain.alert.AlertReport;
import com.openride.fleet.domain.alert.AlertStep;
import com.openride.fleet.domain.event.AlertEvents;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Alerts and their journal. All writing takes the row that counts versions first, so that they have no gap, become visible
 * in order, and of several that raise one key the first is seen by the others.
 */
final class PostgisAlerts implements Alerts {

    private static final String NEXT = "UPDATE alert_counter SET version = version + 1 RETURNING version";
    private static final String LOCK = "SELECT version FROM alert_counter FOR UPDATE";

    private static final String LIST = """
            SELECT * FROM alert
            WHERE (:anyStatus OR status = ANY (:statuses)) AND (:anyKind OR kind = ANY (:kinds))
            AND (:anySeverity OR severity = ANY (:severities))
            AND (CAST(:driver AS uuid) IS NULL OR driver_id = CAST(:driver AS uuid))
            AND (CAST(:trip AS uuid) IS NULL OR trip_id = CAST(:trip AS uuid))
            AND version > :since AND number < :before
            ORDER BY number DESC LIMIT :limit
            """;

    // Every change is either the raising of an alert, whose version is the alert's number, or a step.
    private static final String ABOVE = """
            SELECT version, number FROM (
                (SELECT number AS version, number FROM alert WHERE number > :above ORDER BY number LIMIT :limit)
                UNION ALL
                (SELECT version, alert_number FROM alert_step WHERE version > :above ORDER BY version LIMIT :limit)
            ) change ORDER BY version LIMIT :limit
            """;

    private final Database database;

    PostgisAlerts(Database database) {
        this.database = database;
    }

    @Override
    public Raised raise(AlertReport report) {
        return database.ask(handle -> {
            handle.createQuery(LOCK).mapTo(Long.class).one();
            Optional<Alert> present =
                    AlertRows.find(handle, report.id()).or(() -> AlertRows.findOpen(handle, report.key()));
            if (present.isPresent()) {
                return new Raised(present.get(), false);
            }
            Alert alert = Alert.raised(report, next(handle));
            AlertRows.add(handle, alert);
            PostgisEventOutbox.add(handle, AlertEvents.of(alert));
            return new Raised(alert, true);
        });
    }

    @Override
    public Optional<Alert> advance(Alert before, AlertStep step) {
        return database.ask(handle -> {
            handle.createQuery(LOCK).mapTo(Long.class).one();
            Alert stored = AlertRows.find(handle, before.id()).orElse(null);
            if (stored == null
                    || stored.version() != before.version()
                    || !stored.status().canBecome(step.to())) {
                return Optional.empty();
            }
            Alert after = stored.after(step, next(handle));
            AlertRows.addStep(handle, after, step);
            PostgisEventOutbox.add(handle, AlertEvents.of(after));
            return Optional.of(after);
        });
    }

    @Override
    public Optional<Alert> find(AlertId alert) {
        return database.ask(handle -> AlertRows.find(handle, alert));
    }

    @Override
    public Optional<Alert> findOpen(String key) {
        return database.ask(handle -> AlertRows.findOpen(handle, key));
    }

    @Override
    public List<Alert> above(long version, int limit) {
        return database.ask(handle -> {
            List<Change> changes = handle.createQuery(ABOVE)
                    .bind("above", version)
                    .bind("limit", limit)
                    .map((row, context) -> new Change(row.getLong("version"), row.getLong("number")))
                    .list();
            AlertRows known = AlertRows.numbered(
                    handle, changes.stream().map(Change::number).distinct().toList());
            return changes.stream()
                    .map(change -> known.asOf(change.number, change.version))
                    .toList();
        });
    }

    @Override
    public long version() {
        return database.ask(handle -> handle.createQuery("SELECT version FROM alert_counter")
                .mapTo(Long.class)
                .one());
    }

    @Override
    public List<Alert> list(Filter filter) {
        return database.ask(handle -> {
            var query = handle.createQuery(LIST)
                    .bind("anyStatus", filter.statuses().isEmpty())
                    .bindArray("statuses", String.class, names(filter.statuses().stream()))
                    .bind("anyKind", filter.kinds().isEmpty())
                    .bindArray("kinds", String.class, names(filter.kinds().stream()))
                    .bind("anySeverity", filter.severities().isEmpty())
                    .bindArray("severities", String.class, names(filter.severities().stream()))
                    .bindByType(
                            "driver",
                            filter.driver() == null ? null : filter.driver().value(),
                            UUID.class)
                    .bindByType(
                            "trip", filter.trip() == null ? null : filter.trip().value(), UUID.class)
                    .bind("since", filter.sinceVersion())
                    .bind("before", filter.before())
                    .bind("limit", filter.limit());
            return AlertRows.of(handle, query).current().stream()
                    .sorted(Comparator.comparingLong(Alert::number).reversed())
                    .toList();
        });
    }

    private static long next(Handle handle) {
        return handle.createQuery(NEXT).mapTo(Long.class).one();
    }

    private static List<String> names(Stream<? extends Enum<?>> values) {
        return values.map(Enum::name).toList();
    }

    private record Change(long version, long number) {}
}
