package com.openride.fleet.adapter.socketio;

import com.corundumstudio.socketio.handler.ClientHead;
import com.openride.fleet.domain.session.Departure;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpRequest;
import java.util.concurrent.TimeUnit;

/**
 * Stands right behind the handshake: makes the client known before it learns its own session id, and closes it when nobody
 * vouches for it in time.
 */
@Sharable
@SuppressWarnings("FutureReturnValueIgnored") // What fails ends the channel, and that is heard of.
final class SessionBirth extends ChannelInboundHandlerAdapter {

    private final ServerContext context;

    SessionBirth(ServerContext context) {
        this.context = context;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ClientHead head = ctx.channel().attr(ClientHead.CLIENT).get();
        if (message instanceof FullHttpRequest request
                && head != null
                && context.clients().find(head) == null) {
            born(ctx.channel(), head, request);
        }
        ctx.fireChannelRead(message);
    }

    private void born(Channel channel, ClientHead head, FullHttpRequest request) {
        String address = context.config().access().proxies().clientOf(channel.remoteAddress(), request.headers());
        var client = new Client(head, context, channel.eventLoop(), address);
        context.clients().add(client);
        if (client.isPolling()) {
            client.poll().park(channel);
        } else {
            SessionGate.bindSocket(channel, client);
        }
        client.watch(context.config().timing().patience());
        long deadline = context.config().timing().authDeadline().toMillis();
        channel.eventLoop().schedule(() -> giveUp(client), deadline, TimeUnit.MILLISECONDS);
    }

    private static void giveUp(Client client) {
        if (client.stage().isStranger()) {
            client.hangUp(Departure.NEVER_ARRIVED);
        }
    }
}
