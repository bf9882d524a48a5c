package com.openride.fleet.adapter.socketio;

import com.corundumstudio.socketio.handler.ClientHead;
import com.corundumstudio.socketio.handler.EncoderHandler;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.util.AttributeKey;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The one poll of a client that may wait for its answer. Safe for use by many threads; nothing blocks. */
@SuppressWarnings("FutureReturnValueIgnored") // What fails ends the channel, and that is heard of.
final class PollSlot {

    private static final AttributeKey<PollSlot> SLOT = AttributeKey.valueOf(PollSlot.class, "slot");

    private final ClientHead head;
    private final AtomicReference<@Nullable Channel> newest = new AtomicReference<>();

    /** The slot of this client, in which no poll waits. */
    PollSlot(ClientHead head) {
        this.head = head;
    }

    /** Takes a poll in, unless another still waits. */
    boolean park(Channel poll) {
        Channel before = newest.get();
        if (isParked(before) || !newest.compareAndSet(before, poll)) {
            return false;
        }
        poll.attr(SLOT).set(this);
        return true;
    }

    /**
     * Whether the library must not hear that this connection has ended: it carried a poll, and its client is still here. The
     * library would check that this poll is its newest and then, a moment later, forget its newest. A client's next poll may
     * come in within that moment, on another event loop. Then it is the one that is forgotten, and it is never answered; or
     * the library takes the client for gone and sends it DISCONNECT. Either happens once in some thousand polls. Nothing is
     * missed: a newer poll replaces an older one, and the last is dropped with the session.
     */
    static boolean hidesEndOf(Channel ended) {
        PollSlot slot = ended.attr(SLOT).get();
        return slot != null && slot.head.isConnected();
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
