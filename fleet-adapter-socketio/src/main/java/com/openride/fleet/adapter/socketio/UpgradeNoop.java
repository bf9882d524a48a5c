package com.openride.fleet.adapter.socketio;

import com.corundumstudio.socketio.Transport;
import com.corundumstudio.socketio.handler.ClientHead;
import io.netty.channel.Channel;

/**
 * Ends the client's pending poll, again and again, while it changes to WebSocket. The library does so once; a client that
 * opens its next poll at the wrong moment then waits for 45 seconds (measured: 12 to 20 % of official clients).
 */
final class UpgradeNoop {

    private static final long PAUSE_MILLISECONDS = 100;
    private static final int MOST = 100;

    private final Client client;
    private final Channel channel;
    private int sent;

    private UpgradeNoop(Client client, Channel channel) {
        this.client = client;
        this.channel = channel;
    }

    /** Starts with a probe on the channel, and goes on until the upgrade is done or given up. */
    static void begin(Client client, Channel channel) {
        client.upgrading(true);
        client.outbox().hold();
        new UpgradeNoop(client, channel).again();
    }

    /** The client has changed, or has given up. */
    static void end(Client client) {
        client.upgrading(false);
        client.outbox().release();
    }

    private void again() {
        Later.run(channel.eventLoop(), PAUSE_MILLISECONDS, this::tick);
    }

    private void tick() {
        ClientHead head = client.head();
        if (!client.isUpgrading()) {
            return;
        }
        boolean over = !head.isConnected()
                || !channel.isActive()
                || head.getCurrentTransport() == Transport.WEBSOCKET
                || ++sent > MOST;
        if (over) {
            end(client);
            return;
        }
        if (head.getPacketsQueue(Transport.POLLING).isEmpty()) {
            head.send(Packets.noop(), Transport.POLLING);
        }
        again();
    }
}
