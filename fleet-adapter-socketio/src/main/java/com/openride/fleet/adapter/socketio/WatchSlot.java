package com.openride.fleet.adapter.socketio;

import com.openride.fleet.application.port.in.WatchFleet.Watching;
import org.jspecify.annotations.Nullable;

/** What one operator watches: one area at a time. Safe for use by many threads. */
final class WatchSlot {

    private @Nullable Watching watching;
    private boolean ended;

    /** What is watched now, if anything. */
    synchronized @Nullable Watching current() {
        return watching;
    }

    /** Watches this from now on and nothing else; not even this once the client has gone. */
    void replace(Watching next) {
        Watching before = swap(next);
        if (before != null) {
            before.close();
        }
    }

    /** Watches nothing any more. */
    void clear() {
        Watching before = swap(null);
        if (before != null) {
            before.close();
        }
    }

    /** Watches nothing, now and for ever. */
    void end() {
        synchronized (this) {
            ended = true;
        }
        clear();
    }

    private synchronized @Nullable Watching swap(@Nullable Watching next) {
        if (ended && next != null) {
            return next;
        }
        Watching before = watching;
        watching = next;
        return before;
    }
}
