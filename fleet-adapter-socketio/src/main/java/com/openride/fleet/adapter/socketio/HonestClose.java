package com.openride.fleet.adapter.socketio;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.AttributeKey;
import org.jspecify.annotations.Nullable;

/**
 * Says that the connection closes, which the library does after every long-polling answer while promising to keep it,
 * so that pooled clients and proxies would use it again and fail. Adds what browsers of other origins need to see.
 */
@Sharable
final class HonestClose extends ChannelOutboundHandlerAdapter {

    private static final AttributeKey<String> ORIGIN = AttributeKey.valueOf("fleet.sharedOrigin");

    /** Notes that the answer on this channel may be read by pages of the origin. */
    static void share(Channel channel, String origin) {
        channel.attr(ORIGIN).set(origin);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response
                && !HttpResponseStatus.SWITCHING_PROTOCOLS.equals(response.status())) {
            mend(response, context.channel().attr(ORIGIN).get());
        }
        context.write(message, promise);
    }

    private static void mend(HttpResponse response, @Nullable String origin) {
        HttpHeaders headers = response.headers();
        headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        headers.remove(HttpHeaderNames.SET_COOKIE);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE);
        boolean sized =
                headers.contains(HttpHeaderNames.CONTENT_LENGTH) || HttpUtil.isTransferEncodingChunked(response);
        if (!sized && !(response instanceof FullHttpResponse)) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, 0);
        }
        if (origin != null) {
            headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            headers.set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
            headers.add(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN);
        }
    }
}
