package com.openride.fleet.adapter.socketio;

import com.corundumstudio.socketio.Transport;
import com.corundumstudio.socketio.messages.OutPacketMessage;
import io.netty.channel.Channel;
import java.util.concurrent.TimeUnit;

/**
 * A client changes from polling to WebSocket. It first waits for its open poll to be answered. The library answers once,
 * and when the client has just opened its next poll it waits for 45 seconds; 12 to 20 % of the official clients do. So the
 * answer is repeated every 100 ms, as the official server does.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails ends the channel, and that is heard of.
final class Upgrade {

    private static final int TICK_MILLIS = 100;
    private static final int TICKS_HELD = 10;
    private static final int MOST_TICKS = 100;

    private final Client client;
    private final Channel socket;

    Upgrade(Client client, Channel socket) {
        this.client = client;
        this.socket = socket;
    }

    void begin() {
        socket.eventLoop().schedule(() -> tick(1), TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The client has changed over: what was held may go, and what the library left behind is sent after all. */
    static void finish(Client client, Channel socket) {
        client.upgrading(false);
        socket.eventLoop().schedule(() -> sweep(client, socket), TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tick(int count) {
        if (count > MOST_TICKS || !client.isPolling() || !client.head().isConnected() || !socket.isActive()) {
            client.upgrading(false);
            return;
        }
        if (count == TICKS_HELD) {
            client.sendQueue().hold(false);
        }
        if (client.head().getPacketsQueue(Transport.POLLING).isEmpty()) {
            client.head().send(Wire.noop(), Transport.POLLING);
        }
        socket.eventLoop().schedule(() -> tick(count + 1), TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static void sweep(Client client, Channel socket) {
        if (!client.head().getPacketsQueue(Transport.WEBSOCKET).isEmpty()) {
            socket.writeAndFlush(new OutPacketMessage(client.head(), Transport.WEBSOCKET));
        }
    }
}
