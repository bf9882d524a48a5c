package com.openride.fleet.application.watch;

import com.openride.fleet.application.live.Background;
import com.openride.fleet.application.port.in.WatchFleet.Watcher;
import com.openride.fleet.application.port.out.Alerts;
import com.openride.fleet.domain.alert.Alert;
import com.openride.fleet.domain.event.FleetEvent;
import com.openride.fleet.domain.event.FleetEvent.AlertChanged;
import com.openride.fleet.domain.fault.FleetException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to alerts after a version, told to one watcher.
 *
 * <p>All state is under this object's lock, which is held for microseconds only, since watchers must not block. A change
 * is told if its version is the next one and dropped if it is an older one; after a gap the journal is read, off the
 * caller's thread. What is not stored yet has no version and is told as it comes. What was found long after is passed
 * over, and counts as told.
 */
final class AlertTail {

    private static final Logger LOG = LoggerFactory.getLogger(AlertTail.class);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final int PAGE = 100;
    private static final int MOST_HELD = 64;

    private final Watcher watcher;
    private final Alerts alerts;
    private final Background background;
    private final Deque<Alert> held = new ArrayDeque<>();
    private long told;
    private boolean started;
    private boolean reading;
    private long heardWhileReading;
    private boolean closed;

    AlertTail(Watcher watcher, Alerts alerts, Background background) {
        this.watcher = watcher;
        this.alerts = alerts;
        this.background = background;
    }

    /** Takes in a change, in whatever order they come and on whatever thread. */
    synchronized void hear(FleetEvent event) {
        if (closed || !(event instanceof AlertChanged changed)) {
            return;
        }
        Alert alert = changed.alert();
        if (!started) {
            hold(alert);
        } else if (!alert.isStored()) {
            tell(alert);
        } else if (reading) {
            heardWhileReading = alert.version();
        } else {
            step(alert);
        }
    }

    /** Takes what the watcher has been given as told. */
    synchronized void hasSeen(long version) {
        told = version;
    }

    /** Tells what was held, what the journal has beyond what was given, and from now on whatever comes. */
    synchronized void start() {
        started = true;
        catchUpTo(Long.MAX_VALUE);
        while (!closed && !held.isEmpty()) {
            tell(held.remove());
        }
    }

    /** Reads the journal unless the watcher knows it up to this version. */
    synchronized void catchUpTo(long version) {
        if (started && !closed && !reading && version > told) {
            reading = true;
            background.run(this::readOn);
        }
    }

    synchronized long told() {
        return told;
    }

    /** Falls silent for good. */
    synchronized void close() {
        closed = true;
        held.clear();
    }

    private void hold(Alert alert) {
        // What is stored is read from the journal when the watcher starts to hear.
        if (!alert.isStored() && held.size() < MOST_HELD) {
            held.add(alert);
        }
    }

    private void step(Alert alert) {
        if (alert.version() == told + 1) {
            tell(alert);
        } else {
            catchUpTo(alert.version());
        }
    }

    private void tell(Alert alert) {
        told = Math.max(told, alert.version());
        if (!alert.report().details().late()) {
            watcher.alerted(alert);
        }
    }

    private void readOn() {
        try {
            List<Alert> page = alerts.above(told(), PAGE);
            if (tellMissed(page)) {
                background.run(this::readOn);
            }
        } catch (FleetException fault) {
            LOG.debug("the journal of alerts cannot be read yet: {}", fault.code());
            background.runAfter(RETRY, this::readOn);
        }
    }

    /** Whether there may be more. */
    private synchronized boolean tellMissed(List<Alert> page) {
        page.stream().filter(alert -> !closed && alert.version() > told).forEach(this::tell);
        boolean more = !page.isEmpty() || heardWhileReading > told;
        heardWhileReading = 0;
        reading = more && !closed;
        return reading;
    }
}
