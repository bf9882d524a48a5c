package com.openride.fleet.application.monitor;

import com.openride.fleet.domain.alert.AlertDetails;
import com.openride.fleet.domain.alert.AlertId;
import com.openride.fleet.domain.alert.AlertKind;
import com.openride.fleet.domain.alert.AlertReport;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.monitor.Finding;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A finding under the names by which it is raised. They follow from what was found alone, so that the same thing found
 * again, on another instance or when a trip is looked at once more, is the same alert.
 *
 * @param trip on which trip
 * @param finding what began or ended
 */
record Found(Trip trip, Finding finding) {

    /** What a driver has once, however many trips of theirs are under way. */
    private static final Set<AlertKind> OF_THE_DRIVER = EnumSet.of(
            AlertKind.DARK_DRIVER,
            AlertKind.LONG_STOP,
            AlertKind.OVERSPEED,
            AlertKind.IMPOSSIBLE_JUMP,
            AlertKind.FROZEN_FIX);

    private static final Set<AlertKind> OF_SILENCE =
            EnumSet.of(AlertKind.DARK_DRIVER, AlertKind.TRIP_NOT_STARTED, AlertKind.TRIP_LEFT_OPEN);

    AlertId id() {
        String name = "finding " + key() + " " + finding.since().toEpochMilli();
        return new AlertId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    /** The key under which one is open at a time. */
    String key() {
        return key(finding.kind(), trip.driver(), trip.id());
    }

    /** The key of what came to light long after: its own, so that it neither hides nor ends what goes on now. */
    String lateKey() {
        return key() + "@" + finding.since().toEpochMilli();
    }

    AlertReport report(boolean late) {
        var details = new AlertDetails(null, finding.place(), null, late, finding.figures());
        return new AlertReport(
                id(), finding.kind(), trip.driver(), trip.id(), late ? lateKey() : key(), finding.since(), details);
    }

    /** Whether it is about what has not happened, which nobody can know without asking the store. */
    boolean isOfSilence() {
        return OF_SILENCE.contains(finding.kind());
    }

    static String key(AlertKind kind, DriverId driver, @Nullable TripId trip) {
        return AlertReport.key(kind, driver, OF_THE_DRIVER.contains(kind) ? null : trip);
    }

    /** Whether the other is the end of this. */
    boolean endsWith(Finding other) {
        return other.over() && other.kind() == finding.kind() && other.since().equals(finding.since());
    }

    /** When it was sure. */
    Instant at() {
        return finding.at();
    }
}
