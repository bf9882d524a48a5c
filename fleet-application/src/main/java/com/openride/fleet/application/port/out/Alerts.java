package com.openride.fleet.application.port.out;

import com.openride.fleet.domain.alert.Alert;
import com.openride.fleet.domain.alert.AlertId;
import com.openride.fleet.domain.alert.AlertKind;
import com.openride.fleet.domain.alert.AlertReport;
import com.openride.fleet.domain.alert.AlertStatus;
import com.openride.fleet.domain.alert.AlertStep;
import com.openride.fleet.domain.alert.Severity;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.trip.TripId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All alerts, and the journal of everything that became of them. An alert, its journal entry and the event for other
 * services are written together or not at all.
 *
 * <p>Safe for use by many threads. Methods may block: never call them on an event loop. They throw a
 * {@link com.openride.fleet.domain.fault.FleetException} of code UNAVAILABLE when the store is away.
 */
public interface Alerts {

    /**
     * Writes a new alert under the next version, unless its id is known or an alert with its key is open. Of several
     * racing callers with one key exactly one raises.
     */
    Raised raise(AlertReport report);

    /**
     * Takes the alert a step on, under the next version, provided that its stored version is still the given one and
     * that the step changes something. Of several racing callers exactly one wins.
     *
     * @return the alert after the step; empty when nothing was written
     */
    Optional<Alert> advance(Alert before, AlertStep step);

    /** The alert as it stands. */
    Optional<Alert> find(AlertId alert);

    /** The open alert with the key, if there is one. */
    Optional<Alert> findOpen(String key);

    /**
     * The changes above the version, in order: each the alert as it was right after that change.
     *
     * @param limit at most so many, positive
     */
    List<Alert> above(long version, int limit);

    /** The version of the newest change; 0 before the first. */
    long version();

    /** Alerts as they stand, newest first by number. */
    List<Alert> list(Filter filter);

    /**
     * What became of a report.
     *
     * @param alert the new alert, or the one that was there already
     * @param isNew whether this call has written it
     */
    record Raised(Alert alert, boolean isNew) {}

    /**
     * Which alerts.
     *
     * @param statuses only these; empty means any
     * @param kinds only these; empty means any
     * @param severities only these; empty means any
     * @param driver only this driver's, if given
     * @param trip only this trip's, if given
     * @param sinceVersion only those that changed above this version; 0 means any
     * @param before only those with a smaller number; {@link Long#MAX_VALUE} to begin with the newest
     * @param limit at most so many, positive
     */
    record Filter(
            Set<AlertStatus> statuses,
            Set<AlertKind> kinds,
            Set<Severity> severities,
            @Nullable DriverId driver,
            @Nullable TripId trip,
            long sinceVersion,
            long before,
            int limit) {

        /** Whether the alert is one of them, but for the limit. */
        public boolean admits(Alert alert) {
            return isAny(alert)
                    && (driver == null || driver.equals(alert.driver()))
                    && alert.concerns(trip)
                    && alert.version() > sinceVersion
                    && alert.number() < before;
        }

        private boolean isAny(Alert alert) {
            return (statuses.isEmpty() || statuses.contains(alert.status()))
                    && (kinds.isEmpty() || kinds.contains(alert.kind()))
                    && (severities.isEmpty() || severities.contains(alert.kind().severity()));
        }
    }
}
