package com.openride.fleet.adapter.socketio;

import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides which requests reach the library at all: those of the Engine.IO 4 protocol as official clients send them. The
 * library answers others late or never, and keeps a session for some of them for ever.
 */
final class HttpPrecheck {

    private static final Pattern CANONICAL_UUID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Set<String> TRANSPORTS = Set.of("websocket", "polling");
    private static final Set<String> FORBIDDEN = Set.of("j", "disconnect");

    private final Access access;
    private final Clients clients;

    HttpPrecheck(Access access, Clients clients) {
        this.access = access;
        this.clients = clients;
    }

    /** Why the request is refused, or null when it may pass. */
    @Nullable Refusal check(FullHttpRequest request) {
        if (!request.decoderResult().isSuccess()) {
            return Refusal.REQUEST;
        }
        if (!access.admits(request.headers())) {
            return Refusal.ORIGIN;
        }
        try {
            return check(request, new QueryStringDecoder(request.uri()).parameters());
        } catch (IllegalArgumentException unreadable) {
            return Refusal.REQUEST;
        }
    }

    /** The client whose session the request names, or null when it names none that is known. */
    @Nullable Client clientOf(FullHttpRequest request) {
        String sid = single(new QueryStringDecoder(request.uri()).parameters(), "sid");
        return sid != null && CANONICAL_UUID.matcher(sid).matches() ? clients.find(UUID.fromString(sid)) : null;
    }

    private @Nullable Refusal check(FullHttpRequest request, Map<String, List<String>> query) {
        if (!"4".equals(single(query, "EIO"))) {
            return Refusal.VERSION;
        }
        String transport = single(query, "transport");
        if (transport == null || !TRANSPORTS.contains(transport)) {
            return Refusal.TRANSPORT;
        }
        if (query.keySet().stream().anyMatch(FORBIDDEN::contains)) {
            return Refusal.REQUEST;
        }
        Client client = clientOf(request);
        if (query.containsKey("sid") && client == null) {
            return Refusal.SESSION;
        }
        return transport.equals("websocket") ? webSocket(request, client) : polling(request, client);
    }

    private static @Nullable Refusal webSocket(FullHttpRequest request, @Nullable Client client) {
        if (!request.method().equals(HttpMethod.GET)) {
            return Refusal.METHOD;
        }
        boolean taken = client != null && (!client.isPolling() || client.hasSocket());
        return taken || !asksForUpgrade(request.headers()) ? Refusal.REQUEST : null;
    }

    private static @Nullable Refusal polling(FullHttpRequest request, @Nullable Client client) {
        boolean get = request.method().equals(HttpMethod.GET);
        boolean post = request.method().equals(HttpMethod.POST) && client != null;
        if (!get && !post) {
            return Refusal.METHOD;
        }
        boolean strange = (get && request.content().isReadable()) || (client != null && !client.isPolling());
        return strange ? Refusal.REQUEST : null;
    }

    private static boolean asksForUpgrade(HttpHeaders headers) {
        return HttpHeaderValues.WEBSOCKET.contentEqualsIgnoreCase(String.valueOf(headers.get(HttpHeaderNames.UPGRADE)))
                && headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE, true)
                && "13".equals(headers.get(HttpHeaderNames.SEC_WEBSOCKET_VERSION))
                && headers.contains(HttpHeaderNames.SEC_WEBSOCKET_KEY);
    }

    private static @Nullable String single(Map<String, List<String>> query, String name) {
        List<String> values = query.getOrDefault(name, List.of());
        return values.size() == 1 ? values.get(0) : null;
    }
}
