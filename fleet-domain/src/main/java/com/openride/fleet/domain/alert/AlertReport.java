package com.openride.fleet.domain.alert;

import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.trip.TripId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What an alert is raised with, and keeps.
 *
 * @param id chosen by whoever raises it
 * @param kind what it is about
 * @param driver whose
 * @param trip on which trip, if any
 * @param key while an alert with this key is open, no second one is raised
 * @param at since when, kept to milliseconds
 * @param details what else is known
 */
public record AlertReport(
        AlertId id,
        AlertKind kind,
        DriverId driver,
        @Nullable TripId trip,
        String key,
        Instant at,
        AlertDetails details) {

    public AlertReport {
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }

    /** The key of alerts of which a driver has one at a time, for each trip. */
    public static String key(AlertKind kind, DriverId driver, @Nullable TripId trip) {
        return kind + ":" + (trip == null ? driver : trip);
    }

    /** A report under the key of its kind, driver and trip. */
    public static AlertReport of(
            AlertId id, AlertKind kind, DriverId driver, @Nullable TripId trip, Instant at, AlertDetails details) {
        return new AlertReport(id, kind, driver, trip, key(kind, driver, trip), at, details);
    }
}
