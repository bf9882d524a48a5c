package com.openride.fleet.adapter.socketio;

import com.corundumstudio.socketio.AckMode;
import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.SocketIOClient;
import com.corundumstudio.socketio.listener.ExceptionListenerAdapter;
import io.netty.channel.ChannelHandlerContext;

/** How the library is set: no compression (a 50 KB frame becomes 50 MB), no cookies as session ids, nothing automatic. */
@SuppressWarnings("FutureReturnValueIgnored") // What fails ends the channel, and that is heard of.
final class LibrarySettings {

    private static final int UPGRADE_MILLIS = 10_000;
    // Silence is watched by us: see Client.watch.
    private static final int NEVER_MILLIS = 24 * 60 * 60 * 1000;

    private LibrarySettings() {}

    static Configuration of(SocketIoConfig config) {
        int most = config.limits().packetAfterAuth();
        var settings = new Configuration();
        settings.setJsonSupport(new FleetJsonSupport(most, config.timing().pingTimeout()));
        settings.setRandomSession(true);
        settings.setAckMode(AckMode.MANUAL);
        settings.setWebsocketCompression(false);
        settings.setHttpCompression(false);
        settings.setAddVersionHeader(false);
        settings.setEnableCors(false);
        settings.setPingInterval(Math.toIntExact(config.timing().pingInterval().toMillis()));
        settings.setPingTimeout(NEVER_MILLIS);
        settings.setUpgradeTimeout(UPGRADE_MILLIS);
        settings.setMaxFramePayloadLength(most);
        settings.setMaxHttpContentLength(most);
        settings.setExceptionListener(new Closing());
        return settings;
    }

    /** Closes what went wrong. The library's own listener keeps it open and logs what the client had sent. */
    private static final class Closing extends ExceptionListenerAdapter {
        @Override
        public void onAuthException(Throwable failure, SocketIOClient client) {
            // The library authenticates nobody here.
        }

        @Override
        public boolean exceptionCaught(ChannelHandlerContext ctx, Throwable failure) {
            ctx.close();
            return true;
        }
    }
}
