package com.openride.fleet.adapter.socketio;

import com.corundumstudio.socketio.AckMode;
import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.SocketIOClient;
import com.corundumstudio.socketio.listener.ExceptionListenerAdapter;
import io.netty.channel.ChannelHandlerContext;

/** The library's settings: everything off that we do not use, everything bounded that it leaves open. */
final class LibrarySettings {

    private static final int MOST_BYTES = 64 * 1024;
    private static final int UPGRADE_MILLISECONDS = 10_000;
    private static final int FIRST_DATA_MILLISECONDS = 5000;

    private LibrarySettings() {}

    static Configuration of(SocketIoConfig config) {
        var settings = new Configuration();
        settings.setHostname(config.host());
        settings.setPort(config.port());
        settings.setRandomSession(true);
        settings.setAckMode(AckMode.MANUAL);
        settings.setWebsocketCompression(false);
        settings.setHttpCompression(false);
        settings.setAddVersionHeader(false);
        settings.setEnableCors(false);
        settings.setAllowCustomRequests(false);
        settings.setPingInterval((int) config.timing().pingInterval().toMillis());
        settings.setPingTimeout((int) config.timing().pingTimeout().toMillis());
        settings.setUpgradeTimeout(UPGRADE_MILLISECONDS);
        settings.setFirstDataTimeout(FIRST_DATA_MILLISECONDS);
        settings.setMaxFramePayloadLength(MOST_BYTES);
        settings.setMaxHttpContentLength(MOST_BYTES);
        settings.setJsonSupport(new LibraryJson());
        settings.setExceptionListener(new Closing());
        return settings;
    }

    /** Closes what has gone wrong and says nothing, since the library would print what the client sent. */
    private static final class Closing extends ExceptionListenerAdapter {

        @Override
        public boolean exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
            return true;
        }

        @Override
        public void onAuthException(Throwable cause, SocketIOClient client) {
            client.disconnect();
        }
    }
}
