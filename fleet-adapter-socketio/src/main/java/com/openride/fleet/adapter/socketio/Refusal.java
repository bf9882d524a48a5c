package com.openride.fleet.adapter.socketio;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;

/**
 * Why a request opens no session, in the words of Engine.IO.
 *
 * @param status of the response
 * @param code the number that Engine.IO gives it
 * @param message what Engine.IO calls it
 */
record Refusal(HttpResponseStatus status, int code, String message) {

    static final Refusal TRANSPORT = bad(0, "Transport unknown");
    static final Refusal SESSION = bad(1, "Session ID unknown");
    static final Refusal METHOD = bad(2, "Bad handshake method");
    static final Refusal REQUEST = bad(3, "Bad request");
    static final Refusal ORIGIN = new Refusal(HttpResponseStatus.FORBIDDEN, 4, "Forbidden");
    static final Refusal VERSION = bad(5, "Unsupported protocol version");

    FullHttpResponse response() {
        byte[] body = ("{\"code\":" + code + ",\"message\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8);
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
        response.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json");
        HttpUtil.setContentLength(response, body.length);
        return response;
    }

    private static Refusal bad(int code, String message) {
        return new Refusal(HttpResponseStatus.BAD_REQUEST, code, message);
    }
}
