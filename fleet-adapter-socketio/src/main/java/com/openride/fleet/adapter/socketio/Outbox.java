package com.openride.fleet.adapter.socketio;

import com.corundumstudio.socketio.Transport;
import com.corundumstudio.socketio.handler.ClientHead;
import com.corundumstudio.socketio.protocol.Packet;
import com.openride.fleet.application.port.in.DriverPosition;
import com.openride.fleet.domain.driver.DriverId;
import io.netty.channel.ChannelFuture;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one client is still to be sent. Positions are state: while the client does not read, only the newest of each
 * driver waits. Everything else is a journal: it waits in order, and a client that lets too much of it wait is cut, since
 * it can resume. Safe for use by many threads; never blocks.
 */
final class Outbox {

    private static final int MOST_WAITING = 512;
    // The library loses the fifty-first packet of a long-polling answer.
    private static final int MOST_PER_POLL = 40;

    private final ClientHead head;
    private final Runnable cut;
    private final Deque<Packet> journal = new ArrayDeque<>();
    private final Map<DriverId, DriverPosition> positions = new LinkedHashMap<>();
    private boolean held;
    private long blockedSince;

    /**
     * An empty outbox.
     *
     * @param cut ends the client; called at most a few times
     */
    Outbox(ClientHead head, Runnable cut) {
        this.head = head;
        this.cut = cut;
    }

    /** Sends in order, or lets it wait. */
    void send(Packet packet) {
        boolean overflow;
        synchronized (this) {
            if (journal.isEmpty() && isOpen()) {
                write(packet);
                return;
            }
            journal.add(packet);
            overflow = journal.size() > MOST_WAITING;
            noteBlocked();
        }
        if (overflow) {
            cut.run();
        }
    }

    /** Sends the position, or lets it wait in the place of an older one. */
    synchronized void send(DriverPosition position) {
        if (journal.isEmpty() && positions.isEmpty() && isOpen()) {
            write(packet(position));
            return;
        }
        positions.put(position.location().driver(), position);
        noteBlocked();
    }

    /** Sends what waits, as far as the client reads. */
    synchronized void flush() {
        while (!journal.isEmpty() && isOpen()) {
            write(journal.remove());
        }
        Iterator<DriverPosition> waiting = positions.values().iterator();
        while (waiting.hasNext() && isOpen()) {
            write(packet(waiting.next()));
            waiting.remove();
        }
        if (journal.isEmpty() && positions.isEmpty()) {
            blockedSince = 0;
        }
    }

    /** Lets everything wait while the client changes its transport, since the library may lose a packet then. */
    synchronized void hold() {
        held = true;
    }

    /** Sends again. */
    void release() {
        synchronized (this) {
            held = false;
        }
        flush();
    }

    /** Forgets the driver's position, if one waits. */
    synchronized void drop(DriverId driver) {
        positions.remove(driver);
    }

    /** For how many nanoseconds a WebSocket client has not read what waits; 0 when nothing waits. */
    synchronized long blockedNanos(long now) {
        boolean waits = !journal.isEmpty() || !positions.isEmpty();
        return waits && head.getCurrentTransport() == Transport.WEBSOCKET && blockedSince != 0 ? now - blockedSince : 0;
    }

    /** A write that fails is a hole, so the client is cut and told to resume rather than left to wonder. */
    private void write(Packet packet) {
        ChannelFuture written = head.send(packet);
        if (written != null) {
            written.addListener(done -> {
                if (!done.isSuccess()) {
                    cut.run();
                }
            });
        }
    }

    private void noteBlocked() {
        if (blockedSince == 0) {
            blockedSince = System.nanoTime();
        }
    }

    private boolean isOpen() {
        if (held) {
            return false;
        }
        return head.getCurrentTransport() == Transport.WEBSOCKET
                ? head.isWritable()
                : head.getPacketsQueue(Transport.POLLING).size() < MOST_PER_POLL;
    }

    private static Packet packet(DriverPosition position) {
        Map<String, @Nullable Object> payload = Wire.position(position);
        return Packets.event(EventNames.DRIVER_LOCATION, payload);
    }
}
