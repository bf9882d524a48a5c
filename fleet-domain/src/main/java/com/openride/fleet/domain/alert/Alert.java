package com.openride.fleet.domain.alert;

import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.trip.TripId;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something an operator must look at, at one moment of its life.
 *
 * @param report what it was raised with
 * @param number its place among all alerts, the version at which it was raised; 0 while it is not stored
 * @param version the place of its last change in the journal of all changes to all alerts, which counts from 1 and by
 *     one; 0 while it is not stored
 * @param acknowledgement the step by which an operator took it on, if one did
 * @param resolution the step that closed it, if it is closed
 */
public record Alert(
        AlertReport report,
        long number,
        long version,
        @Nullable AlertStep acknowledgement,
        @Nullable AlertStep resolution) {

    /** An alert that operators must hear of although it could not be stored yet. */
    public static Alert notStored(AlertReport report) {
        return new Alert(report, 0, 0, null, null);
    }

    /** An alert that has just been stored. */
    public static Alert raised(AlertReport report, long version) {
        return new Alert(report, version, version, null, null);
    }

    /** The alert after a step that {@link AlertStatus#canBecome} allows. */
    public Alert after(AlertStep step, long newVersion) {
        var known = new AlertReport(
                id(),
                kind(),
                driver(),
                trip(),
                report.key(),
                report.at(),
                report.details().with(step.figures()));
        return step.to() == AlertStatus.RESOLVED
                ? new Alert(known, number, newVersion, acknowledgement, step)
                : new Alert(known, number, newVersion, step, resolution);
    }

    /** Where it stands in its life. */
    public AlertStatus status() {
        if (resolution != null) {
            return AlertStatus.RESOLVED;
        }
        return acknowledgement != null ? AlertStatus.ACKNOWLEDGED : AlertStatus.RAISED;
    }

    /** Whether it is on disk, or wherever alerts are kept. */
    public boolean isStored() {
        return version > 0;
    }

    /** Whether the trip with this id, or any when null, is what it is about. */
    public boolean concerns(@Nullable TripId trip) {
        return trip == null || trip.equals(report.trip());
    }

    /** Which. */
    public AlertId id() {
        return report.id();
    }

    /** What it is about. */
    public AlertKind kind() {
        return report.kind();
    }

    /** Whose. */
    public DriverId driver() {
        return report.driver();
    }

    /** On which trip, if any. */
    public @Nullable TripId trip() {
        return report.trip();
    }

    /** The steps taken, in order. */
    public Stream<AlertStep> steps() {
        return Stream.of(acknowledgement, resolution).flatMap(Stream::ofNullable);
    }
}
