package com.openride.fleet.domain.limit;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The generic cell rate algorithm (ITU-T I.371, in its virtual scheduling form) as a pure function: one event per
 * interval in the long run, each up to the tolerance early. A sender that keeps the interval is never refused for
 * network jitter within the tolerance, and the long-run rate never exceeds one per interval.
 *
 * @param interval the time one event costs, positive
 * @param tolerance how early an event may come, not negative
 */
public record Gcra(Duration interval, Duration tolerance) {

    private static final int TOLERANCE_SHARE = 5;

    public Gcra {
        if (interval.isNegative() || interval.isZero() || tolerance.isNegative()) {
            throw new IllegalArgumentException("interval must be positive and tolerance not negative");
        }
    }

    /** One event per interval with the tolerance of the wire contract, one fifth of the interval. */
    public static Gcra of(Duration interval) {
        return new Gcra(interval, interval.dividedBy(TOLERANCE_SHARE));
    }

    /**
     * Decides on an event.
     *
     * @param due when the next event is due, as the last {@link Admitted} said; null before the first
     * @param now when the event comes
     */
    public Decision decide(@Nullable Instant due, Instant now) {
        Instant earliest = due == null ? now : due.minus(tolerance);
        if (now.isBefore(earliest)) {
            return new Refused(Duration.between(now, earliest));
        }
        Instant base = due != null && due.isAfter(now) ? due : now;
        return new Admitted(base.plus(interval));
    }

    /** The answer to one event. */
    public sealed interface Decision {}

    /**
     * The event may pass.
     *
     * @param due when the next one is due, to be given to the next decision
     */
    public record Admitted(Instant due) implements Decision {}

    /**
     * The event came too soon; the state stays as it was.
     *
     * @param retryAfter how long until an event would pass, positive
     */
    public record Refused(Duration retryAfter) implements Decision {}
}
