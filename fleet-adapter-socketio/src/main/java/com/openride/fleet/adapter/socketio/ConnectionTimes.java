package com.openride.fleet.adapter.socketio;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how long a connection may take to send a request, however slowly it drips, and how long it may do nothing. A
 * WebSocket is left to its pings. One for each connection.
 */
final class ConnectionTimes extends ChannelInboundHandlerAdapter {

    private static final Duration WHOLE_REQUEST = Duration.ofSeconds(30);

    private final Duration firstRequest;
    private @Nullable ScheduledFuture<?> deadline;
    private boolean webSocket;

    ConnectionTimes(Duration firstRequest) {
        this.firstRequest = firstRequest;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        closeAfter(context, firstRequest);
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
            closeAfter(context, WHOLE_REQUEST);
        }
        if (message instanceof LastHttpContent) {
            relax();
        }
        webSocket = webSocket || message instanceof WebSocketFrame;
        context.fireChannelRead(message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent && !webSocket) {
            context.close();
        }
        context.fireUserEventTriggered(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        relax();
        context.fireChannelInactive();
    }

    private void closeAfter(ChannelHandlerContext context, Duration time) {
        relax();
        deadline = Later.cancellable(context.executor(), time.toMillis(), () -> {
            context.close();
        });
    }

    private void relax() {
        ScheduledFuture<?> pending = deadline;
        if (pending != null) {
            pending.cancel(false);
            deadline = null;
        }
    }
}
