package com.openride.fleet.bootstrap.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.concurrent.TimeUnit;

/** Speaks Engine.IO on one connection; what is of Socket.IO goes to the client. */
final class SocketHandler extends SimpleChannelInboundHandler<TextWebSocketFrame> {

    private final SocketClient client;
    private boolean gone;

    SocketHandler(SocketClient client) {
        this.client = client;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame)
            throws JsonProcessingException {
        Packet packet = Packet.read(frame.text());
        if (packet instanceof Packet.Open open) {
            long silence = open.pingMilliseconds() + open.timeoutMilliseconds();
            context.pipeline().addFirst(new IdleStateHandler(silence, 0, 0, TimeUnit.MILLISECONDS));
            context.writeAndFlush(new TextWebSocketFrame(client.connectPacket()));
        } else if (packet instanceof Packet.Ping) {
            context.writeAndFlush(new TextWebSocketFrame("3"));
        } else if (packet instanceof Packet.Goodbye) {
            context.close();
        } else {
            client.hear(context.channel(), packet);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent) {
            context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        lose("the connection ended");
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        lose(String.valueOf(cause.getMessage()));
        context.close();
    }

    private void lose(String why) {
        if (!gone) {
            gone = true;
            client.lost(why);
        }
    }
}
