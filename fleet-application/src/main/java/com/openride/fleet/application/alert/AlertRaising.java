package com.openride.fleet.application.alert;

import com.openride.fleet.application.live.Background;
import com.openride.fleet.application.live.Stages;
import com.openride.fleet.application.port.out.Alerts;
import com.openride.fleet.application.port.out.FleetBroadcast;
import com.openride.fleet.domain.alert.Alert;
import com.openride.fleet.domain.alert.AlertReport;
import com.openride.fleet.domain.alert.AlertStep;
import com.openride.fleet.domain.event.FleetEvent.AlertChanged;
import com.openride.fleet.domain.fault.FleetException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes alerts, one after another in the order in which they were raised, and tells operators. Whoever raises waits for
 * nothing. What cannot be stored is kept and tried again for as long as this process lives, and operators see it
 * meanwhile as not stored.
 *
 * <p>Safe for use by many threads.
 */
public final class AlertRaising {

    private static final Logger LOG = LoggerFactory.getLogger(AlertRaising.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int MOST_STEPS = 5;

    private final Alerts alerts;
    private final FleetBroadcast broadcast;
    private final Background background;
    private final Background prompt;
    private final AlertQueue queue;
    private final LossLog dropped;
    private final LossLog leftOpen;

    /**
     * Raises into the store.
     *
     * @param background where the store is written; closed by its owner
     * @param prompt where nothing waits, so that operators are told of a call while the store hangs; closed by its owner
     * @param mostWaiting how many calls for help, and how many other alerts, may wait at once, positive; past that the
     *     newest of the others is dropped, and a call for help fails
     */
    public AlertRaising(
            Alerts alerts, FleetBroadcast broadcast, Background background, Background prompt, int mostWaiting) {
        this.alerts = alerts;
        this.broadcast = broadcast;
        this.background = background;
        this.prompt = prompt;
        this.queue = new AlertQueue(mostWaiting);
        this.dropped = new LossLog(prompt, "were dropped");
        this.leftOpen = new LossLog(prompt, "that have ended stay open");
    }

    /** Raises what the service has noticed, unless an alert with the same key is open. Never blocks. */
    public void raise(AlertReport report) {
        var waiting = new AlertQueue.Waiting(report, () -> store(report));
        if (!queue.add(waiting)) {
            dropped.add();
            return;
        }
        work();
    }

    /** Closes the open alert with the key, if there is one, since what it was about has ended. Never blocks. */
    public void end(String key, Instant at, Map<String, Double> figures) {
        var waiting = new AlertQueue.Waiting(null, () -> close(key, AlertStep.ended(at, figures)));
        if (!queue.add(waiting)) {
            leftOpen.add();
            return;
        }
        work();
    }

    /**
     * Raises a call for help before everything that waits. Never blocks.
     *
     * @return completes with the alert once it is stored
     * @throws FleetException OVERLOADED when too many calls wait already; operators have been told all the same
     */
    public CompletionStage<Alert> raiseUrgently(AlertReport report) {
        var waiting = new AlertQueue.Waiting(report, () -> store(report));
        if (!queue.addUrgent(waiting)) {
            tellNotStored(report);
            throw AlertQueue.full();
        }
        work();
        prompt.runAfter(RETRY, () -> tellUnlessStored(waiting, report));
        return waiting.outcome();
    }

    /** What waits to be stored, calls for help first. */
    public List<Alert> notStored() {
        return queue.reports().stream().map(Alert::notStored).toList();
    }

    private void work() {
        if (queue.claim()) {
            background.run(this::drain);
        }
    }

    private void drain() {
        for (AlertQueue.Waiting next = queue.peek(); next != null; next = queue.peek()) {
            if (!attempt(next)) {
                background.runAfter(RETRY, this::drain);
                return;
            }
            queue.remove(next);
        }
        queue.release();
        if (queue.peek() != null) {
            work();
        }
    }

    /** Whether the work is done with, well or for good. */
    private boolean attempt(AlertQueue.Waiting waiting) {
        try {
            waiting.attempt();
            return true;
        } catch (RuntimeException failure) {
            FleetException fault = Stages.fault(failure);
            LOG.warn("an alert cannot be stored yet, and is kept: {}", fault.code());
            return false;
        }
    }

    private Alert store(AlertReport report) {
        Alerts.Raised raised = alerts.raise(report);
        if (raised.isNew()) {
            broadcast.publish(new AlertChanged(raised.alert()));
        }
        return raised.alert();
    }

    private @Nullable Alert close(String key, AlertStep step) {
        for (int tries = 0; tries < MOST_STEPS; tries++) {
            Alert open = alerts.findOpen(key).orElse(null);
            if (open == null) {
                return null;
            }
            Alert closed = alerts.advance(open, step).orElse(null);
            if (closed != null) {
                broadcast.publish(new AlertChanged(closed));
                return closed;
            }
        }
        return null;
    }

    private void tellUnlessStored(AlertQueue.Waiting waiting, AlertReport report) {
        if (!waiting.outcome().isDone()) {
            tellNotStored(report);
        }
    }

    private void tellNotStored(AlertReport report) {
        broadcast.publish(new AlertChanged(Alert.notStored(report)));
    }
}
