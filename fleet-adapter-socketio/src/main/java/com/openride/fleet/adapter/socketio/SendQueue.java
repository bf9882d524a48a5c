package com.openride.fleet.adapter.socketio;

import com.corundumstudio.socketio.Transport;
import com.corundumstudio.socketio.handler.ClientHead;
import com.corundumstudio.socketio.protocol.Packet;
import io.netty.channel.ChannelFuture;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one client is still to be sent. The library writes whatever it is given, however slow the reader: one stalled
 * client costs a gigabyte. So packets wait here while the channel is not writable. Positions are state, of which only the
 * newest of each kept is worth sending; all else is a journal, in which nothing may be missing: a client that lets more than
 * {@link #MOST_WAITING} of it pile up is cut, and asks for what it missed when it is back.
 *
 * <p>Over polling at most {@link #MOST_POLLED} packets are handed over for one poll, since the library loses the 51st. The
 * library takes them one by one, maybe while more are added, so they are counted from poll to poll, not by what waits now.
 * While a client changes from polling to WebSocket nothing is handed over, since the library can lose that as well.
 *
 * <p>Safe for use by many threads; nothing blocks.
 */
final class SendQueue {

    static final int MOST_WAITING = 256;
    static final int MOST_POLLED = 40;
    private static final int MOST_FLYING = 64;

    private final ClientHead head;
    private final Runnable cut;
    private final Deque<Packet> journal = new ArrayDeque<>();
    private final Map<Object, Packet> positions = new LinkedHashMap<>();
    private int flying;
    private int room = MOST_POLLED;
    private boolean held;
    private boolean gathering;
    private boolean closed;

    /**
     * An empty one.
     *
     * @param cut ends the connection of a client that does not keep up; must not block
     */
    SendQueue(ClientHead head, Runnable cut) {
        this.head = head;
        this.cut = cut;
    }

    /** How many packets wait. */
    synchronized int waiting() {
        return journal.size() + positions.size();
    }

    /** Sends a packet that must not be lost. */
    synchronized void send(Packet packet) {
        if (closed) {
            return;
        }
        if (journal.isEmpty() && isReady()) {
            handOver(packet);
        } else if (journal.size() < MOST_WAITING) {
            journal.add(packet);
        } else {
            close();
            cut.run();
        }
    }

    /** Sends a position; one of the same kept, that still waits, is replaced. */
    synchronized void send(Object kept, Packet position) {
        if (closed) {
            return;
        }
        if (journal.isEmpty() && isReadyForPositions()) {
            positions.remove(kept);
            handOver(position);
        } else {
            positions.put(kept, position);
        }
    }

    /** Drops the position of this kept that still waits, if any. */
    synchronized void forget(Object kept) {
        positions.remove(kept);
    }

    /** Sends what waits, as far as it now can be sent. */
    synchronized void flush() {
        while (!closed && !journal.isEmpty() && isReady()) {
            handOver(journal.remove());
        }
        if (!closed && journal.isEmpty() && isReadyForPositions()) {
            flushPositions();
        }
    }

    /** Holds everything back, or lets it go. */
    synchronized void hold(boolean hold) {
        held = hold;
        if (!hold) {
            flush();
        }
    }

    /** Lets nothing go while this runs, so that nobody hears the beginning before all of it has happened. */
    void together(Runnable action) {
        gather(true);
        try {
            action.run();
        } finally {
            gather(false);
        }
    }

    private synchronized void gather(boolean now) {
        gathering = now;
        if (!now) {
            flush();
        }
    }

    /** Makes room for what the poll that has just come can carry. To be called before the library sees the poll. */
    synchronized void polled() {
        room = MOST_POLLED - head.getPacketsQueue(Transport.POLLING).size();
        flush();
    }

    /** Whether something waits. */
    synchronized boolean isWaiting() {
        return !journal.isEmpty() || !positions.isEmpty() || flying > 0;
    }

    /** Whether all that was to be sent is on its way, so that more would not pile up. */
    synchronized boolean isIdle() {
        return !closed && !isWaiting() && isReadyForPositions();
    }

    /** Sends nothing any more. */
    synchronized void close() {
        closed = true;
        journal.clear();
        positions.clear();
    }

    /** All positions go together, since only the first of them finds nothing that waits for a poll. */
    private void flushPositions() {
        Iterator<Packet> waiting = positions.values().iterator();
        while (!closed && waiting.hasNext() && isReady()) {
            Packet position = waiting.next();
            waiting.remove();
            handOver(position);
        }
    }

    private void handOver(Packet packet) {
        if (!isWebSocket()) {
            room--;
        }
        ChannelFuture written = head.send(packet);
        if (written != null && !written.isDone()) {
            flying++;
            written.addListener(done -> landed());
        }
    }

    private synchronized void landed() {
        flying--;
        flush();
    }

    private boolean isReadyForPositions() {
        return isReady()
                && (isWebSocket() || head.getPacketsQueue(Transport.POLLING).isEmpty());
    }

    private boolean isReady() {
        if (held || gathering || flying >= MOST_FLYING) {
            return false;
        }
        return isWebSocket() ? head.isWritable() : room > 0;
    }

    private boolean isWebSocket() {
        return head.getCurrentTransport() == Transport.WEBSOCKET;
    }
}
