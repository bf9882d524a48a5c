package com.openride.fleet.adapter.socketio;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The connection to REST that belongs to one connection of a client: requests stream there, answers stream back, and
 * whichever side is slower slows the other. On the event loop of the client's connection.
 */
final class RestRelay {

    private static final int CONNECT_MILLISECONDS = 1000;
    private static final int MOST_PENDING = 64;

    private final RestRouter router;
    private final ChannelHandlerContext front;
    private final Deque<HttpObject> pending = new ArrayDeque<>();
    private final ResponseEncoding encoding = new ResponseEncoding();
    private @Nullable Channel back;
    private boolean usable = true;
    private boolean answering;
    private boolean informational;
    private boolean closing;
    private boolean head;

    RestRelay(RestRouter router, ChannelHandlerContext front, InetSocketAddress rest) {
        this.router = router;
        this.front = front;
        new Bootstrap()
                .group(front.channel().eventLoop())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLISECONDS)
                .handler(new Back())
                .connect(rest)
                .addListener((ChannelFuture connected) -> connected(connected));
    }

    boolean isUsable() {
        return usable;
    }

    void write(HttpObject object) {
        if (object instanceof HttpRequest request) {
            answering = true;
            head = HttpMethod.HEAD.equals(request.method());
        }
        Channel channel = back;
        if (channel != null) {
            channel.write(object);
            front.channel().config().setAutoRead(channel.isWritable());
        } else if (usable && pending.size() < MOST_PENDING) {
            pending.add(object);
        } else {
            ReferenceCountUtil.release(object);
            front.close();
        }
    }

    void flush() {
        Channel channel = back;
        if (channel != null) {
            channel.flush();
        }
    }

    void readWhile(boolean writable) {
        Channel channel = back;
        if (channel != null) {
            channel.config().setAutoRead(writable);
        }
    }

    void close() {
        usable = false;
        pending.forEach(ReferenceCountUtil::release);
        pending.clear();
        Channel channel = back;
        if (channel != null) {
            channel.close();
        }
    }

    private void connected(ChannelFuture connected) {
        if (!connected.isSuccess() || !front.channel().isActive()) {
            boolean refused = !connected.isSuccess();
            connected.channel().close();
            close();
            if (refused) {
                Problems.send(front, null, Problems.UNAVAILABLE).addListener(ChannelFutureListener.CLOSE);
            }
            return;
        }
        back = connected.channel();
        for (HttpObject object = pending.poll(); object != null; object = pending.poll()) {
            connected.channel().write(object);
        }
        connected.channel().flush();
    }

    private void answer(HttpObject part) {
        if (part instanceof HttpResponse response) {
            informational = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            closing = !informational && !HttpUtil.isKeepAlive(response);
            if (head) {
                response.headers().remove(HttpHeaderNames.TRANSFER_ENCODING);
            }
        }
        boolean last = part instanceof LastHttpContent && !informational;
        ChannelFuture written = encoding.writePart(front, part);
        if (!last) {
            return;
        }
        front.flush();
        answering = false;
        if (closing) {
            written.addListener(ChannelFutureListener.CLOSE);
        } else {
            router.answered(front);
        }
    }

    private void lost() {
        usable = false;
        if (answering) {
            front.flush();
            front.close();
        }
    }

    /** The side towards REST. */
    private final class Back extends ChannelInitializer<Channel> {

        @Override
        protected void initChannel(Channel channel) {
            channel.pipeline().addLast(new HttpClientCodec(4096, 16_384, 16_384), new BackHandler());
        }
    }

    private final class BackHandler extends SimpleChannelInboundHandler<HttpObject> {

        @Override
        protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
            // The encoder releases what it is given, and so does this handler.
            answer(ReferenceCountUtil.retain(part));
            context.channel().config().setAutoRead(front.channel().isWritable());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            front.flush();
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            if (context.channel().isWritable()) {
                front.channel().config().setAutoRead(true);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            lost();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
