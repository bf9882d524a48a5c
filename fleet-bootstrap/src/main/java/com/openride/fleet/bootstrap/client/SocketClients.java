package com.openride.fleet.bootstrap.client;

import com.openride.fleet.domain.access.BearerToken;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Makes clients of one server that share a few event loops, so that thousands of them cost hardly more than their
 * sockets. Safe for use by many threads.
 */
public final class SocketClients implements AutoCloseable {

    private static final int CONNECT_MILLISECONDS = 5000;
    private static final int HANDSHAKE_MILLISECONDS = 10_000;
    private static final int MOST_HANDSHAKE_BYTES = 64 * 1024;
    private static final int MOST_FRAME_BYTES = 1024 * 1024;

    private final EventLoopGroup loops;
    private final URI socketUrl;
    private final @Nullable SslContext tls;

    private SocketClients(URI socketUrl, @Nullable SslContext tls, int threads) {
        this.socketUrl = socketUrl;
        this.tls = tls;
        this.loops = new NioEventLoopGroup(threads, new DefaultThreadFactory("fleet-client", true));
    }

    /**
     * Clients of the server at this address.
     *
     * @param server as {@code http}, {@code https}, {@code ws} or {@code wss}, with a host; the path is ignored
     * @param threads how many event loops to share, positive
     * @throws IllegalArgumentException when the address is none of these
     */
    public static SocketClients to(URI server, int threads) {
        boolean secure = isSecure(server);
        int usual = secure ? 443 : 80;
        URI url = URI.create((secure ? "wss://" : "ws://") + server.getHost() + ":"
                + (server.getPort() < 0 ? usual : server.getPort()) + "/socket.io/?EIO=4&transport=websocket");
        return new SocketClients(url, secure ? trustOfTheSystem() : null, threads);
    }

    private static boolean isSecure(URI server) {
        String scheme = String.valueOf(server.getScheme());
        boolean secure = scheme.equals("https") || scheme.equals("wss");
        if (server.getHost() == null || !(secure || scheme.equals("http") || scheme.equals("ws"))) {
            throw new IllegalArgumentException("the address must be like https://host:port, not " + server);
        }
        return secure;
    }

    /** A client that presents the token, and after a loss of the connection stays away. */
    public SocketClient client(Supplier<BearerToken> token) {
        return new SocketClient(this, token, null);
    }

    /** A client that presents a token of the supplier's each time, and comes back by itself after a loss. */
    public SocketClient client(Supplier<BearerToken> token, Backoff backoff) {
        return new SocketClient(this, token, backoff);
    }

    ChannelFuture dial(SocketClient client) {
        return new Bootstrap()
                .group(loops)
                .channel(io.netty.channel.socket.nio.NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLISECONDS)
                .handler(new Initializer(client))
                .connect(socketUrl.getHost(), socketUrl.getPort());
    }

    void later(long milliseconds, Runnable work) {
        if (!loops.isShuttingDown()) {
            loops.next().schedule(work, milliseconds, TimeUnit.MILLISECONDS);
        }
    }

    /** Cuts every connection and frees the threads, within about two seconds. */
    @Override
    public void close() {
        loops.shutdownGracefully(50, 1500, TimeUnit.MILLISECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }

    private static SslContext trustOfTheSystem() {
        try {
            return SslContextBuilder.forClient()
                    .endpointIdentificationAlgorithm("HTTPS")
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("this JVM has no TLS: " + e.getMessage(), e);
        }
    }

    private final class Initializer extends ChannelInitializer<Channel> {

        private final SocketClient client;

        private Initializer(SocketClient client) {
            this.client = client;
        }

        @Override
        protected void initChannel(Channel channel) {
            SslContext context = tls;
            if (context != null) {
                channel.pipeline()
                        .addLast(context.newHandler(channel.alloc(), socketUrl.getHost(), socketUrl.getPort()));
            }
            channel.pipeline()
                    .addLast(new HttpClientCodec())
                    .addLast(new HttpObjectAggregator(MOST_HANDSHAKE_BYTES))
                    .addLast(new WebSocketClientProtocolHandler(webSocket()))
                    .addLast(new SocketHandler(client));
        }

        private WebSocketClientProtocolConfig webSocket() {
            return WebSocketClientProtocolConfig.newBuilder()
                    .webSocketUri(socketUrl)
                    .generateOriginHeader(false)
                    .maxFramePayloadLength(MOST_FRAME_BYTES)
                    .handshakeTimeoutMillis(HANDSHAKE_MILLISECONDS)
                    .build();
        }
    }
}
