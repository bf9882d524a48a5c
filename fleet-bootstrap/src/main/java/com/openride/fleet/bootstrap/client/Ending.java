package com.openride.fleet.bootstrap.client;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The end of a command that runs until Ctrl-C: the signal asks for it, the command brings it about, and the process ends
 * with the command's own status, at the latest after {@link #PATIENCE}. Safe for use by many threads.
 */
public final class Ending {

    /** How long a command may take to end. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile int status = 1;

    private Ending() {}

    /** An ending that SIGINT and SIGTERM ask for. */
    public static Ending onSignal() {
        var ending = new Ending();
        Runtime.getRuntime().addShutdownHook(new Thread(ending::end, "fleet-command-end"));
        return ending;
    }

    /** Waits so long, and says whether meanwhile, or before, the end was asked for. */
    public boolean isAskedWithin(Duration time) {
        try {
            return asked.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Says that the command has done everything, and with which exit status. */
    public void over(int exitStatus) {
        status = exitStatus;
        over.countDown();
    }

    /** The hook: runs also when the process ends by itself, and then has nothing to do. */
    private void end() {
        if (over.getCount() == 0) {
            return;
        }
        asked.countDown();
        try {
            over.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(status);
    }
}
