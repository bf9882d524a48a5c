package com.openride.fleet.adapter.socketio;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Sends what is for Socket.IO on to the library, and streams everything else to REST. One request of a connection is
 * answered before the next is looked at, so that answers cannot change places. One for each connection, on its event
 * loop.
 */
final class RestRouter extends ChannelInboundHandlerAdapter {

    private static final int MOST_WAITING = 64;

    private final @Nullable InetSocketAddress rest;
    private final TrustedProxies proxies;
    private final Deque<HttpObject> waiting = new ArrayDeque<>();
    private @Nullable RestRelay relay;
    private boolean forRest;
    private boolean unanswered;
    private boolean activeHeld;

    RestRouter(@Nullable InetSocketAddress rest, TrustedProxies proxies) {
        this.rest = rest;
        this.proxies = proxies;
    }

    /** Held back until Socket.IO is spoken: the library would close a REST connection that is quiet for five seconds. */
    @Override
    public void channelActive(ChannelHandlerContext context) {
        activeHeld = true;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof HttpObject object)) {
            context.fireChannelRead(message);
        } else if (waiting.isEmpty() && !(unanswered && object instanceof HttpRequest)) {
            route(context, object);
        } else if (waiting.size() < MOST_WAITING) {
            waiting.add(object);
            context.channel().config().setAutoRead(false);
        } else {
            ReferenceCountUtil.release(message);
            context.close();
        }
    }

    /** The answer of the last REST request is complete. */
    void answered(ChannelHandlerContext context) {
        unanswered = false;
        while (!waiting.isEmpty() && !(unanswered && waiting.peek() instanceof HttpRequest)) {
            route(context, waiting.remove());
        }
        if (waiting.isEmpty()) {
            context.channel().config().setAutoRead(true);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        RestRelay open = relay;
        if (open != null) {
            open.flush();
        }
        context.fireChannelReadComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        RestRelay open = relay;
        if (open != null) {
            open.readWhile(context.channel().isWritable());
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        RestRelay open = relay;
        if (open != null) {
            open.close();
        }
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
        if (!activeHeld) {
            context.fireChannelInactive();
        }
    }

    private void route(ChannelHandlerContext context, HttpObject object) {
        if (object instanceof HttpRequest request && !begin(context, request)) {
            ReferenceCountUtil.release(object);
            return;
        }
        RestRelay open = relay;
        if (!forRest) {
            context.fireChannelRead(object);
        } else if (open != null) {
            open.write(object);
        } else {
            ReferenceCountUtil.release(object);
        }
    }

    /** Whether the request goes on; if not, it has been answered. */
    private boolean begin(ChannelHandlerContext context, HttpRequest request) {
        if (!isClear(request)) {
            Problems.send(context, request, Problems.BAD_REQUEST).addListener(ChannelFutureListener.CLOSE);
            return false;
        }
        forRest = !isSocketIo(request.uri());
        if (!forRest) {
            speakSocketIo(context);
            return true;
        }
        InetSocketAddress address = rest;
        if (address == null) {
            Problems.send(context, request, Problems.NOT_FOUND).addListener(ChannelFutureListener.CLOSE);
            return false;
        }
        unanswered = true;
        forward(request.headers(), proxies.clientOf(context.channel().remoteAddress(), request.headers()));
        RestRelay open = relay;
        if (open == null || !open.isUsable()) {
            relay = new RestRelay(this, context, address);
        }
        return true;
    }

    private void speakSocketIo(ChannelHandlerContext context) {
        if (activeHeld) {
            activeHeld = false;
            context.fireChannelActive();
        }
    }

    private static boolean isSocketIo(String uri) {
        return uri.startsWith("/socket.io/") || uri.startsWith("/socket.io?") || uri.equals("/socket.io");
    }

    /** Whether every reader would find the same request in these bytes. */
    private static boolean isClear(HttpRequest request) {
        HttpHeaders headers = request.headers();
        int hosts = headers.getAll(HttpHeaderNames.HOST).size();
        boolean oneHost = hosts == 1 || (hosts == 0 && request.protocolVersion().equals(HttpVersion.HTTP_1_0));
        return request.decoderResult().isSuccess()
                && request.protocolVersion().majorVersion() == 1
                && request.uri().startsWith("/")
                && hasOneLength(headers)
                && oneHost;
    }

    private static boolean hasOneLength(HttpHeaders headers) {
        int lengths = headers.getAll(HttpHeaderNames.CONTENT_LENGTH).size();
        return lengths == 0 || (lengths == 1 && !headers.contains(HttpHeaderNames.TRANSFER_ENCODING));
    }

    private static void forward(HttpHeaders headers, String client) {
        for (String name : headers.names()) {
            if (name.regionMatches(true, 0, "X-Forwarded", 0, "X-Forwarded".length())) {
                headers.remove(name);
            }
        }
        headers.remove("Forwarded");
        if (headers.contains(HttpHeaderNames.UPGRADE)) {
            headers.remove(HttpHeaderNames.UPGRADE);
            headers.remove(HttpHeaderNames.CONNECTION);
        }
        headers.set("X-Forwarded-For", client);
    }
}
