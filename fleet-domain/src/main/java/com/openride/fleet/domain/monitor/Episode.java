package com.openride.fleet.domain.monitor;

import com.openride.fleet.domain.geo.GeoPoint;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one detector suspects or has found: it begins with the first fix that speaks for it, is open once that has held long
 * enough, and is over once the opposite has.
 *
 * @param since when it began, null while nothing is suspected
 * @param place where it began
 * @param open whether it has been spoken of
 * @param peak the most that was read
 * @param fixes how many fixes spoke for it
 * @param calmSince since when fixes speak against it
 */
record Episode(
        @Nullable Instant since,
        @Nullable GeoPoint place,
        boolean open,
        double peak,
        int fixes,
        @Nullable Instant calmSince) {

    static final Episode NONE = new Episode(null, null, false, 0, 0, null);

    /** The episode after a fix; whether it has opened or closed is told by comparing. */
    Episode after(Reading reading, Instant at, GeoPoint point, Hysteresis hysteresis) {
        return switch (reading.level()) {
            case UNKNOWN -> this;
            case ABOVE -> rise(reading.value(), at, point, hysteresis);
            case ANEW -> (open ? this : NONE).rise(reading.value(), at, point, hysteresis);
            case BETWEEN -> since == null ? this : held(reading.value(), fixes);
            case BELOW -> since == null ? this : fall(at, hysteresis);
        };
    }

    private Episode rise(double value, Instant at, GeoPoint point, Hysteresis hysteresis) {
        Instant begin = since;
        if (begin == null) {
            boolean now = hysteresis.triggerAfter().isZero() && hysteresis.triggerFixes() <= 1;
            return new Episode(at, point, now, value, 1, null);
        }
        Episode risen = held(value, fixes + 1);
        boolean due = Duration.between(begin, at).compareTo(hysteresis.triggerAfter()) >= 0
                && risen.fixes >= hysteresis.triggerFixes();
        return due && !open ? new Episode(begin, place, true, risen.peak, risen.fixes, null) : risen;
    }

    private Episode held(double value, int seen) {
        boolean same = value <= peak && seen == fixes && calmSince == null;
        return same ? this : new Episode(since, place, open, Math.max(peak, value), Math.min(seen, 1000), null);
    }

    private Episode fall(Instant at, Hysteresis hysteresis) {
        Instant calm = calmSince == null ? at : calmSince;
        if (Duration.between(calm, at).compareTo(hysteresis.clearAfter()) >= 0) {
            return NONE;
        }
        return calmSince == null ? new Episode(since, place, open, peak, fixes, calm) : this;
    }

    /** When it ended, given that it was over at the instant: when the calm began. */
    Instant endedAt(Instant over) {
        return calmSince == null ? over : calmSince;
    }

    /** Whether nothing is suspected. */
    boolean isNone() {
        return since == null;
    }
}
