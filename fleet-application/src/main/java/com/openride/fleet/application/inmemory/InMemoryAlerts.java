package com.openride.fleet.application.inmemory;

import com.openride.fleet.application.port.out.Alerts;
import com.openride.fleet.domain.alert.Alert;
import com.openride.fleet.domain.alert.AlertId;
import com.openride.fleet.domain.alert.AlertReport;
import com.openride.fleet.domain.alert.AlertStep;
import com.openride.fleet.domain.event.AlertEvents;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The newest alerts of this process and of their changes. Past the cap the oldest is forgotten, one that is resolved
 * before one that is open; versions go on.
 */
public final class InMemoryAlerts implements Alerts {

    private final Map<AlertId, Alert> alerts = new LinkedHashMap<>();
    private final Map<String, AlertId> open = new HashMap<>();
    private final Deque<Alert> journal = new ArrayDeque<>();
    private final int most;
    private final InMemoryEventOutbox outbox;
    private long version;

    /**
     * An empty store.
     *
     * @param most how many alerts, and how many changes, are kept, positive
     */
    public InMemoryAlerts(int most) {
        this(most, new InMemoryEventOutbox(1));
    }

    /** An empty store that puts an event of each change into the outbox. */
    public InMemoryAlerts(int most, InMemoryEventOutbox outbox) {
        this.most = most;
        this.outbox = outbox;
    }

    @Override
    public synchronized Raised raise(AlertReport report) {
        Optional<Alert> present = find(report.id()).or(() -> findOpen(report.key()));
        if (present.isPresent()) {
            return new Raised(present.get(), false);
        }
        Alert alert = Alert.raised(report, ++version);
        open.put(report.key(), alert.id());
        write(alert);
        forgetPastCap();
        return new Raised(alert, true);
    }

    @Override
    public synchronized Optional<Alert> advance(Alert before, AlertStep step) {
        Alert stored = alerts.get(before.id());
        if (stored == null
                || stored.version() != before.version()
                || !stored.status().canBecome(step.to())) {
            return Optional.empty();
        }
        Alert after = stored.after(step, ++version);
        if (!after.status().isOpen()) {
            open.remove(after.report().key());
        }
        write(after);
        return Optional.of(after);
    }

    @Override
    public synchronized Optional<Alert> find(AlertId alert) {
        return Optional.ofNullable(alerts.get(alert));
    }

    @Override
    public synchronized Optional<Alert> findOpen(String key) {
        return Optional.ofNullable(open.get(key)).map(alerts::get);
    }

    @Override
    public synchronized List<Alert> above(long aboveVersion, int limit) {
        return journal.stream()
                .filter(change -> change.version() > aboveVersion)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized long version() {
        return version;
    }

    @Override
    public synchronized List<Alert> list(Filter filter) {
        return alerts.values().stream()
                .filter(filter::admits)
                .sorted(Comparator.comparingLong(Alert::number).reversed())
                .limit(filter.limit())
                .toList();
    }

    private void write(Alert alert) {
        alerts.put(alert.id(), alert);
        journal.add(alert);
        if (journal.size() > most) {
            journal.remove();
        }
        outbox.add(AlertEvents.of(alert));
    }

    private void forgetPastCap() {
        if (alerts.size() <= most) {
            return;
        }
        Alert oldest = alerts.values().stream()
                .filter(alert -> !alert.status().isOpen())
                .findFirst()
                .orElseGet(() -> alerts.values().iterator().next());
        alerts.remove(oldest.id());
        open.remove(oldest.report().key(), oldest.id());
    }
}
