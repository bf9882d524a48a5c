package com.openride.fleet.adapter.postgis;

import com.openride.fleet.domain.fault.Refused;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must be done again and again: look whether the server is there, write where drivers are, make days ahead, drop old
 * ones and put closed ones in order. One thread for what is quick, one for what may take long.
 */
final class Upkeep implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final long HOUR_SECONDS = 3600;
    private static final long LAST_SECONDS = 5;

    private final ScheduledExecutorService quick = thread("fleet-postgis-upkeep");
    private final ScheduledExecutorService slow = thread("fleet-postgis-days");
    private final PositionTable positions;

    Upkeep(Database database, PositionTable positions, Partitions partitions, Runnable forgetting) {
        this.positions = positions;
        every(quick, 1, database::isThere);
        every(quick, 1, positions::flush);
        every(slow, HOUR_SECONDS, partitions::makeAhead);
        every(slow, HOUR_SECONDS, partitions::dropOld);
        every(slow, HOUR_SECONDS, forgetting);
        every(slow, HOUR_SECONDS, partitions::putInOrder);
    }

    /** Writes once more what waits, for a few seconds at most. */
    @Override
    public void close() {
        slow.shutdownNow();
        quick.shutdown();
        try {
            if (!quick.awaitTermination(LAST_SECONDS, TimeUnit.SECONDS)) {
                quick.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        quietly(positions::flush);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // What goes wrong is logged, and done again the next time.
    private static void every(ScheduledExecutorService thread, long seconds, Runnable work) {
        thread.scheduleWithFixedDelay(() -> quietly(work), seconds, seconds, TimeUnit.SECONDS);
    }

    private static void quietly(Runnable work) {
        try {
            work.run();
        } catch (Refused away) {
            LOG.debug("upkeep waits: {}", away.getMessage());
        } catch (RuntimeException unexpected) {
            LOG.error("upkeep failed and will be tried again", unexpected);
        }
    }

    private static ScheduledExecutorService thread(String name) {
        return Executors.newSingleThreadScheduledExecutor(work -> {
            var thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }
}
