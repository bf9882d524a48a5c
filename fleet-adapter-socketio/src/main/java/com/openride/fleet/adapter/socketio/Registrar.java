package com.openride.fleet.adapter.socketio;

import com.corundumstudio.socketio.handler.ClientHead;
import com.openride.fleet.domain.access.BearerToken;
import com.openride.fleet.domain.session.ClientOrigin;
import com.openride.fleet.domain.session.Transport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link Client} of every handshake, after the library has given it an id and before it has answered, so that no
 * packet can come first. A client that has not been let in by its deadline is cut.
 */
@Sharable
final class Registrar extends ChannelInboundHandlerAdapter {

    private static final String BEARER = "bearer ";

    private final Clients clients;
    private final Workers workers;
    private final TrustedProxies proxies;
    private final int eventsPerSecond;
    private final Duration deadline;

    Registrar(Clients clients, Workers workers, TrustedProxies proxies, int eventsPerSecond, Duration deadline) {
        this.clients = clients;
        this.workers = workers;
        this.proxies = proxies;
        this.eventsPerSecond = eventsPerSecond;
        this.deadline = deadline;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof FullHttpRequest request) {
            ClientHead head = context.channel().attr(ClientHead.CLIENT).get();
            if (head != null && clients.find(head) == null) {
                register(context.channel(), head, request);
            }
        }
        context.fireChannelRead(message);
    }

    private void register(Channel channel, ClientHead head, FullHttpRequest request) {
        Map<String, List<String>> query = new QueryStringDecoder(request.uri()).parameters();
        var origin = new ClientOrigin(
                proxies.clientOf(channel.remoteAddress(), request.headers()),
                HttpPrecheck.transport(query) == com.corundumstudio.socketio.Transport.WEBSOCKET
                        ? Transport.WEBSOCKET
                        : Transport.POLLING);
        var client = new Client(
                head, origin, token(request, query), new SerialQueue(workers), new EventRate(eventsPerSecond), channel);
        clients.add(client);
        Later.run(channel.eventLoop(), deadline.toMillis(), () -> cutUnlessAdmitted(client));
    }

    private static void cutUnlessAdmitted(Client client) {
        if (client.state() == Client.State.NEW || client.state() == Client.State.AUTHENTICATING) {
            client.disconnect();
        }
    }

    private static @Nullable BearerToken token(FullHttpRequest request, Map<String, List<String>> query) {
        String header = request.headers().get(HttpHeaderNames.AUTHORIZATION);
        if (header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return new BearerToken(header.substring(BEARER.length()).strip());
        }
        List<String> tokens = query.get("token");
        return tokens == null ? null : new BearerToken(tokens.get(0));
    }
}
