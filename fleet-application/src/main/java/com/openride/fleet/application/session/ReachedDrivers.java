package com.openride.fleet.application.session;

import com.openride.fleet.application.live.Background;
import com.openride.fleet.domain.driver.DriverId;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Drivers who have come and are still to be written, which is done for many together: after a restart all come back at
 * once, and a write for each would keep them waiting at the door. Of those who do not fit nothing is written; their first
 * fix will do. Safe for use by many threads; nothing blocks.
 */
final class ReachedDrivers {

    static final int MOST_WAITING = 100_000;
    static final int MOST_TOGETHER = 500;

    private final Background background;
    private final Consumer<Set<DriverId>> writer;
    private final Set<DriverId> waiting = new LinkedHashSet<>();
    private Set<DriverId> together = Set.of();
    private boolean writing;

    /**
     * Nobody yet.
     *
     * @param background where it is written; closed by its owner
     * @param writer may block; what it throws is its own affair
     */
    ReachedDrivers(Background background, Consumer<Set<DriverId>> writer) {
        this.background = background;
        this.writer = writer;
    }

    /** Has it written soon that the driver has come. */
    synchronized void add(DriverId driver) {
        if (waiting.size() < MOST_WAITING) {
            waiting.add(driver);
            writeSoon();
        }
    }

    /** Whether it is still to be written that the driver has come. */
    synchronized boolean isWaiting(DriverId driver) {
        return waiting.contains(driver) || together.contains(driver);
    }

    private void writeSoon() {
        if (!writing && !waiting.isEmpty()) {
            writing = true;
            background.run(this::write);
        }
    }

    private void write() {
        try {
            writer.accept(begin());
        } finally {
            end();
        }
    }

    private synchronized Set<DriverId> begin() {
        together = new LinkedHashSet<>();
        Iterator<DriverId> next = waiting.iterator();
        while (next.hasNext() && together.size() < MOST_TOGETHER) {
            together.add(next.next());
            next.remove();
        }
        return together;
    }

    private synchronized void end() {
        together = Set.of();
        writing = false;
        writeSoon();
    }
}
