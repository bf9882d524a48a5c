package com.openride.fleet.adapter.socketio;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import java.util.ArrayList;
import java.util.List;

/** Turns the backend's responses into bytes. Stands in no pipeline, since the library looks for the encoder in its own. */
final class ResponseBytes extends HttpResponseEncoder {

    private boolean toHead;

    /** The next response answers this method; one to HEAD has no body, whatever its headers say. */
    void answering(HttpMethod method) {
        toHead = method.equals(HttpMethod.HEAD);
    }

    /** The bytes of the next part of a response, which the encoder releases. */
    List<Object> of(ChannelHandlerContext ctx, HttpObject part) throws Exception {
        var bytes = new ArrayList<>();
        encode(ctx, part, bytes);
        return bytes;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpResponse response) {
        return toHead || super.isContentAlwaysEmpty(response);
    }
}
