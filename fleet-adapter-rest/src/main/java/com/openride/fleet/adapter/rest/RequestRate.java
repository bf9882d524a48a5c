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
    private static final Duration BETWEEN_SWEEPS = Duration.ofSeconds(10);

    private final ConcurrentMap<UUID, Instant> due = new ConcurrentHashMap<>();
    private final @Nullable Gcra rule;
    private final int perMinute;
    private final InstantSource clock;
    private final AtomicReference<Instant> nextSweep = new AtomicReference<>(Instant.MIN);

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

    /** How many subjects are remembered. */
    int remembered() {
        return due.size();
    }

    /** Zero when one more request may pass, otherwise how long to wait. */
    Duration take(UUID subject) {
        Gcra gcra = rule;
        if (gcra == null) {
            return Duration.ZERO;
        }
        Instant now = clock.instant();
        forgetIdle(now);
        var decision = new AtomicReference<Decision>();
        due.compute(subject, (id, next) -> {
            Decision made = gcra.decide(next, now);
            decision.set(made);
            return made instanceof Admitted admitted ? admitted.due() : next;
        });
        return decision.get() instanceof Refused refused ? refused.retryAfter() : Duration.ZERO;
    }

    /** Forgets whom the rule would admit anyway; seldom, since it looks at everyone. */
    private void forgetIdle(Instant now) {
        Instant next = nextSweep.get();
        if (due.size() > SWEEP_AT && !now.isBefore(next) && nextSweep.compareAndSet(next, now.plus(BETWEEN_SWEEPS))) {
            due.values().removeIf(one -> one.isBefore(now));
        }
    }
}
