package com.openride.fleet.application.port.in;

import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.alert.Alert;
import com.openride.fleet.domain.alert.AlertId;
import com.openride.fleet.domain.alert.AlertKind;
import com.openride.fleet.domain.alert.AlertStatus;
import com.openride.fleet.domain.alert.Severity;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.trip.TripId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Operators look at alerts and deal with them. Every method refuses others with UNAUTHORIZED before anything is looked up.
 *
 * <p>Safe for use by many threads; methods may block.
 */
public interface HandleAlerts {

    /**
     * Alerts as they stand, newest first, and with the first page those that wait for the store on this instance. While
     * the store is away the waiting ones are shown alone, if there are any.
     *
     * @throws com.openride.fleet.domain.fault.FleetException INVALID_PAYLOAD for a limit out of range, UNAVAILABLE when
     *     the store is away and nothing waits for it
     */
    Page list(Principal principal, Query query);

    /**
     * Takes an alert on. One that somebody has taken on already stays theirs.
     *
     * @param note what the operator has to say, at most 500 characters
     * @throws com.openride.fleet.domain.fault.FleetException ALERT_NOT_FOUND; CONFLICT when it is resolved and nobody had
     *     taken it on
     */
    Alert acknowledge(Principal principal, AlertId alert, @Nullable String note);

    /**
     * Closes an alert. One that is closed already stays as it is.
     *
     * @param note what the operator has to say, at most 500 characters
     * @throws com.openride.fleet.domain.fault.FleetException ALERT_NOT_FOUND
     */
    Alert resolve(Principal principal, AlertId alert, @Nullable String note);

    /**
     * Which alerts.
     *
     * @param statuses only these; empty means any
     * @param kinds only these; empty means any
     * @param severities only these; empty means any
     * @param driver only this driver's, if given
     * @param trip only this trip's, if given
     * @param sinceVersion only those that changed above this version; 0 means any
     * @param after where the page before ended, or null for the first page
     * @param limit at most so many, 1 to 100
     */
    record Query(
            Set<AlertStatus> statuses,
            Set<AlertKind> kinds,
            Set<Severity> severities,
            @Nullable DriverId driver,
            @Nullable TripId trip,
            long sinceVersion,
            @Nullable Long after,
            int limit) {}

    /**
     * A part of the list.
     *
     * @param alerts those that are stored
     * @param notStored those that still wait for the store
     * @param complete whether the store was there to be asked
     * @param next where to go on, or null at the end
     */
    record Page(
            List<Alert> alerts,
            List<Alert> notStored,
            boolean complete,
            @Nullable Long next) {}
}
