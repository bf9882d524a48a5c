package com.openride.fleet.adapter.socketio;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import java.util.Set;

/** Which web origins may talk to us. Native apps send none, and the server's own pages are always welcome. */
final class Origins {

    private final Set<String> allowed;

    Origins(Set<String> allowed) {
        this.allowed = allowed;
    }

    /** Whether a request with these headers may pass. */
    boolean admit(HttpHeaders headers) {
        List<String> origins = headers.getAll(HttpHeaderNames.ORIGIN);
        if (origins.isEmpty()) {
            return true;
        }
        return origins.size() == 1 && (allowed.contains(origins.get(0)) || isOwn(origins.get(0), headers));
    }

    /** Whether pages of another origin may read the answer. */
    boolean shares(String origin) {
        return allowed.contains(origin);
    }

    private static boolean isOwn(String origin, HttpHeaders headers) {
        String host = headers.get(HttpHeaderNames.HOST);
        return host != null && (origin.equals("http://" + host) || origin.equals("https://" + host));
    }
}
