package com.openride.fleet.application.measure;

import com.openride.fleet.application.port.out.Alerts;
import com.openride.fleet.application.port.out.Measurements;
import com.openride.fleet.application.port.out.Measurements.Count;
import com.openride.fleet.domain.alert.Alert;
import com.openride.fleet.domain.alert.AlertId;
import com.openride.fleet.domain.alert.AlertKind;
import com.openride.fleet.domain.alert.AlertReport;
import com.openride.fleet.domain.alert.AlertStatus;
import com.openride.fleet.domain.alert.AlertStep;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts alerts that this instance has stored, by kind, and the steps that it has stored of any. */
public final class MeasuredAlerts implements Alerts {

    private final Alerts plain;
    private final Map<AlertKind, Count> raised = new EnumMap<>(AlertKind.class);
    private final Map<AlertStatus, Count> advanced = new EnumMap<>(AlertStatus.class);

    /** Measures as {@code fleet.alerts.raised} and {@code fleet.alerts.steps}. */
    public MeasuredAlerts(Alerts plain, Measurements measurements) {
        this.plain = plain;
        for (AlertKind kind : AlertKind.values()) {
            raised.put(kind, measurements.count("fleet.alerts.raised", "kind", kind.name()));
        }
        for (AlertStatus status : AlertStatus.values()) {
            advanced.put(status, measurements.count("fleet.alerts.steps", "to", status.name()));
        }
    }

    @Override
    public Raised raise(AlertReport report) {
        Raised outcome = plain.raise(report);
        if (outcome.isNew()) {
            raised.getOrDefault(outcome.alert().kind(), more -> {}).one();
        }
        return outcome;
    }

    @Override
    public Optional<Alert> advance(Alert before, AlertStep step) {
        Optional<Alert> after = plain.advance(before, step);
        after.ifPresent(
                alert -> advanced.getOrDefault(alert.status(), more -> {}).one());
        return after;
    }

    @Override
    public Optional<Alert> find(AlertId alert) {
        return plain.find(alert);
    }

    @Override
    public Optional<Alert> findOpen(String key) {
        return plain.findOpen(key);
    }

    @Override
    public List<Alert> above(long version, int limit) {
        return plain.above(version, limit);
    }

    @Override
    public long version() {
        return plain.version();
    }

    @Override
    public List<Alert> list(Filter filter) {
        return plain.list(filter);
    }
}
