package com.openride.fleet.domain.alert;

import com.openride.fleet.domain.access.Actor;
import com.openride.fleet.domain.fault.InvalidValue;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A step in an alert's life.
 *
 * @param to ACKNOWLEDGED or RESOLVED
 * @param by who took it; null when what the alert was about ended by itself
 * @param at when, kept to milliseconds
 * @param note what they had to say, at most 500 characters
 * @param figures what is known by now, added to the alert's own
 */
public record AlertStep(
        AlertStatus to,
        @Nullable Actor by,
        Instant at,
        @Nullable String note,
        Map<String, Double> figures) {

    public AlertStep {
        if (note != null && note.length() > AlertDetails.LONGEST_MESSAGE) {
            throw new InvalidValue("note", "must have at most " + AlertDetails.LONGEST_MESSAGE + " characters");
        }
        at = at.truncatedTo(ChronoUnit.MILLIS);
        figures = Collections.unmodifiableMap(new TreeMap<>(figures));
    }

    /** An operator looks. */
    public static AlertStep acknowledged(Actor by, Instant at, @Nullable String note) {
        return new AlertStep(AlertStatus.ACKNOWLEDGED, by, at, note, Map.of());
    }

    /** An operator has dealt with it. */
    public static AlertStep resolved(Actor by, Instant at, @Nullable String note) {
        return new AlertStep(AlertStatus.RESOLVED, by, at, note, Map.of());
    }

    /** What it was about has ended by itself. */
    public static AlertStep ended(Instant at, Map<String, Double> figures) {
        return new AlertStep(AlertStatus.RESOLVED, null, at, null, figures);
    }
}
