package com.openride.fleet.adapter.socketio;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which browsers and which proxies are trusted.
 *
 * @param origins the exact origins of pages that may connect, beside those of this very host
 * @param proxies who may tell us whom they speak for
 */
record Access(Set<String> origins, TrustedProxies proxies) {

    static final Access DEFAULT = new Access(Set.of(), TrustedProxies.of(List.of()));

    Access {
        origins = Set.copyOf(origins);
    }

    /** Whether a request with these headers comes from no browser, or from a page that may connect. */
    boolean admits(HttpHeaders headers) {
        List<String> given = headers.getAll(HttpHeaderNames.ORIGIN);
        return given.isEmpty() || (given.size() == 1 && allows(given.get(0), headers.get(HttpHeaderNames.HOST)));
    }

    private boolean allows(String origin, @Nullable String host) {
        return origins.contains(origin) || (host != null && isSameHost(origin, host));
    }

    private static boolean isSameHost(String origin, String host) {
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority != null && authority.toLowerCase(Locale.ROOT).equals(host.toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }
}
