package com.openride.fleet.bootstrap.replay;

import com.openride.fleet.domain.limit.Gcra;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Holds one driver's answers against GCRA. When exactly the service decided is not known, only that it was between the
 * send and the ack, by a clock that it reads in whole milliseconds; so the time at which the next fix is due is kept as an interval, and a decision is wrong only if no
 * moment of that interval explains it. Beside it, GCRA on the moments of sending says how many a service without any
 * delay would have taken. Safe for use by many threads.
 */
final class LimitAudit {

    /** How far before the send the service may take a fix to have come, since it drops parts of milliseconds. */
    private static final Duration CLOCK_STEP = Duration.ofMillis(1);

    private final Gcra gcra;
    private @Nullable Instant earliestDue;
    private @Nullable Instant latestDue;
    private @Nullable Instant idealDue;
    private long admitted;
    private long refused;
    private long ideal;
    private long unexplained;

    /** An audit of a limit of one fix per interval, which is positive. */
    LimitAudit(Duration interval) {
        gcra = Gcra.of(interval);
    }

    /** The figures at one moment. */
    record Verdict(long admitted, long refused, long ideal, long unexplained) {}

    synchronized void admitted(Instant sentAt, Instant ackedAt) {
        feedIdeal(sentAt);
        admitted++;
        if (!(gcra.decide(earliestDue, ackedAt) instanceof Gcra.Admitted)) {
            unexplained++;
        }
        earliestDue = later(earliestDue, sentAt.minus(CLOCK_STEP)).plus(gcra.interval());
        latestDue = later(latestDue, ackedAt).plus(gcra.interval());
    }

    synchronized void refused(Instant sentAt) {
        feedIdeal(sentAt);
        refused++;
        if (!(gcra.decide(latestDue, sentAt.minus(CLOCK_STEP)) instanceof Gcra.Refused)) {
            unexplained++;
        }
    }

    synchronized Verdict verdict() {
        return new Verdict(admitted, refused, ideal, unexplained);
    }

    private void feedIdeal(Instant sentAt) {
        if (gcra.decide(idealDue, sentAt) instanceof Gcra.Admitted grant) {
            idealDue = grant.due();
            ideal++;
        }
    }

    private static Instant later(@Nullable Instant due, Instant now) {
        return due != null && due.isAfter(now) ? due : now;
    }
}
