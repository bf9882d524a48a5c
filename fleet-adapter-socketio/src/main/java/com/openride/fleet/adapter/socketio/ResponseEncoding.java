package com.openride.fleet.adapter.socketio;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponseEncoder;
import java.util.ArrayList;
import java.util.List;

/** Turns answers into bytes before the library's own encoder, which stands behind the router, could see them. */
final class ResponseEncoding extends HttpResponseEncoder {

    /** Writes a whole answer. */
    static ChannelFuture write(ChannelHandlerContext context, HttpObject whole) {
        ChannelFuture written = new ResponseEncoding().writePart(context, whole);
        context.flush();
        return written;
    }

    /** Writes a part of an answer; the parts of one answer go through one encoding, in order. */
    ChannelFuture writePart(ChannelHandlerContext context, HttpObject part) {
        List<Object> bytes = new ArrayList<>();
        try {
            encode(context, part, bytes);
        } catch (Exception e) {
            return context.newFailedFuture(e);
        }
        ChannelFuture written = context.newSucceededFuture();
        for (Object some : bytes) {
            written = context.write(some);
        }
        return written;
    }
}
