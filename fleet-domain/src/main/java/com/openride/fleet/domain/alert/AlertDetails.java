package com.openride.fleet.domain.alert;

import com.openride.fleet.domain.access.Actor;
import com.openride.fleet.domain.fault.InvalidValue;
import com.openride.fleet.domain.geo.GeoPoint;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an alert beside its kind.
 *
 * @param by who asked for help; null when the service noticed by itself
 * @param location where it happened, if known
 * @param message what they wrote, at most 500 characters
 * @param late whether it was found in fixes that came long after; such alerts are kept and never shown live
 * @param figures measured values by names in camelCase that carry their unit, such as {@code peakKmh}
 */
public record AlertDetails(
        @Nullable Actor by,
        @Nullable GeoPoint location,
        @Nullable String message,
        boolean late,
        Map<String, Double> figures) {

    /** How many characters a message may have. */
    public static final int LONGEST_MESSAGE = 500;

    public AlertDetails {
        if (message != null && message.length() > LONGEST_MESSAGE) {
            throw new InvalidValue("message", "must have at most " + LONGEST_MESSAGE + " characters");
        }
        figures = Collections.unmodifiableMap(new TreeMap<>(figures));
    }

    /** Nothing but the place. */
    public static AlertDetails at(@Nullable GeoPoint location) {
        return new AlertDetails(null, location, null, false, Map.of());
    }

    /** The same with further figures, which win over those of the same name. */
    AlertDetails with(Map<String, Double> more) {
        var all = new TreeMap<>(figures);
        all.putAll(more);
        return new AlertDetails(by, location, message, late, all);
    }
}
