package com.openride.fleet.adapter.socketio;

import io.netty.channel.Channel;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs work on an event loop later, and logs what goes wrong there. */
final class Later {

    private static final Logger LOG = LoggerFactory.getLogger(Later.class);

    private Later() {}

    /** Runs the work once so many milliseconds have passed. */
    static void run(EventExecutor loop, long milliseconds, Runnable work) {
        cancellable(loop, milliseconds, work).isDone();
    }

    /** The same, in a form that can be cancelled. */
    static ScheduledFuture<?> cancellable(EventExecutor loop, long milliseconds, Runnable work) {
        return loop.schedule(() -> guarded(work), milliseconds, TimeUnit.MILLISECONDS);
    }

    /** Runs the work again and again, with so many milliseconds in between. */
    static void every(EventExecutor loop, long milliseconds, Runnable work) {
        loop.scheduleWithFixedDelay(() -> guarded(work), milliseconds, milliseconds, TimeUnit.MILLISECONDS)
                .isDone();
    }

    /** Closes the channel once so many milliseconds have passed. */
    static void close(Channel channel, long milliseconds) {
        run(channel.eventLoop(), milliseconds, () -> {
            channel.close();
        });
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failure) {
            LOG.error("unexpected failure", failure);
        }
    }
}
