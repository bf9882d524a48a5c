package com.openride.fleet.adapter.rest;

import com.openride.fleet.domain.limit.Gcra;
import com.openride.fleet.domain.limit.Gcra.Admitted;
import com.openride.fleet.domain.limit.Gcra.Decision;
import com.openride.fleet.domain.limit.Gcra.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** How many requests a subject may still make: a minute's worth at once, then evenly. Safe for use by many threads. */
final class RequestRate {

    private static final int SWEEP_AT = 10_000;

    private final ConcurrentMap<UUID, Instant> due = new ConcurrentHashMap<>();
    private final @Nullable Gcra rule;
    private final int perMinute;
    private final InstantSource clock;

    /** A limit; 0 admits everything. */
    RequestRate(int perMinute, InstantSource clock) {
        this.perMinute = perMinute;
        this.clock = clock;
        Duration minute = Duration.ofMinutes(1);
        Duration interval = minute.dividedBy(Math.max(1, perMinute));
        this.rule = perMinute == 0 ? null : new Gcra(interval, minute.minus(interval));
    }

    int perMinute() {
        return perMinute;
    }

    /** Zero when one more request may pass, otherwise how long to wait. */
    Duration take(UUID subject) {
        Gcra gcra = rule;
        if (gcra == null) {
            return Duration.ZERO;
        }
        Instant now = clock.instant();
        if (due.size() > SWEEP_AT) {
            due.values().removeIf(next -> next.isBefore(now));
        }
        var decision = new AtomicReference<Decision>();
        due.compute(subject, (id, next) -> {
            Decision made = gcra.decide(next, now);
            decision.set(made);
            return made instanceof Admitted admitted ? admitted.due() : next;
        });
        return decision.get() instanceof Refused refused ? refused.retryAfter() : Duration.ZERO;
    }
}
