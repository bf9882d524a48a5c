package com.openride.fleet.application.monitor;

import com.openride.fleet.application.alert.AlertRaising;
import com.openride.fleet.domain.alert.AlertId;
import com.openride.fleet.domain.trip.TripId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Raises what was found, each once, and ends what is over. It remembers the last ten thousand; what it has forgotten the
 * store still knows by its id. Never blocks. Safe for use by many threads.
 */
final class FindingTelling {

    private static final int MOST = 10_000;

    private final AlertRaising alerts;
    private final Map<AlertId, Told> told = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<AlertId, Told> eldest) {
            return size() > MOST;
        }
    };

    FindingTelling(AlertRaising alerts) {
        this.alerts = alerts;
    }

    private record Told(TripId trip, String key, boolean over) {}

    /** Whether it was neither raised nor ended yet. */
    synchronized boolean isNew(Found found) {
        return !told.containsKey(found.id());
    }

    /** Raises it if it is new. */
    synchronized void raise(Found found, boolean late) {
        if (isNew(found)) {
            String key = late ? found.lateKey() : found.key();
            told.put(found.id(), new Told(found.trip().id(), key, false));
            alerts.raise(found.report(late));
        }
    }

    /** Ends it. What is not known here may have been raised before a restart, under its usual key. */
    synchronized void end(Found over) {
        Told known = told.get(over.id());
        if (known != null && known.over) {
            return;
        }
        String key = known == null ? over.key() : known.key;
        told.put(over.id(), new Told(over.trip().id(), key, true));
        alerts.end(key, over.at(), over.finding().figures());
    }

    /** Ends what was raised of a trip and is not confirmed by its stored fixes. */
    synchronized void withdraw(TripId trip, Set<AlertId> confirmed, Instant now) {
        List<AlertId> wrong = told.entrySet().stream()
                .filter(entry -> !entry.getValue().over && entry.getValue().trip.equals(trip))
                .map(Map.Entry::getKey)
                .filter(id -> !confirmed.contains(id))
                .toList();
        wrong.forEach(id -> withdraw(id, now));
    }

    private void withdraw(AlertId id, Instant now) {
        Told before = told.get(id);
        if (before != null) {
            told.put(id, new Told(before.trip, before.key, true));
            // Another that goes on under the same key keeps the alert, which is then its own.
            boolean taken = told.values().stream().anyMatch(other -> !other.over && other.key.equals(before.key));
            if (!taken) {
                alerts.end(before.key, now, Map.of("withdrawn", 1.0));
            }
        }
    }
}
