package com.openride.fleet.application.monitor;

import com.openride.fleet.application.live.Background;
import com.openride.fleet.domain.driver.DriverId;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Which drivers' fixes came too late: collected for a while, so that a batch is one piece of work. Never blocks. */
final class Missed {

    private final ConcurrentMap<DriverId, Span> waiting = new ConcurrentHashMap<>();
    private final Background background;
    private final Duration settle;
    private final Work work;

    Missed(Background background, Duration settle, Work work) {
        this.background = background;
        this.settle = settle;
        this.work = work;
    }

    /** Looks at everything that one driver has missed. */
    interface Work {
        void look(DriverId driver, Instant from, Instant to);
    }

    private record Span(Instant from, Instant to) {

        Span with(Span other) {
            return new Span(other.from.isBefore(from) ? other.from : from, other.to.isAfter(to) ? other.to : to);
        }
    }

    void add(DriverId driver, Instant from, Instant to) {
        var more = new Span(from, to);
        if (waiting.merge(driver, more, Span::with).equals(more)) {
            background.runAfter(settle, () -> take(driver));
        }
    }

    private void take(DriverId driver) {
        Span span = waiting.remove(driver);
        if (span != null) {
            work.look(driver, span.from, span.to);
        }
    }
}
