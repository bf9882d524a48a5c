package com.openride.fleet.adapter.socketio;

import com.corundumstudio.socketio.Transport;
import com.corundumstudio.socketio.messages.PacketsMessage;
import com.openride.fleet.adapter.socketio.Incoming.Connect;
import com.openride.fleet.adapter.socketio.Incoming.Event;
import com.openride.fleet.adapter.socketio.Incoming.ForeignConnect;
import com.openride.fleet.adapter.socketio.Incoming.Signal;
import com.openride.fleet.domain.session.Departure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Reads the packets of a client: what keeps the transport alive goes to the library, all else is answered by us. */
@SuppressWarnings("FutureReturnValueIgnored") // What fails ends the channel, and that is heard of.
final class PacketGate {

    private final ServerContext context;
    private final Admission admission;

    PacketGate(ServerContext context) {
        this.context = context;
        this.admission = new Admission(context);
    }

    /** Takes one WebSocket frame, or the body of one polling request. Whatever is not in the grammar ends the session. */
    void receive(ChannelHandlerContext ctx, PacketsMessage message) {
        Client client = context.clients().find(message.getClient());
        if (client == null) {
            ctx.close();
            return;
        }
        boolean sound = isSmallEnough(client, message.getContent());
        if (sound) {
            for (String packet : split(message)) {
                sound = sound && accept(ctx, client, packet, message.getTransport());
            }
        }
        if (!sound) {
            client.hangUp(Departure.PROTOCOL_BROKEN);
            ctx.close();
        }
    }

    private boolean isSmallEnough(Client client, ByteBuf content) {
        Limits limits = context.config().limits();
        int most = client.stage().isStranger() ? limits.packetBeforeAuth() : limits.packetAfterAuth();
        return content.readableBytes() <= most;
    }

    private static List<String> split(PacketsMessage message) {
        try {
            ByteBuf content = message.getContent();
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(content.nioBuffer())
                    .toString();
            return message.getTransport() == Transport.POLLING
                    ? List.of(text.split(String.valueOf(PacketGrammar.SEPARATOR), -1))
                    : List.of(text);
        } catch (CharacterCodingException malformed) {
            return List.of("");
        }
    }

    private boolean accept(ChannelHandlerContext ctx, Client client, String packet, Transport transport) {
        if (!client.packets().take(1).isZero()) {
            return false;
        }
        client.heard();
        Incoming incoming = PacketGrammar.parse(packet);
        if (incoming instanceof Event event) {
            return event(client, event);
        }
        if (incoming instanceof Connect connect) {
            return connect(client, connect);
        }
        if (incoming instanceof ForeignConnect foreign) {
            client.sendQueue().send(Wire.connectError(foreign.namespace(), Map.of("message", "Invalid namespace")));
            return true;
        }
        return signal(ctx, client, (Signal) incoming, transport);
    }

    private boolean event(Client client, Event event) {
        Stage.Verdict verdict = client.stage().judge(event);
        if (verdict == Stage.Verdict.ANSWER) {
            context.desk().received(client, event);
        }
        return verdict != Stage.Verdict.REFUSED;
    }

    private boolean connect(Client client, Connect connect) {
        if (!client.stage().admit()) {
            return false;
        }
        admission.begin(client, connect);
        return true;
    }

    private boolean signal(ChannelHandlerContext ctx, Client client, Signal signal, Transport transport) {
        return switch (signal) {
            case PONG -> true;
            case PROBE -> probe(ctx, client, transport);
            case UPGRADE -> upgrade(ctx, client, transport);
            case ACK -> client.stage().isOpen();
            case CLOSE, DISCONNECT -> leave(client);
            case BROKEN -> false;
        };
    }

    private static boolean leave(Client client) {
        client.because(Departure.CLIENT_LEFT);
        return false;
    }

    private boolean probe(ChannelHandlerContext ctx, Client client, Transport transport) {
        if (transport != Transport.WEBSOCKET || !client.isPolling() || client.isUpgrading()) {
            return false;
        }
        client.upgrading(true);
        pass(ctx, client, "2probe", transport);
        new Upgrade(client, ctx.channel()).begin();
        return true;
    }

    private boolean upgrade(ChannelHandlerContext ctx, Client client, Transport transport) {
        if (transport != Transport.WEBSOCKET || !client.isPolling()) {
            return false;
        }
        pass(ctx, client, "5", transport);
        Upgrade.finish(client, ctx.channel());
        return true;
    }

    /** Hands a packet on that we have read, in exactly these letters. */
    private static boolean pass(ChannelHandlerContext ctx, Client client, String packet, Transport transport) {
        ByteBuf bytes = Unpooled.copiedBuffer(packet, StandardCharsets.US_ASCII);
        ctx.fireChannelRead(new PacketsMessage(client.head(), bytes, transport));
        return true;
    }
}
