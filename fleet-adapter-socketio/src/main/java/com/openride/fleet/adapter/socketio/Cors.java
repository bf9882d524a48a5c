package com.openride.fleet.adapter.socketio;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AttributeKey;
import org.jspecify.annotations.Nullable;

/** Tells browsers whose pages may read our answers: exactly those that may connect. */
final class Cors {

    private static final AttributeKey<String> ORIGIN = AttributeKey.valueOf(Cors.class, "origin");
    private static final String EXPOSED =
            "ETag,Link,Location,RateLimit,RateLimit-Policy,Retry-After,WWW-Authenticate,X-Correlation-ID";

    private Cors() {}

    /** Remembers the page that asks, if it may. */
    static void remember(Channel channel, Access access, HttpHeaders headers) {
        channel.attr(ORIGIN).set(access.admits(headers) ? headers.get(HttpHeaderNames.ORIGIN) : null);
    }

    /** Lets the page that asked read the answer, its headers included. */
    static void answer(Channel channel, HttpHeaders headers) {
        @Nullable String origin = channel.attr(ORIGIN).get();
        headers.add(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN);
        if (origin != null) {
            headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
            headers.set(HttpHeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        }
    }

    /** Whether a browser asks, for a page that may connect, whether it may ask. */
    static boolean isPreflight(Channel channel, HttpRequest request) {
        return request.method().equals(HttpMethod.OPTIONS)
                && request.headers().contains(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD)
                && channel.attr(ORIGIN).get() != null;
    }

    /** The answer to a browser that asks before it asks. */
    static FullHttpResponse preflight() {
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NO_CONTENT);
        response.headers()
                .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET,POST,PATCH,DELETE")
                .set(
                        HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS,
                        "authorization,content-type,idempotency-key,if-none-match,x-correlation-id")
                .set(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, 600);
        return response;
    }
}
