package com.openride.fleet.adapter.redis;

import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.limit.Gcra;
import com.openride.fleet.domain.limit.Gcra.Admitted;
import com.openride.fleet.domain.limit.Gcra.Decision;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The drivers for whom this instance decides alone, and what it has admitted.
 *
 * <p>An instance owns a driver from the moment Redis says so until the lease ends, another instance asks for the driver,
 * or this one cannot hear the others any more. Fixes are due by the clock of the Redis that keeps the driver, of which a
 * cluster has several; how long a lease lasts is measured on this instance's own, from before it was asked for. Nothing is
 * admitted alone that reaches beyond the lease, so nobody who comes after its end need know of it. Each question to Redis
 * has a number, so that an answer which grants a driver that has been let go of meanwhile grants nothing. Deciding,
 * letting go and taking over exclude each other for one driver.
 */
final class Ownership {

    private static final int SMALLEST_SWEEP = 1024;

    private final ConcurrentMap<DriverId, Held> drivers = new ConcurrentHashMap<>();
    private final AtomicLong questions = new AtomicLong();
    private final Gcra rule;
    /** How far ahead an admission can reach. */
    private final long longest;

    private volatile int sweepAt = SMALLEST_SWEEP;
    private volatile long forgotten;
    private volatile Lease latest = Lease.NONE;

    Ownership(Gcra rule) {
        this.rule = rule;
        longest = RedisTime.micros(rule.interval().plus(rule.tolerance()));
    }

    /**
     * The right to decide alone.
     *
     * @param ends until when, in microseconds of this instance's own clock; 0 for not at all
     * @param ahead by how many microseconds the clock of the driver's Redis is ahead of this instance's own
     * @param hearing which time of hearing the others this belongs to
     * @param renewing whether Redis has been asked for more time
     */
    record Lease(long ends, long ahead, long hearing, boolean renewing) {

        private static final Lease NONE = new Lease(0, 0, 0, false);

        private Lease ended() {
            return new Lease(0, ahead, 0, false);
        }

        private boolean isGood(long here, long hearingNow) {
            return hearing == hearingNow && hearingNow != 0 && ends > here;
        }

        private Instant time(long here) {
            return RedisTime.instant(here + ahead);
        }
    }

    /**
     * What is known of one driver.
     *
     * @param due when the next fix is due
     * @param before when it was due before the last admission
     * @param lease the right to decide alone
     * @param letGoAfter the last question asked before the driver was let go of; 0 for never
     */
    record Held(Instant due, Instant before, Lease lease, long letGoAfter) {

        private Held admitted(Instant nextDue) {
            return new Held(nextDue, due, lease, letGoAfter);
        }

        private Held admitted(Held byRedis) {
            return new Held(later(due, byRedis.due), byRedis.before, lease, letGoAfter);
        }

        /** No admission reaches further, unless the clock has been set back since. */
        private Held notBeyond(Instant furthest) {
            return due.isAfter(furthest) ? new Held(furthest, before, lease, letGoAfter) : this;
        }

        private Held givenBack() {
            return new Held(before, Instant.EPOCH, lease, letGoAfter);
        }

        private Held with(Lease newLease) {
            return new Held(due, before, newLease, letGoAfter);
        }

