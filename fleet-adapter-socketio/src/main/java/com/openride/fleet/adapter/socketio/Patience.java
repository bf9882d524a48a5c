package com.openride.fleet.adapter.socketio;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes an HTTP connection that takes too long, counted from the beginning of each phase and not from the last byte, so
 * that nobody holds a connection by dripping. Used on the channel's event loop alone.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails ends the channel, and that is heard of.
final class Patience extends ChannelInboundHandlerAdapter {

    private static final Duration FIRST_BYTE = Duration.ofSeconds(5);
    private static final Duration HEADERS = Duration.ofSeconds(8);
    private static final Duration BODY = Duration.ofSeconds(15);
    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final Duration SLACK = Duration.ofSeconds(15);

    private final Channel channel;
    private final Duration answer;
    private @Nullable Future<?> end;
    private boolean between = true;

    /**
     * Waits for the first byte once the channel is active.
     *
     * @param longPoll how long the answer to a poll may take
     */
    Patience(Channel channel, Duration longPoll) {
        this.channel = channel;
        this.answer = longPoll.plus(SLACK);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        waitFor(FIRST_BYTE);
        ctx.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (between) {
            between = false;
            waitFor(HEADERS);
        }
        ctx.fireChannelRead(message);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        stop();
        ctx.fireChannelInactive();
    }

    /** The headers are there. */
    void body() {
        between = false;
        waitFor(BODY);
    }

    /** The whole request is there. */
    void answer() {
        waitFor(answer);
    }

    /** The answer has been given. */
    void idle() {
        between = true;
        waitFor(IDLE);
    }

    /** This is no HTTP connection any more. */
    void stop() {
        if (end != null) {
            end.cancel(false);
        }
    }

    private void waitFor(Duration most) {
        stop();
        end = channel.eventLoop().schedule(() -> channel.close(), most.toMillis(), TimeUnit.MILLISECONDS);
    }
}
