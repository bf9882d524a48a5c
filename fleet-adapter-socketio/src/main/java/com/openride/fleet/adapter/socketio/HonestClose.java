package com.openride.fleet.adapter.socketio;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;

/**
 * Mends the head of every Socket.IO response: the library promises to keep connections alive and then closes them, which
 * pooled clients and proxies see as a reset; and it sets a cookie that nobody needs.
 */
@Sharable
@SuppressWarnings("FutureReturnValueIgnored") // What fails ends the channel, and that is heard of.
final class HonestClose extends ChannelOutboundHandlerAdapter {

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response
                && !response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            mend(ctx, response);
        }
        ctx.write(message, promise);
    }

    private static void mend(ChannelHandlerContext ctx, HttpResponse response) {
        HttpHeaders headers = response.headers();
        headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        headers.remove(HttpHeaderNames.SET_COOKIE);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
        if (!HttpHeaderValues.APPLICATION_JSON.contentEquals(
                String.valueOf(headers.get(HttpHeaderNames.CONTENT_TYPE)))) {
            headers.set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=UTF-8");
        }
        if (!HttpUtil.isContentLengthSet(response) && !HttpUtil.isTransferEncodingChunked(response)) {
            HttpUtil.setContentLength(response, 0);
        }
        Cors.answer(ctx.channel(), headers);
    }
}
