package com.openride.fleet.application.alert;

import com.openride.fleet.application.live.Background;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs losses together, one line a second at most: when thousands of drivers leave at once a line for each would be a
 * second trouble. Safe for use by many threads; nothing blocks.
 */
final class LossLog {

    private static final Logger LOG = LoggerFactory.getLogger(LossLog.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Background prompt;
    private final String consequence;
    private final AtomicLong lost = new AtomicLong();

    /**
     * Nothing is lost yet.
     *
     * @param prompt where nothing waits; closed by its owner
     * @param consequence what has become of those that are lost
     */
    LossLog(Background prompt, String consequence) {
        this.prompt = prompt;
        this.consequence = consequence;
    }

    /** One more is lost. */
    void add() {
        if (lost.getAndIncrement() == 0) {
            prompt.runAfter(PERIOD, this::write);
        }
    }

    private void write() {
        LOG.warn("too many alerts wait for the store: {} {}", lost.getAndSet(0), consequence);
    }
}
