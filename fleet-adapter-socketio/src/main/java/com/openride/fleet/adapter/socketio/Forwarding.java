package com.openride.fleet.adapter.socketio;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.net.SocketAddress;
import java.util.List;
import java.util.Locale;

/** Makes a client's request one of ours: says whom it comes from, and drops what concerns one connection only. */
final class Forwarding {

    private static final String FORWARDED_PREFIX = "x-forwarded-";
    private static final List<String> HOP_BY_HOP =
            List.of("Upgrade", "Keep-Alive", "Proxy-Connection", "HTTP2-Settings", "TE", "Forwarded", "X-Real-IP");

    private final TrustedProxies proxies;

    Forwarding(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    /** Rewrites the headers; what a client says about whom it speaks for survives only from a trusted proxy. */
    void prepare(HttpRequest request, SocketAddress peer) {
        HttpHeaders headers = request.headers();
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        String client = proxies.clientOf(peer, headers);
        if (!proxies.trusts(peer)) {
            headers.names().stream()
                    .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(FORWARDED_PREFIX))
                    .toList()
                    .forEach(headers::remove);
        }
        HOP_BY_HOP.forEach(headers::remove);
        headers.set("X-Forwarded-For", client);
        headers.remove(HttpHeaderNames.CONNECTION);
        if (!keepAlive) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (!request.protocolVersion().isKeepAliveDefault()) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
    }
}
