package com.openride.fleet.adapter.postgis;

import com.openride.fleet.domain.access.Actor;
import com.openride.fleet.domain.alert.Alert;
import com.openride.fleet.domain.alert.AlertDetails;
import com.openride.fleet.domain.alert.AlertId;
import com.openride.fleet.domain.alert.AlertKind;
import com.openride.fleet.domain.alert.AlertReport;
import com.openride.fleet.domain.alert.AlertStatus;
import com.openride.fleet.domain.alert.AlertStep;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.trip.TripId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Alerts as they were raised, with the steps since: what an alert is at any version follows from both. */
final class AlertRows {

    private static final String STEPS = "SELECT * FROM alert_step WHERE alert_number = ANY (:numbers) ORDER BY version";

    private static final String ADD = """
            INSERT INTO alert (number, id, version, status, kind, severity, driver_id, trip_id, key, at, by_subject, by_role,
                location, message, late, figure_names, figures)
            VALUES (:number, :id, :version, :status, :kind, :severity, :driver, :trip, :key, :at, :subject, :role,
                :location, :message, :late, :figureNames, :figures)
            """;

    private static final String STEP = """
            INSERT INTO alert_step (version, alert_number, to_status, by_subject, by_role, at, note, figure_names, figures)
            VALUES (:version, :number, :status, :subject, :role, :at, :note, :figureNames, :figures)
            """;

    private final Map<Long, AlertReport> reports;
    private final Map<Long, List<Step>> steps;

    private AlertRows(Map<Long, AlertReport> reports, Map<Long, List<Step>> steps) {
        this.reports = reports;
        this.steps = steps;
    }

    /** What a query over the table {@code alert} finds. */
    static AlertRows of(Handle handle, Query query) {
        Map<Long, AlertReport> reports = new HashMap<>();
        query.map((row, context) -> reports.put(row.getLong("number"), report(row)))
                .list();
        Map<Long, List<Step>> steps = new HashMap<>();
        if (!reports.isEmpty()) {
            handle.createQuery(STEPS)
                    .bindArray("numbers", Long.class, List.copyOf(reports.keySet()))
                    .map((row, context) -> steps.computeIfAbsent(
                                    row.getLong("alert_number"), number -> new ArrayList<>())
                            .add(new Step(row.getLong("version"), step(row))))
                    .list();
        }
        return new AlertRows(reports, steps);
    }

    /** The alerts with these numbers. */
    static AlertRows numbered(Handle handle, List<Long> numbers) {
        return of(
                handle,
                handle.createQuery("SELECT * FROM alert WHERE number = ANY (:numbers)")
                        .bindArray("numbers", Long.class, numbers));
    }

    static Optional<Alert> find(Handle handle, AlertId id) {
        Query query = handle.createQuery("SELECT * FROM alert WHERE id = :id").bind("id", id.value());
        return of(handle, query).current().stream().findFirst();
    }

    static Optional<Alert> findOpen(Handle handle, String key) {
        Query query = handle.createQuery("SELECT * FROM alert WHERE key = :key AND status <> 'RESOLVED'")
                .bind("key", key);
        return of(handle, query).current().stream().findFirst();
    }

    /** The alerts as they stand, in no order. */
    List<Alert> current() {
        return reports.keySet().stream()
                .map(number -> asOf(number, Long.MAX_VALUE))
                .toList();
    }

    /** The alert as it was right after the version. */
    Alert asOf(long number, long version) {
        Alert alert = Alert.raised(Objects.requireNonNull(reports.get(number)), number);
        for (Step step : steps.getOrDefault(number, List.of())) {
            alert = step.version <= version ? alert.after(step.step, step.version) : alert;
        }
        return alert;
    }

    static void add(Handle handle, Alert alert) {
        AlertReport report = alert.report();
        AlertDetails details = report.details();
        var insert = handle.createUpdate(ADD)
                .bind("id", alert.id().value())
                .bind("kind", alert.kind().name())
                .bind("severity", alert.kind().severity().name())
                .bind("driver", alert.driver().value())
                .bindByType("trip", report.trip() == null ? null : report.trip().value(), UUID.class)
                .bind("key", report.key())
                .bindByType("location", details.location(), GeoPoint.class)
                .bind("message", details.message())
                .bind("late", details.late());
        bindChange(insert, alert, details.by(), details.figures())
                .bind("at", report.at())
                .execute();
    }

    /** Writes the step that has led to the alert as it is now. */
    static void addStep(Handle handle, Alert after, AlertStep step) {
        bindChange(handle.createUpdate(STEP), after, step.by(), step.figures())
                .bind("at", step.at())
                .bind("note", step.note())
                .execute();
        handle.createUpdate("UPDATE alert SET version = :version, status = :status WHERE number = :number")
                .bind("version", after.version())
                .bind("status", after.status().name())
                .bind("number", after.number())
                .execute();
    }

    private static <S extends SqlStatement<S>> S bindChange(
            S statement, Alert alert, @Nullable Actor by, Map<String, Double> figures) {
        return statement
                .bind("number", alert.number())
                .bind("version", alert.version())
                .bind("status", alert.status().name())
                .bindByType("subject", by == null ? null : by.subject(), UUID.class)
                .bind("role", by == null ? null : by.role().name())
                .bindArray("figureNames", String.class, Columns.names(figures))
                .bindArray("figures", Double.class, Columns.values(figures));
    }

    private static AlertReport report(ResultSet row) throws SQLException {
        UUID trip = Columns.findId(row, "trip_id");
        var details = new AlertDetails(
                Columns.findActor(row),
                Points.read(row, "location"),
                Columns.findText(row, "message"),
                row.getBoolean("late"),
                Columns.map(row, "figure_names", "figures", Double.class));
        return new AlertReport(
                new AlertId(Columns.id(row, "id")),
                AlertKind.valueOf(Columns.text(row, "kind")),
                new DriverId(Columns.id(row, "driver_id")),
                trip == null ? null : new TripId(trip),
                Columns.text(row, "key"),
                Columns.instant(row, "at"),
                details);
    }

    private static AlertStep step(ResultSet row) throws SQLException {
        return new AlertStep(
                AlertStatus.valueOf(Columns.text(row, "to_status")),
                Columns.findActor(row),
                Columns.instant(row, "at"),
                Columns.findText(row, "note"),
                Columns.map(row, "figure_names", "figures", Double.class));
    }

    private record Step(long version, AlertStep step) {}
}
