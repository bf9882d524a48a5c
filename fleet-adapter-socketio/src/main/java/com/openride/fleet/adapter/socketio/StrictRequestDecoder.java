package com.openride.fleet.adapter.socketio;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;

/** Reads requests, and none about whose end two readers could disagree. */
final class StrictRequestDecoder extends HttpRequestDecoder {

    private static final int MOST_LINE = 4096;
    private static final int MOST_HEADERS = 8192;

    StrictRequestDecoder() {
        super(new HttpDecoderConfig().setMaxInitialLineLength(MOST_LINE).setMaxHeaderSize(MOST_HEADERS));
    }

    /** The library would believe one length and drop the other; a proxy before us may have believed the other. */
    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("both a transfer encoding and a content length");
    }
}
