package com.openride.fleet.application.rerun;

import com.openride.fleet.domain.alert.AlertKind;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An alert as it was raised then and as it is found now.
 *
 * @param outcome how they compare
 * @param kind what it is about
 * @param now as found; null when it is not
 * @param then as raised; null when it was not
 */
public record Compared(
        Outcome outcome,
        AlertKind kind,
        @Nullable Span now,
        @Nullable Span then) {

    /** How then and now compare. */
    public enum Outcome {
        /** Raised then and found now. */
        BOTH("then and now"),
        /** Found now; then the service took the step that it suggests, instead of raising it. */
        STEP("a step then"),
        /** Raised then, and withdrawn when late fixes had come; not found now. */
        WITHDRAWN("withdrawn then"),
        /** Raised then, not found now. */
        ONLY_THEN("only then"),
        /** Found now, not raised then. */
        ONLY_NOW("only now");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        /** As people are told. */
        public String words() {
            return words;
        }

        /** Whether now is another than then. */
        public boolean isDifference() {
            return this == ONLY_THEN || this == ONLY_NOW;
        }
    }

    /** When it began, now if it was found now. */
    public Instant since() {
        return Objects.requireNonNull(now == null ? then : now).since();
    }

    /** Whether it was raised then and is found now with another beginning, end or figure. */
    public boolean hasMoved() {
        return now != null && then != null && !now.equals(then);
    }
}
