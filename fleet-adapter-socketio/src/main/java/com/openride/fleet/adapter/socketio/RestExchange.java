package com.openride.fleet.adapter.socketio;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Requests of one client to the backend and their answers, one at a time. Used on the channel's event loop alone. */
@SuppressWarnings("FutureReturnValueIgnored") // What fails ends the channel, and that is heard of.
final class RestExchange implements RestBackend.Front {

    private final ChannelHandlerContext ctx;
    private final RestRouter router;
    private final InetSocketAddress address;
    private final Forwarding forwarding;
    private ResponseBytes encoder = new ResponseBytes();
    private @Nullable RestBackend backend;
    private boolean sending;
    private boolean answering;
    private boolean begun;
    private boolean informational;
    private boolean lastAsked;
    private boolean last;

    RestExchange(ChannelHandlerContext ctx, RestRouter router, InetSocketAddress address, Forwarding forwarding) {
        this.ctx = ctx;
        this.router = router;
        this.address = address;
        this.forwarding = forwarding;
    }

    /** A request begins; its parts follow by {@link #send}, the head of it first. */
    void begin(HttpRequest request) {
        sending = true;
        answering = true;
        begun = false;
        lastAsked = !HttpUtil.isKeepAlive(request);
        last = lastAsked;
        encoder = new ResponseBytes();
        encoder.answering(request.method());
        forwarding.prepare(request, ctx.channel().remoteAddress());
        if (backend == null) {
            backend = new RestBackend(this);
            backend.connect(address, ctx.channel());
        }
    }

    void send(HttpObject part) {
        if (part instanceof LastHttpContent) {
            sending = false;
        }
        if (backend == null) {
            ReferenceCountUtil.release(part);
        } else {
            backend.write(part);
        }
    }

    /** Whether a request has not been answered to its end. */
    boolean isBusy() {
        return sending || answering;
    }

    boolean hasBegunToAnswer() {
        return begun;
    }

    boolean accepts() {
        return backend != null && backend.accepts();
    }

    /** Goes on reading answers, or pauses while the client does not take them. */
    void read(boolean on) {
        if (backend != null) {
            backend.read(on);
        }
    }

    void close() {
        sending = false;
        answering = false;
        if (backend != null) {
            backend.close();
            backend = null;
        }
    }

    @Override
    public void answered(HttpObject part) {
        boolean end = part instanceof LastHttpContent;
        if (part.decoderResult().isFailure()) {
            ReferenceCountUtil.release(part);
            gone(true);
            return;
        }
        if (part instanceof HttpResponse response) {
            informational = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            begun = begun || !informational;
            last = lastAsked || (!informational && !HttpUtil.isKeepAlive(response));
            Cors.answer(ctx.channel(), response.headers());
        }
        relay(part);
        if (end && !informational) {
            finish();
        }
    }

    @Override
    public void paused() {
        ctx.flush();
    }

    @Override
    public void changed() {
        router.refresh(ctx);
    }

    @Override
    public void gone(boolean connected) {
        if (backend != null) {
            backend.close();
        }
        backend = null;
        if (!isBusy()) {
            return;
        }
        close();
        if (begun) {
            ctx.close();
            return;
        }
        HttpResponseStatus status = connected ? HttpResponseStatus.BAD_GATEWAY : HttpResponseStatus.SERVICE_UNAVAILABLE;
        ctx.writeAndFlush(RawAnswers.problem(status, "UNAVAILABLE", "the service is not reachable, try again"))
                .addListener(ChannelFutureListener.CLOSE);
    }

    private void relay(HttpObject part) {
        try {
            encoder.of(ctx, part).forEach(ctx::write);
        } catch (Exception unencodable) {
            ctx.close();
        }
        if (!ctx.channel().isWritable()) {
            read(false);
        }
    }

    /** An answer that overtakes its request, and one that says so, end the connection. */
    private void finish() {
        answering = false;
        if (sending || last) {
            close();
            ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        } else {
            ctx.flush();
            router.answered(ctx);
        }
    }
}