        private boolean isOver(long here) {
            return due.isBefore(lease.time(here)) && lease.ends < here;
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
    @Nullable Decision decide(DriverId driver, long here, long hearing) {
        var decision = new AtomicReference<@Nullable Decision>();
        drivers.computeIfPresent(driver, (id, held) -> {
            if (!held.lease.isGood(here + longest, hearing)) {
                return held;
            }
            Instant now = held.lease.time(here);
            Held sane = held.notBeyond(now.plus(longest, ChronoUnit.MICROS));
            Decision made = rule.decide(sane.due, now);
            decision.set(made);
            return made instanceof Admitted admitted ? sane.admitted(admitted.due()) : sane;
        });
        return decision.get();
    }

    /** What is held, if it is time to ask for more of it; once for each lease, in its second half. */
    @Nullable Held renewal(DriverId driver, long here, Duration length) {
        Held held = drivers.get(driver);
        if (held == null || held.lease.renewing || held.lease.ends > here + RedisTime.micros(length) / 2) {
            return null;
        }
        var asking = new Lease(held.lease.ends, held.lease.ahead, held.lease.hearing, true);
        return drivers.replace(driver, held, held.with(asking)) ? held : null;
    }

    /**
     * Redis has answered a question for more time.
     *
     * @param ends until when; 0 for not at all
     * @param least by how much Redis's clock is ahead if the answer took no time
     * @param most the same if the question took none; what was known is kept as long as it lies between
     */
    void renewed(DriverId driver, long question, long ends, long least, long most) {
        drivers.computeIfPresent(driver, (id, held) -> {
            if (held.letGoAfter >= question) {
                return held;
            }
            long ahead = Math.min(Math.max(held.lease.ahead, least), most);
            return held.with(new Lease(ends, ahead, held.lease.hearing, false));
        });
    }

    /** Redis gives no more time. */
    void notRenewed(DriverId driver, long question) {
        drivers.computeIfPresent(
                driver, (id, held) -> held.letGoAfter >= question ? held : held.with(held.lease.ended()));
    }

    /**
     * Redis has admitted a fix for the question and given the driver to this instance, if the lease says so.
     *
     * @param known what was known to be due when the question was asked
     * @return the decision, which is another one if this instance has meanwhile admitted a fix alone
     */
    Decision granted(DriverId driver, long question, Instant known, Held grant, long here) {
        latest = grant.lease;
        sweepIfGrown(here);
        var other = new AtomicReference<@Nullable Decision>();
        drivers.compute(driver, (id, held) -> {
            if (held == null) {
                return forgotten >= question ? grant.with(grant.lease.ended()) : grant;
            }
            boolean letGo = held.letGoAfter >= question;
            Held both = held.admitted(grant).with(letGo ? grant.lease.ended() : grant.lease);
            if (!held.due.isAfter(known) || !held.due.isAfter(grant.before)) {
                return both;
            }
            Decision made = rule.decide(held.due, grant.lease.time(here));
            other.set(made);
            return made instanceof Admitted admitted ? both.admitted(later(admitted.due(), both.due)) : both;
        });
        Decision made = other.get();
        return made == null ? new Admitted(grant.due) : made;
    }

    /** A fix was admitted without Redis, and for so long none is due. */
    void admittedMeanwhile(DriverId driver, long here, Duration wait) {
        sweepIfGrown(here);
        drivers.compute(driver, (id, held) -> {
            Held before = held == null ? new Held(Instant.EPOCH, Instant.EPOCH, latest.ended(), 0) : held;
            Instant due = before.lease.time(here).plus(wait);
            return due.isAfter(before.due) ? before.admitted(due) : before;
        });
    }

    /**
     * Lets go of the driver.
     *
     * @param telling is called with what is known before anything else can be decided; must not block
     */
    void letGo(DriverId driver, Consumer<Held> telling) {
        drivers.compute(driver, (id, held) -> {
            var free = held == null
                    ? new Held(Instant.EPOCH, Instant.EPOCH, latest.ended(), questions.get())
                    : new Held(held.due, held.before, held.lease.ended(), questions.get());
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

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private void sweepIfGrown(long here) {
        if (drivers.size() >= sweepAt) {
            sweep(here);
        }
    }

    /** With those who were let go of goes the knowledge of it, so no answer to an earlier question may grant one. */
    private synchronized void sweep(long here) {
        long until = questions.get();
        forgotten = until;
        drivers.values().removeIf(held -> held.isOver(here) && held.letGoAfter <= until);
        sweepAt = Math.max(SMALLEST_SWEEP, 2 * drivers.size());
    }
}
