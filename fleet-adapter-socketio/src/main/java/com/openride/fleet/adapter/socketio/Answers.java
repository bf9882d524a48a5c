package com.openride.fleet.adapter.socketio;

import com.openride.fleet.adapter.socketio.HttpPrecheck.Refusal;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;

/** The requests for Socket.IO that are answered before the library sees them. Each answer ends its connection. */
final class Answers {

    private Answers() {}

    static void refuse(ChannelHandlerContext context, FullHttpRequest request, Refusal refusal) {
        var status = refusal.equals(Refusal.ORIGIN) ? HttpResponseStatus.FORBIDDEN : HttpResponseStatus.BAD_REQUEST;
        FullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, status, Unpooled.copiedBuffer(refusal.json(), StandardCharsets.UTF_8));
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON);
        send(context, request, response);
    }

    static void preflight(ChannelHandlerContext context, FullHttpRequest request, Origins origins) {
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.NO_CONTENT);
        String origin = request.headers().get(HttpHeaderNames.ORIGIN);
        if (origin != null && origins.shares(origin)) {
            response.headers()
                    .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                    .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true")
                    .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST")
                    .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, "Authorization, Content-Type")
                    .set(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, "600")
                    .set(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN);
        }
        send(context, request, response);
    }

    private static void send(ChannelHandlerContext context, FullHttpRequest request, FullHttpResponse response) {
        request.release();
        response.headers()
                .set(HttpHeaderNames.CONTENT_LENGTH, response.content().readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }
}
