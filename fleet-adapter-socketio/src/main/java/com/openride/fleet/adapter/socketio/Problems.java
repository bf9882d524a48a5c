package com.openride.fleet.adapter.socketio;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Answers that this side gives in the place of REST, as problem details. The caller closes the connection. */
final class Problems {

    static final HttpResponseStatus BAD_REQUEST = HttpResponseStatus.BAD_REQUEST;
    static final HttpResponseStatus NOT_FOUND = HttpResponseStatus.NOT_FOUND;
    static final HttpResponseStatus UNAVAILABLE = HttpResponseStatus.SERVICE_UNAVAILABLE;

    private Problems() {}

    static ChannelFuture send(ChannelHandlerContext context, @Nullable HttpRequest request, HttpResponseStatus status) {
        String code = status.equals(UNAVAILABLE)
                ? "UNAVAILABLE"
                : status.reasonPhrase().replace(' ', '_');
        String body = String.format(
                Locale.ROOT,
                "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"code\":\"%s\"}",
                status.reasonPhrase(),
                status.code(),
                code.toUpperCase(Locale.ROOT));
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, status, Unpooled.copiedBuffer(body, StandardCharsets.UTF_8));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/problem+json")
                .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        if (status.equals(UNAVAILABLE)) {
            response.headers().set(HttpHeaderNames.RETRY_AFTER, "1");
        }
        return ResponseEncoding.write(context, response);
    }
}
