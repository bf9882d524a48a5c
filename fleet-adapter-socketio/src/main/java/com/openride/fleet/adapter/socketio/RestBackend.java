package com.openride.fleet.adapter.socketio;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObject;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * One client's own connection to the REST backend, on the client's event loop and used there alone. What is written before
 * it stands waits; the reader is told to pause by {@link #accepts}.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails ends the channel, and that is heard of.
final class RestBackend {

    private static final int CONNECT_MILLIS = 2000;

    /** Whom the backend answers. */
    interface Front {
        /** A part of a response. */
        void answered(HttpObject part);

        /** All that has arrived so far has been handed over. */
        void paused();

        /** More can be written, or less. */
        void changed();

        /** The connection is gone, or never came to be. */
        void gone(boolean connected);
    }

    private final Front front;
    private final Deque<HttpObject> early = new ArrayDeque<>();
    private @Nullable Channel channel;
    private boolean closed;

    RestBackend(Front front) {
        this.front = front;
    }

    void connect(InetSocketAddress address, Channel client) {
        new Bootstrap()
                .group(client.eventLoop())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel backend) {
                        backend.pipeline().addLast(new HttpClientCodec(4096, 16_384, 16_384), new Relay());
                    }
                })
                .connect(address)
                .addListener((ChannelFuture connecting) -> connected(connecting));
    }

    void write(HttpObject part) {
        Channel open = channel;
        if (closed) {
            ReferenceCountUtil.release(part);
        } else if (open == null) {
            early.add(part);
        } else {
            open.writeAndFlush(part);
        }
    }

    /** Whether more may be written now. */
    boolean accepts() {
        Channel open = channel;
        return open != null && open.isWritable();
    }

    /** Goes on reading responses, or pauses. */
    void read(boolean on) {
        Channel open = channel;
        if (open != null) {
            open.config().setAutoRead(on);
        }
    }

    void close() {
        closed = true;
        early.forEach(ReferenceCountUtil::release);
        early.clear();
        Channel open = channel;
        if (open != null) {
            open.close();
        }
    }

    private void connected(ChannelFuture connecting) {
        if (!connecting.isSuccess()) {
            close();
            front.gone(false);
            return;
        }
        if (closed) {
            connecting.channel().close();
            return;
        }
        Channel open = connecting.channel();
        channel = open;
        early.forEach(open::write);
        early.clear();
        open.flush();
        front.changed();
    }

    /** Reads the backend's responses. */
    private final class Relay extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            if (closed) {
                ReferenceCountUtil.release(message);
            } else {
                front.answered((HttpObject) message);
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext ctx) {
            front.paused();
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext ctx) {
            front.changed();
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            if (!closed) {
                close();
                front.gone(true);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable failure) {
            ctx.close();
        }
    }
}
