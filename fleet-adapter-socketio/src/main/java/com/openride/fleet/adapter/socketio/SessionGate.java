package com.openride.fleet.adapter.socketio;

import com.corundumstudio.socketio.messages.PacketsMessage;
import com.openride.fleet.domain.session.Departure;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the library and lets through only what cannot harm it: checked requests, whole text frames, and the few
 * packets that keep a transport alive. Events never reach the library; they go to {@link PacketGate}.
 */
@Sharable
@SuppressWarnings("FutureReturnValueIgnored") // What fails ends the channel, and that is heard of.
final class SessionGate extends ChannelInboundHandlerAdapter {

    static final AttributeKey<Client> CLIENT = AttributeKey.valueOf(SessionGate.class, "client");

    private static final int PING_COST = 5;

    // Clients 3.x on Node ask for binary as text, which changes nothing here and confuses the library.
    private static final Pattern BASE64 = Pattern.compile("([?&])b64=[^&]*&?");

    private final HttpPrecheck precheck;
    private final PacketGate packets;

    SessionGate(ServerContext context) {
        this.precheck = new HttpPrecheck(context.config().access(), context.clients());
        this.packets = new PacketGate(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof FullHttpRequest request) {
            request(ctx, request);
        } else if (message instanceof PacketsMessage packet) {
            packets.receive(ctx, packet);
        } else if (message instanceof WebSocketFrame frame) {
            frame(ctx, frame);
        } else {
            ctx.fireChannelRead(message);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        Client client = ctx.channel().attr(CLIENT).get();
        if (client != null) {
            client.sendQueue().flush();
        }
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (!PollSlot.hidesEndOf(ctx.channel())) {
            ctx.fireChannelInactive();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }

    private void request(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (request.method().equals(HttpMethod.OPTIONS)) {
            answer(ctx, request, Cors.preflight());
            return;
        }
        request.setUri(BASE64.matcher(request.uri()).replaceAll("$1"));
        Refusal refusal = precheck.check(request);
        if (refusal != null) {
            answer(ctx, request, refusal.response());
            return;
        }
        Client client = precheck.clientOf(request);
        if (client == null) {
            ctx.fireChannelRead(request);
        } else if (request.uri().contains("transport=websocket")) {
            bindSocket(ctx.channel(), client);
            ctx.fireChannelRead(request);
        } else if (request.method().equals(HttpMethod.GET)) {
            poll(ctx, request, client);
        } else {
            ctx.fireChannelRead(request);
        }
    }

    /** A poll hands out what waits. A second one beside a first ends the session, as the protocol has it. */
    private static void poll(ChannelHandlerContext ctx, FullHttpRequest request, Client client) {
        if (!client.poll().park(ctx.channel())) {
            // First, so that whoever hears the answer finds the session gone.
            client.hangUp(Departure.PROTOCOL_BROKEN);
            answer(ctx, request, Refusal.REQUEST.response());
            return;
        }
        client.sendQueue().polled();
        ctx.fireChannelRead(request);
        client.sendQueue().flush();
        if (client.stage().isGone()) {
            client.poll().refuse();
        }
    }

    private static void frame(ChannelHandlerContext ctx, WebSocketFrame frame) {
        if (frame instanceof CloseWebSocketFrame || (frame instanceof TextWebSocketFrame && frame.isFinalFragment())) {
            ctx.fireChannelRead(frame);
        } else if (frame instanceof PingWebSocketFrame && affords(ctx.channel())) {
            ctx.writeAndFlush(new PongWebSocketFrame(frame.content()));
        } else {
            ReferenceCountUtil.release(frame);
            endUnlessPong(ctx, frame);
        }
    }

    private static void endUnlessPong(ChannelHandlerContext ctx, WebSocketFrame frame) {
        if (frame instanceof PongWebSocketFrame && affords(ctx.channel())) {
            return;
        }
        Client client = ctx.channel().attr(CLIENT).get();
        if (client != null) {
            client.hangUp(Departure.PROTOCOL_BROKEN);
        }
        ctx.close();
    }

    private static boolean affords(Channel channel) {
        Client client = channel.attr(CLIENT).get();
        return client != null && client.packets().take(PING_COST).isZero();
    }

    static void bindSocket(Channel channel, @Nullable Client client) {
        if (client != null) {
            channel.attr(CLIENT).set(client);
            client.socket(channel);
        }
    }

    private static void answer(ChannelHandlerContext ctx, FullHttpRequest request, FullHttpResponse response) {
        request.release();
        ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }
}
