package com.openride.fleet.adapter.socketio;

import com.corundumstudio.socketio.Transport;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looks at a request for Socket.IO before the library does, which answers some of them never and others too late. */
final class HttpPrecheck {

    private static final String PATH = "/socket.io/";

    private final Origins origins;
    private final Clients clients;

    HttpPrecheck(Origins origins, Clients clients) {
        this.origins = origins;
        this.clients = clients;
    }

    /**
     * A refusal as Engine.IO words it.
     *
     * @param code Engine.IO's number
     * @param message its words
     */
    record Refusal(int code, String message) {

        static final Refusal TRANSPORT = new Refusal(0, "Transport unknown");
        static final Refusal SESSION = new Refusal(1, "Session ID unknown");
        static final Refusal METHOD = new Refusal(2, "Bad handshake method");
        static final Refusal REQUEST = new Refusal(3, "Bad request");
        static final Refusal ORIGIN = new Refusal(4, "Forbidden");
        static final Refusal VERSION = new Refusal(5, "Unsupported protocol version");

        String json() {
            return "{\"code\":" + code + ",\"message\":\"" + message + "\"}";
        }
    }

    /** Why the request is refused, or null when the library may see it. */
    @Nullable Refusal check(FullHttpRequest request) {
        if (!request.decoderResult().isSuccess()) {
            return Refusal.REQUEST;
        }
        Map<String, List<String>> query;
        try {
            var decoder = new QueryStringDecoder(request.uri());
            query = decoder.parameters();
            if (!decoder.rawPath().equals(PATH)) {
                return Refusal.REQUEST;
            }
        } catch (IllegalArgumentException e) {
            return Refusal.REQUEST;
        }
        return checkQuery(request, query);
    }

    private @Nullable Refusal checkQuery(FullHttpRequest request, Map<String, List<String>> query) {
        if (!List.of("4").equals(query.get("EIO"))) {
            return Refusal.VERSION;
        }
        Transport transport = transport(query);
        if (transport == null || query.containsKey("j")) {
            return Refusal.TRANSPORT;
        }
        if (query.containsKey("disconnect")) {
            return Refusal.REQUEST;
        }
        if (!origins.admit(request.headers())) {
            return Refusal.ORIGIN;
        }
        Refusal method = transport == Transport.WEBSOCKET ? checkUpgrade(request) : checkPoll(request, query);
        return method != null ? method : checkSession(query, transport);
    }

    private static @Nullable Refusal checkUpgrade(FullHttpRequest request) {
        HttpHeaders headers = request.headers();
        if (!HttpMethod.GET.equals(request.method())) {
            return Refusal.METHOD;
        }
        boolean upgrade = "websocket".equalsIgnoreCase(headers.get(HttpHeaderNames.UPGRADE))
                && "13".equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))
                && headers.contains(HttpHeaderNames.SEC_WEBSOCKET_KEY);
        return upgrade ? null : Refusal.REQUEST;
    }

    private static @Nullable Refusal checkPoll(FullHttpRequest request, Map<String, List<String>> query) {
        boolean get = HttpMethod.GET.equals(request.method());
        boolean post = HttpMethod.POST.equals(request.method()) && query.containsKey("sid");
        if (!get && !post) {
            return Refusal.METHOD;
        }
        return get && request.content().isReadable() ? Refusal.REQUEST : null;
    }

    private @Nullable Refusal checkSession(Map<String, List<String>> query, Transport transport) {
        List<String> ids = query.get("sid");
        if (ids == null) {
            return null;
        }
        Client client = ids.size() == 1 ? client(ids.get(0)) : null;
        if (client == null) {
            return Refusal.SESSION;
        }
        boolean onWebSocket = client.head().getCurrentTransport() == Transport.WEBSOCKET;
        boolean secondUpgrade = transport == Transport.WEBSOCKET && client.isUpgrading();
        return onWebSocket || secondUpgrade ? Refusal.REQUEST : null;
    }

    private @Nullable Client client(String id) {
        try {
            UUID uuid = UUID.fromString(id);
            return uuid.toString().equals(id) ? clients.find(uuid) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static @Nullable Transport transport(Map<String, List<String>> query) {
        List<String> names = query.getOrDefault("transport", List.of());
        if (names.equals(List.of("websocket"))) {
            return Transport.WEBSOCKET;
        }
        return names.equals(List.of("polling")) ? Transport.POLLING : null;
    }
}
