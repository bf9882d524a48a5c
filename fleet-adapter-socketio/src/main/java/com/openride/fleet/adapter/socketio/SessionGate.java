package com.openride.fleet.adapter.socketio;

import com.corundumstudio.socketio.Transport;
import com.corundumstudio.socketio.messages.PacketsMessage;
import com.openride.fleet.adapter.socketio.HttpPrecheck.Refusal;
import com.openride.fleet.adapter.socketio.PacketGrammar.Kind;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The guard before the library: nothing reaches it that is not exactly a request or packet of the protocol, and nothing
 * but the transport's own packets reaches it at all. CONNECT and events are handled by us alone, so that the library's
 * own idea of who is connected, which includes anyone who has a socket, never matters.
 */
@Sharable
final class SessionGate extends ChannelInboundHandlerAdapter {

    // Clients 3.x on Node ask for binary as text, which changes nothing here and confuses the library.
    private static final Pattern BASE64 = Pattern.compile("([?&])b64=[^&]*&?");

    private final HttpPrecheck precheck;
    private final Origins origins;
    private final Clients clients;
    private final Conversation conversation;

    SessionGate(HttpPrecheck precheck, Origins origins, Clients clients, Conversation conversation) {
        this.precheck = precheck;
        this.origins = origins;
        this.clients = clients;
        this.conversation = conversation;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof FullHttpRequest request) {
            request(context, request);
        } else if (message instanceof PacketsMessage packets) {
            packets(context, packets);
        } else if (message instanceof PingWebSocketFrame ping) {
            context.writeAndFlush(new PongWebSocketFrame(ping.content()));
        } else if (message instanceof WebSocketFrame frame && !isWhole(frame)) {
            ReferenceCountUtil.release(message);
            context.close();
        } else {
            context.fireChannelRead(message);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            Client client = conversation.clientOn(context.channel());
            if (client != null) {
                client.outbox().flush();
            }
        }
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }

    private static boolean isWhole(WebSocketFrame frame) {
        return frame.isFinalFragment()
                && !(frame instanceof BinaryWebSocketFrame)
                && !(frame instanceof ContinuationWebSocketFrame);
    }

    private void request(ChannelHandlerContext context, FullHttpRequest request) {
        if (HttpMethod.OPTIONS.equals(request.method())) {
            Answers.preflight(context, request, origins);
            return;
        }
        Refusal refusal = precheck.check(request);
        if (refusal != null) {
            Answers.refuse(context, request, refusal);
            return;
        }
        request.setUri(BASE64.matcher(request.uri()).replaceAll("$1"));
        String origin = request.headers().get(HttpHeaderNames.ORIGIN);
        if (origin != null && origins.shares(origin)) {
            HonestClose.share(context.channel(), origin);
        }
        Client polling = pollingClient(request);
        context.fireChannelRead(request);
        if (polling != null) {
            polling.outbox().flush();
        }
    }

    /** The client whose poll this is; it can be sent again what waited for a poll. */
    private @Nullable Client pollingClient(FullHttpRequest request) {
        List<String> ids = new QueryStringDecoder(request.uri()).parameters().get("sid");
        return ids != null && HttpMethod.GET.equals(request.method())
                ? clients.find(UUID.fromString(ids.get(0)))
                : null;
    }

    private void packets(ChannelHandlerContext context, PacketsMessage message) {
        Client client = clients.find(message.getClient());
        if (client == null) {
            message.getClient().disconnect();
            return;
        }
        boolean polling = message.getTransport() == Transport.POLLING;
        ByteBuf rest = message.getContent();
        while (rest.isReadable()) {
            int end = rest.bytesBefore(PacketGrammar.SEPARATOR);
            if (end >= 0 && !polling) {
                client.disconnect();
                return;
            }
            ByteBuf packet = rest.readSlice(end < 0 ? rest.readableBytes() : end);
            if (end >= 0) {
                rest.skipBytes(1);
            }
            if (!packet(context, client, packet, message.getTransport())) {
                client.disconnect();
                return;
            }
        }
    }

    /** Whether the packet was in order; if not, the client is cut. */
    private boolean packet(ChannelHandlerContext context, Client client, ByteBuf packet, Transport transport) {
        boolean webSocket = transport == Transport.WEBSOCKET;
        Kind kind = PacketGrammar.kindOf(packet);
        switch (kind) {
            case PONG -> forward(context, client, packet, transport);
            case PROBE, UPGRADE -> {
                return webSocket && upgrade(context, client, packet, kind);
            }
            case CLOSE, DISCONNECT -> client.disconnect();
            case CONNECT, CONNECT_ELSEWHERE, EVENT -> {
                if (webSocket) {
                    conversation.hears(client, context.channel());
                }
                return conversation.hear(client, kind, packet.toString(StandardCharsets.UTF_8), context.channel());
            }
            case NOOP, ACK -> {
                return true;
            }
            case PING, MALFORMED -> {
                return false;
            }
        }
        return true;
    }

    private boolean upgrade(ChannelHandlerContext context, Client client, ByteBuf packet, Kind kind) {
        if (client.head().getCurrentTransport() == Transport.WEBSOCKET) {
            return false;
        }
        forward(context, client, packet, Transport.WEBSOCKET);
        if (kind == Kind.PROBE) {
            UpgradeNoop.begin(client, context.channel());
        } else {
            conversation.hears(client, context.channel());
            UpgradeNoop.end(client);
        }
        return true;
    }

    private static void forward(ChannelHandlerContext context, Client client, ByteBuf packet, Transport transport) {
        context.fireChannelRead(new PacketsMessage(client.head(), packet, transport));
    }
}
