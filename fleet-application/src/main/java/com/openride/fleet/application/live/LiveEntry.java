package com.openride.fleet.application.live;

import com.openride.fleet.application.port.out.FleetBroadcast.Registration;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.fault.Refused;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One driver's place in the live picture, from the moment somebody asks for them. While the driver is being read in,
 * work waits here and not in the lane, so that a slow store holds up nobody else; it then goes to the lane in the order
 * in which it came. Safe for use by many threads.
 */
final class LiveEntry {

    /** What may wait for one driver: far more than a phone sends while a store is given up on. */
    static final int MOST_WAITING = 1000;

    private final DriverLanes lanes;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final AtomicBoolean outdated = new AtomicBoolean();
    private final AtomicBoolean renewing = new AtomicBoolean();
    private volatile @Nullable Registration registration;
    private volatile boolean closed;
    private volatile @Nullable LiveDriver live;
    private @Nullable FleetException failure;

    LiveEntry(DriverLanes lanes) {
        this.lanes = lanes;
    }

    /** The driver, once read in. */
    Optional<LiveDriver> peek() {
        return Optional.ofNullable(live);
    }

    /**
     * Runs the work in the driver's lane, as soon as the driver is there.
     *
     * @return fails with OVERLOADED when too much waits, or as reading the driver in failed
     */
    <T> CompletionStage<T> run(Function<LiveDriver, T> work) {
        LiveDriver there = live;
        return there != null ? lanes.run(there.driver(), () -> work.apply(there)) : runLater(work);
    }

    private synchronized <T> CompletionStage<T> runLater(Function<LiveDriver, T> work) {
        LiveDriver there = live;
        if (there != null) {
            return lanes.run(there.driver(), () -> work.apply(there));
        }
        if (failure != null) {
            return CompletableFuture.failedFuture(failure);
        }
        if (waiting.size() >= MOST_WAITING) {
            return CompletableFuture.failedFuture(new Refused(FaultCode.OVERLOADED, "too much to do, try again"));
        }
        var outcome = new CompletableFuture<T>();
        waiting.add(() -> settle(work, outcome));
        return outcome;
    }

    /** The driver has been read in: what waits goes to the lane before anything that comes from now on. */
    synchronized void become(LiveDriver driver) {
        live = driver;
        release();
    }

    /** The driver could not be read in: what waits fails, and so does whatever still comes here. */
    synchronized void fail(FleetException fault) {
        failure = fault;
        release();
    }

    /** Keeps what is to be closed with this entry. */
    void hearThrough(Registration hearing) {
        registration = hearing;
        if (closed) {
            hearing.close();
        }
    }

    /** Hears nothing any more. */
    void close() {
        closed = true;
        Registration hearing = registration;
        if (hearing != null) {
            hearing.close();
        }
    }

    /** Notes that what is known may lack something. */
    void outdate() {
        outdated.set(true);
    }

    /** Whether the caller is to read the driver in again; then it must say how that went. */
    boolean beginRenewal() {
        if (!outdated.get() || live == null || !renewing.compareAndSet(false, true)) {
            return false;
        }
        outdated.set(false);
        return true;
    }

    /** The driver has been read in again, or else must be later. */
    void endRenewal(boolean renewed) {
        if (!renewed) {
            outdate();
        }
        renewing.set(false);
    }

    private void release() {
        waiting.forEach(Runnable::run);
        waiting.clear();
    }

    private <T> void settle(Function<LiveDriver, T> work, CompletableFuture<T> outcome) {
        run(work).whenComplete((result, problem) -> {
            if (problem == null) {
                outcome.complete(result);
            } else {
                outcome.completeExceptionally(problem);
            }
        });
    }
}
