package com.openride.fleet.adapter.socketio;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Whole responses in bytes, for where no encoder stands in the pipeline. Each ends the connection. */
final class RawAnswers {

    private RawAnswers() {}

    /** An answer in the form of RFC 9457. */
    static ByteBuf problem(HttpResponseStatus status, String code, String detail) {
        String body = "{\"type\":\"about:blank\",\"title\":\"" + status.reasonPhrase() + "\",\"status\":"
                + status.code() + ",\"detail\":\"" + detail + "\",\"code\":\"" + code
                + "\",\"correlationId\":\"" + UUID.randomUUID() + "\"}";
        String head = "HTTP/1.1 " + status.code() + " " + status.reasonPhrase()
                + "\r\nContent-Type: application/problem+json\r\nContent-Length: " + body.length()
                + extra(status) + "\r\nConnection: close\r\n\r\n";
        return Unpooled.copiedBuffer(head + body, StandardCharsets.US_ASCII);
    }

    /** An answer without a body, to the page that asked. */
    static ByteBuf head(Channel channel, HttpResponse response) {
        Cors.answer(channel, response.headers());
        var text = new StringBuilder("HTTP/1.1 " + response.status() + "\r\n");
        response.headers()
                .forEach(header -> text.append(header.getKey())
                        .append(": ")
                        .append(header.getValue())
                        .append("\r\n"));
        return Unpooled.copiedBuffer(text + "Connection: close\r\n\r\n", StandardCharsets.US_ASCII);
    }

    private static String extra(HttpResponseStatus status) {
        if (status.equals(HttpResponseStatus.METHOD_NOT_ALLOWED)) {
            return "\r\nAllow: GET, HEAD, POST, PATCH, PUT, DELETE, OPTIONS";
        }
        return status.equals(HttpResponseStatus.SERVICE_UNAVAILABLE) ? "\r\nRetry-After: 1" : "";
    }
}
