package com.openride.fleet.adapter.socketio;

import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.namespace.Namespace;
import com.corundumstudio.socketio.namespace.NamespacesHub;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The listening socket and its event loops. Takes the place of the library's own server class, which needs four seconds to
 * stop, hides the port that it has bound, and lives on when it could bind none.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails ends the channel, and that is heard of.
final class PortServer implements AutoCloseable {

    private static final int BACKLOG = 4096;
    private static final int LOW_WATER = 32 * 1024;
    private static final int HIGH_WATER = 64 * 1024;
    private static final int STOP_MILLIS = 1000;

    private final EventLoopGroup acceptor = new NioEventLoopGroup(1, new DefaultThreadFactory("fleet-socketio-accept"));
    private final EventLoopGroup loops = new NioEventLoopGroup(0, new DefaultThreadFactory("fleet-socketio-loop"));
    private final FleetPipeline pipeline;
    private @Nullable Channel listening;

    private PortServer(ServerContext context) {
        pipeline = new FleetPipeline(context);
        Configuration settings = LibrarySettings.of(context.config());
        var namespaces = new NamespacesHub(settings);
        namespaces.create(Namespace.DEFAULT_NAME);
        pipeline.start(settings, namespaces);
    }

    /** Binds the port, or throws and leaves nothing behind. */
    static PortServer bind(ServerContext context) {
        var server = new PortServer(context);
        SocketIoConfig config = context.config();
        ChannelFuture bound = server.bootstrap()
                .bind(new InetSocketAddress(config.host(), config.port()))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            server.close();
            throw new IllegalStateException("cannot listen on " + config.host() + ":" + config.port() + ": "
                    + bound.cause().getMessage());
        }
        server.listening = bound.channel();
        return server;
    }

    int port() {
        Channel channel = listening;
        return channel == null ? 0 : ((InetSocketAddress) channel.localAddress()).getPort();
    }

    void stopListening() {
        Channel channel = listening;
        if (channel != null) {
            channel.close().awaitUninterruptibly(STOP_MILLIS);
        }
    }

    @Override
    public void close() {
        Future<?> loopsEnd = loops.shutdownGracefully(0, STOP_MILLIS, TimeUnit.MILLISECONDS);
        Future<?> acceptorEnd = acceptor.shutdownGracefully(0, STOP_MILLIS, TimeUnit.MILLISECONDS);
        loopsEnd.awaitUninterruptibly(STOP_MILLIS);
        acceptorEnd.awaitUninterruptibly(STOP_MILLIS);
        pipeline.stop();
    }

    private ServerBootstrap bootstrap() {
        return new ServerBootstrap()
                .group(acceptor, loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(pipeline)
                // A restart must not wait for the last connections of the process before it.
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(LOW_WATER, HIGH_WATER));
    }
}
