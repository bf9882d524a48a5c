package com.openride.fleet.adapter.socketio;

import com.corundumstudio.socketio.handler.EncoderHandler;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The one poll of a client that may wait for its answer. Safe for use by many threads; nothing blocks. */
@SuppressWarnings("FutureReturnValueIgnored") // What fails ends the channel, and that is heard of.
final class PollSlot {

    private final AtomicReference<@Nullable Channel> newest = new AtomicReference<>();

    /** Takes a poll in, unless another still waits. */
    boolean park(Channel poll) {
        Channel before = newest.get();
        return !isParked(before) && newest.compareAndSet(before, poll);
    }

    /** Whether a poll waits for its answer. One that is being answered is none, even before its channel has closed. */
    boolean isTaken() {
        return isParked(newest.get());
    }

    /**
     * Refuses the poll that still waits, if any: its session has ended, and nothing else would ever answer it. What the
     * library has been given to say on it is said first.
     */
    void refuse() {
        Channel poll = newest.get();
        if (poll != null && isParked(poll)) {
            poll.eventLoop().execute(() -> {
                if (poll.attr(EncoderHandler.WRITE_ONCE).compareAndSet(null, true)) {
                    poll.writeAndFlush(Refusal.SESSION.response()).addListener(ChannelFutureListener.CLOSE);
                }
            });
        }
    }

    private static boolean isParked(@Nullable Channel poll) {
        return poll != null
                && poll.isActive()
                && poll.attr(EncoderHandler.WRITE_ONCE).get() == null;
    }
}
