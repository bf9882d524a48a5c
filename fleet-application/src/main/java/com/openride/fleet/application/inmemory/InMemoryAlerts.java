package com.openride.fleet.application.inmemory;

import com.openride.fleet.application.port.out.Alerts;
import com.openride.fleet.domain.alert.Alert;
import com.openride.fleet.domain.alert.AlertKind;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.trip.TripId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The newest alerts of this process; past the cap the oldest is forgotten, and versions go on. */
public final class InMemoryAlerts implements Alerts {

    private final Deque<Alert> alerts = new ArrayDeque<>();
    private final int most;
    private long version;

    /**
     * An empty journal.
     *
     * @param most how many alerts are kept, positive
     */
    public InMemoryAlerts(int most) {
        this.most = most;
    }

    @Override
    public synchronized Alert raise(AlertKind kind, DriverId driver, @Nullable TripId trip, Instant at) {
        var alert = new Alert(UUID.randomUUID(), ++version, kind, driver, trip, at);
        alerts.add(alert);
        if (alerts.size() > most) {
            alerts.remove();
        }
        return alert;
    }

    @Override
    public synchronized List<Alert> above(long aboveVersion, int limit) {
        return alerts.stream()
                .filter(alert -> alert.version() > aboveVersion)
                .limit(limit)
                .toList();
    }
}
