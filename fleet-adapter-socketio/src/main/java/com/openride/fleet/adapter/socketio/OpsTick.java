package com.openride.fleet.adapter.socketio;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells operators once a second who has moved. */
@SuppressWarnings("FutureReturnValueIgnored") // A round that fails is logged, and the next one follows.
final class OpsTick implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OpsTick.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration LAST_ROUND = Duration.ofSeconds(1);

    private final Clients clients;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(OpsTick::thread);

    private OpsTick(Clients clients) {
        this.clients = clients;
    }

    /** Begins. The thread ends when this is closed. */
    static OpsTick start(Clients clients) {
        var tick = new OpsTick(clients);
        tick.thread.scheduleAtFixedRate(tick::round, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return tick;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(LAST_ROUND.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("operators are still being told who has moved");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() {
        var positions = new OpsPositions();
        for (Client client : clients.all()) {
            try {
                positions.send(client);
            } catch (RuntimeException failure) {
                LOG.error("an operator cannot be told who has moved", failure);
            }
        }
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "fleet-socketio-ops");
        thread.setDaemon(true);
        return thread;
    }
}
