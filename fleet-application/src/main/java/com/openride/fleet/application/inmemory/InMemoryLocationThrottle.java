package com.openride.fleet.application.inmemory;

import com.openride.fleet.application.port.out.LocationThrottle;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.limit.Gcra;
import com.openride.fleet.domain.limit.Gcra.Admitted;
import com.openride.fleet.domain.limit.Gcra.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Keeps for every driver when the next fix is due. Drivers whose fix is long due are as good as new ones and are
 * forgotten whenever the table has doubled, so that it stays about as large as the number of drivers at work.
 */
public final class InMemoryLocationThrottle implements LocationThrottle {

    private static final int SMALLEST_SWEEP = 1024;

    private final ConcurrentMap<DriverId, Slot> slots = new ConcurrentHashMap<>();
    private final @Nullable Gcra rule;
    private volatile int sweepAt = SMALLEST_SWEEP;

    /**
     * Admits one fix per driver and interval.
     *
     * @param interval not negative; zero admits everything
     */
    public InMemoryLocationThrottle(Duration interval) {
        rule = interval.isZero() ? null : Gcra.of(interval);
    }

    @Override
    public CompletionStage<Decision> tryAdmit(DriverId driver, Instant now) {
        Gcra gcra = rule;
        if (gcra == null) {
            return CompletableFuture.completedStage(new Admitted(now));
        }
        sweepIfGrown(now);
        var decision = new AtomicReference<Decision>();
        slots.compute(driver, (id, slot) -> {
            Decision made = gcra.decide(slot == null ? null : slot.due, now);
            decision.set(made);
            return made instanceof Admitted admitted ? new Slot(admitted.due(), slot) : slot;
        });
        return CompletableFuture.completedStage(decision.get());
    }

    @Override
    public void giveBack(DriverId driver, Admitted grant) {
        slots.computeIfPresent(driver, (id, slot) -> slot.due.equals(grant.due()) ? slot.before() : slot);
    }

    /** How many drivers are remembered. */
    int size() {
        return slots.size();
    }

    private void sweepIfGrown(Instant now) {
        if (slots.size() >= sweepAt) {
            slots.values().removeIf(slot -> slot.due.isBefore(now));
            sweepAt = Math.max(SMALLEST_SWEEP, 2 * slots.size());
        }
    }

    /** When the next fix is due, and when it was before the last admission. */
    private static final class Slot {

        private final Instant due;
        private final @Nullable Instant dueBefore;

        private Slot(Instant due, @Nullable Slot before) {
            this.due = due;
            this.dueBefore = before == null ? null : before.due;
        }

        private @Nullable Slot before() {
            return dueBefore == null ? null : new Slot(dueBefore, null);
        }
    }
}
