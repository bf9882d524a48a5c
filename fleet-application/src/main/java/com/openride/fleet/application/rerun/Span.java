package com.openride.fleet.application.rerun;

import com.openride.fleet.domain.alert.Alert;
import com.openride.fleet.domain.alert.AlertStep;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * From when to when something was so.
 *
 * @param since when it began
 * @param end when it ended; null while it goes on
 * @param figures measured values by names in camelCase that carry their unit
 */
public record Span(Instant since, @Nullable Instant end, Map<String, Double> figures) {

    public Span {
        since = since.truncatedTo(ChronoUnit.MILLIS);
        end = end == null ? null : end.truncatedTo(ChronoUnit.MILLIS);
        figures = Collections.unmodifiableMap(new TreeMap<>(figures));
    }

    static Span of(Alert alert) {
        AlertStep resolution = alert.resolution();
        return new Span(
                alert.report().at(),
                resolution == null ? null : resolution.at(),
                alert.report().details().figures());
    }

    boolean overlaps(Span other) {
        return isBeforeEnd(since, other.end) && isBeforeEnd(other.since, end);
    }

    /** Whether it is not over at the instant. */
    boolean goesOnAt(Instant instant) {
        return end == null || instant.isBefore(end);
    }

    private static boolean isBeforeEnd(Instant instant, @Nullable Instant end) {
        return end == null || !instant.isAfter(end);
    }
}
