package com.openride.fleet.adapter.redis;

import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.limit.Gcra;
import com.openride.fleet.domain.limit.Gcra.Admitted;
import com.openride.fleet.domain.limit.Gcra.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The drivers for whom this instance decides alone, by Redis's clock, and what it has admitted.
 *
 * <p>An instance owns a driver from the moment Redis says so until the lease ends, another instance asks for the driver,
 * or this one cannot hear the others any more. Each question to Redis has a number, so that an answer which grants a
 * driver that has been let go of meanwhile grants nothing. Deciding, letting go and taking over exclude each other for
 * one driver.
 */
final class Ownership {

    private static final int SMALLEST_SWEEP = 1024;

    private final ConcurrentMap<DriverId, Held> drivers = new ConcurrentHashMap<>();
    private final AtomicLong questions = new AtomicLong();
    private final Gcra rule;
    private volatile int sweepAt = SMALLEST_SWEEP;

    Ownership(Gcra rule) {
        this.rule = rule;
    }

    /**
     * What is known of one driver.
     *
     * @param due when the next fix is due
     * @param before when it was due before the last admission
     * @param ends until when this instance may decide alone; the epoch for not at all
     * @param hearing which time of hearing the others this belongs to
     * @param letGoAfter the last question asked before the driver was let go of; 0 for never
     * @param renewing whether Redis has been asked for more time
     */
    record Held(Instant due, Instant before, Instant ends, long hearing, long letGoAfter, boolean renewing) {

        private boolean isOwned(Instant now, long hearingNow) {
            return hearing == hearingNow && hearingNow != 0 && ends.isAfter(now);
        }

        private Held admitted(Instant nextDue) {
            return new Held(nextDue, due, ends, hearing, letGoAfter, renewing);
        }

        private Held givenBack() {
            return new Held(before, Instant.EPOCH, ends, hearing, letGoAfter, renewing);
        }

        private Held until(Instant newEnds, boolean stillRenewing) {
            return new Held(due, before, newEnds, hearing, letGoAfter, stillRenewing);
        }
    }

    /** The number of a question that is to be asked now. */
    long question() {
        return questions.incrementAndGet();
    }

    /** What this instance knows to be due for the driver. */
    Instant known(DriverId driver) {
        Held held = drivers.get(driver);
        return held == null ? Instant.EPOCH : held.due;
    }

    /** The decision, if it is this instance's alone. */
    @Nullable Decision decide(DriverId driver, Instant now, long hearing) {
        var decision = new AtomicReference<@Nullable Decision>();
        drivers.computeIfPresent(driver, (id, held) -> {
            if (!held.isOwned(now, hearing)) {
                return held;
            }
            Decision made = rule.decide(held.due, now);
            decision.set(made);
            return made instanceof Admitted admitted ? held.admitted(admitted.due()) : held;
        });
        return decision.get();
    }

    /** What is held, if it is time to ask for more of it; once for each lease, in its second half. */
    @Nullable Held renewal(DriverId driver, Instant now, Duration lease) {
        Held held = drivers.get(driver);
        if (held == null || held.renewing || held.ends.isAfter(now.plus(lease.dividedBy(2)))) {
            return null;
        }
        return drivers.replace(driver, held, held.until(held.ends, true)) ? held : null;
    }

    /** Redis has answered a question for more time: until then, or the epoch for not at all. */
    void renewed(DriverId driver, long question, Instant ends) {
        drivers.computeIfPresent(driver, (id, held) -> held.letGoAfter >= question ? held : held.until(ends, false));
    }

    /** Redis has admitted a fix for the question and, until then, given the driver to this instance. */
    void granted(DriverId driver, long question, Held grant, Instant now) {
        sweepIfGrown(now);
        drivers.compute(driver, (id, held) -> {
            if (held == null) {
                return grant;
            }
            boolean letGo = held.letGoAfter >= question;
            Instant due = held.due.isAfter(grant.due) ? held.due : grant.due;
            return new Held(
                    due, grant.before, letGo ? Instant.EPOCH : grant.ends, grant.hearing, held.letGoAfter, false);
        });
    }

    /**
     * Lets go of the driver.
     *
     * @param telling is called with what is known before anything else can be decided; must not block
     */
    void letGo(DriverId driver, Consumer<Held> telling) {
        drivers.compute(driver, (id, held) -> {
            var free = new Held(
                    held == null ? Instant.EPOCH : held.due,
                    held == null ? Instant.EPOCH : held.before,
                    Instant.EPOCH,
                    0,
                    questions.get(),
                    false);
            telling.accept(free);
            return free;
        });
    }

    /** Lets go of every driver. */
    void letGoOfAll(BiConsumer<DriverId, Held> telling) {
        drivers.keySet().forEach(driver -> letGo(driver, free -> telling.accept(driver, free)));
    }

    /** Takes an admission back, unless another came after it. */
    void giveBack(DriverId driver, Admitted grant) {
        drivers.computeIfPresent(driver, (id, held) -> held.due.equals(grant.due()) ? held.givenBack() : held);
    }

    private void sweepIfGrown(Instant now) {
        if (drivers.size() >= sweepAt) {
            drivers.values().removeIf(held -> held.due.isBefore(now) && held.ends.isBefore(now));
            sweepAt = Math.max(SMALLEST_SWEEP, 2 * drivers.size());
        }
    }
}
