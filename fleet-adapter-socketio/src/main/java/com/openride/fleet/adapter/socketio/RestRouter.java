package com.openride.fleet.adapter.socketio;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Sends {@code /socket.io/} on into the pipeline and streams everything else to the REST backend. One request at a time: what
 * a client sends before its last request has been answered waits here, and the client is not read meanwhile. Used on the
 * channel's event loop alone.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails ends the channel, and that is heard of.
final class RestRouter extends ChannelInboundHandlerAdapter {

    private static final String PATH = "/socket.io/";
    private static final String BARE_PATH = "/socket.io";

    private enum Course {
        /** Between two requests. */
        NONE,
        /** In the middle of a request for the backend. */
        REST,
        /** In the middle of a request for Socket.IO. */
        SOCKET,
        /** Nothing more is read: the connection closes with its last answer. */
        SPENT
    }

    private final SocketIoConfig config;
    private final Patience patience;
    private final Deque<HttpObject> waiting = new ArrayDeque<>();
    private Course course = Course.NONE;
    private @Nullable RestExchange exchange;

    RestRouter(SocketIoConfig config, Patience patience) {
        this.config = config;
        this.patience = patience;
    }

    /** The library would close a connection that sends it nothing within five seconds, REST or not. */
    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        // Patience watches over the connection instead.
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof HttpObject part)) {
            passOn(ctx, message);
        } else if (isAnswering() && (message instanceof HttpRequest || !waiting.isEmpty())) {
            waiting.add(part);
            refresh(ctx);
        } else {
            route(ctx, part);
        }
    }

    /** A WebSocket is watched over by its pings, and by nobody else. */
    private void passOn(ChannelHandlerContext ctx, Object message) {
        if (message instanceof WebSocketFrame) {
            patience.stop();
        }
        ctx.fireChannelRead(message);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (exchange != null) {
            exchange.read(ctx.channel().isWritable());
        }
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
        course = Course.SPENT;
        if (exchange != null) {
            exchange.close();
        }
        ctx.fireChannelInactive();
    }

    /** The backend has answered: the next request, if one waits, is served now. */
    void answered(ChannelHandlerContext ctx) {
        patience.idle();
        while (!waiting.isEmpty() && !isAnswering()) {
            next(ctx);
        }
        refresh(ctx);
    }

    /** Reads on only as far as there is room for what comes. */
    void refresh(ChannelHandlerContext ctx) {
        boolean room = exchange == null || !isAnswering() || exchange.accepts();
        ctx.channel().config().setAutoRead(waiting.isEmpty() && room);
    }

    private void next(ChannelHandlerContext ctx) {
        do {
            route(ctx, waiting.remove());
        } while (!waiting.isEmpty() && !(waiting.peek() instanceof HttpRequest));
    }

    private boolean isAnswering() {
        return exchange != null && exchange.isBusy();
    }

    private void route(ChannelHandlerContext ctx, HttpObject part) {
        if (part instanceof HttpRequest request && course == Course.NONE) {
            begin(ctx, request);
        }
        if (course == Course.SPENT || course == Course.NONE) {
            ReferenceCountUtil.release(part);
        } else if (part.decoderResult().isFailure()) {
            ReferenceCountUtil.release(part);
            refuse(ctx, HttpResponseStatus.BAD_REQUEST);
        } else {
            forward(ctx, part);
        }
    }

    private void forward(ChannelHandlerContext ctx, HttpObject part) {
        Course now = course;
        if (part instanceof LastHttpContent) {
            patience.answer();
            course = now == Course.REST ? Course.NONE : Course.SPENT;
        }
        if (now == Course.SOCKET) {
            ctx.fireChannelRead(part);
        } else if (exchange != null) {
            exchange.send(part);
            refresh(ctx);
        }
    }

    private void begin(ChannelHandlerContext ctx, HttpRequest request) {
        patience.body();
        HttpResponseStatus refused = RequestHygiene.check(request);
        if (refused == null) {
            Cors.remember(ctx.channel(), config.access(), request.headers());
            refused = isForSocketIo(request.uri()) ? beginSocket(request) : beginRest(ctx, request);
        }
        if (refused != null) {
            refuse(ctx, refused);
        }
    }

    private @Nullable HttpResponseStatus beginSocket(HttpRequest request) {
        if (HttpUtil.getContentLength(request, 0L) > config.limits().packetAfterAuth()) {
            return HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE;
        }
        course = Course.SOCKET;
        if (!request.uri().startsWith(PATH)) {
            request.setUri(PATH + request.uri().substring(BARE_PATH.length()));
        }
        return null;
    }

    private @Nullable HttpResponseStatus beginRest(ChannelHandlerContext ctx, HttpRequest request) {
        if (Cors.isPreflight(ctx.channel(), request)) {
            course = Course.SPENT;
            ctx.writeAndFlush(RawAnswers.head(ctx.channel(), Cors.preflight()))
                    .addListener(ChannelFutureListener.CLOSE);
            return null;
        }
        if (config.rest() == null) {
            return HttpResponseStatus.SERVICE_UNAVAILABLE;
        }
        if (exchange == null) {
            exchange = new RestExchange(
                    ctx, this, config.rest(), new Forwarding(config.access().proxies()));
        }
        course = Course.REST;
        exchange.begin(request);
        return null;
    }

    private void refuse(ChannelHandlerContext ctx, HttpResponseStatus status) {
        course = Course.SPENT;
        if (isAnswering() && exchange != null && exchange.hasBegunToAnswer()) {
            ctx.close();
            return;
        }
        if (exchange != null) {
            exchange.close();
        }
        String code = status.code() < 500 ? "INVALID_PAYLOAD" : "UNAVAILABLE";
        ctx.writeAndFlush(RawAnswers.problem(status, code, "the request cannot be served"))
                .addListener(ChannelFutureListener.CLOSE);
    }

    private static boolean isForSocketIo(String uri) {
        int query = uri.indexOf('?');
        String path = query < 0 ? uri : uri.substring(0, query);
        return path.equals(PATH) || path.equals(BARE_PATH);
    }
}
