package com.openride.fleet.bootstrap.client;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Says what a server of Socket.IO says, word by word, and remembers every frame it hears. */
final class ScriptedServer implements AutoCloseable {

    private final EventLoopGroup loop = new NioEventLoopGroup(1);
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final Channel listening;

    ScriptedServer() {
        listening = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childHandler(new Initializer())
                .bind("127.0.0.1", 0)
                .syncUninterruptibly()
                .channel();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + ((InetSocketAddress) listening.localAddress()).getPort());
    }

    List<String> heard() {
        return heard;
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }

    private final class Initializer extends ChannelInitializer<Channel> {

        @Override
        protected void initChannel(Channel channel) {
            channel.pipeline()
                    .addLast(
                            new HttpServerCodec(),
                            new HttpObjectAggregator(8192),
                            new WebSocketServerProtocolHandler("/socket.io/", true),
                            new Script());
        }
    }

    private final class Script extends SimpleChannelInboundHandler<TextWebSocketFrame> {

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof HandshakeComplete) {
                say(context, "0{\"sid\":\"a\",\"upgrades\":[],\"pingInterval\":25000,\"pingTimeout\":20000}");
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
            String text = frame.text();
            heard.add(text);
            if (text.startsWith("40")) {
                say(
                        context,
                        text.contains("forged")
                                ? "44{\"message\":\"no\",\"data\":{\"code\":\"AUTHENTICATION_FAILED\"}}"
                                : "40{\"sid\":\"b\"}");
            } else if (text.startsWith("421[\"ask\"")) {
                say(
                        context,
                        "431[{\"ok\":false,\"error\":{\"code\":\"INVALID_PAYLOAD\",\"details\":{\"field\":\"x\"}}}]");
            } else if (text.contains("\"ping me\"")) {
                say(context, "2");
            } else if (text.contains("\"tell me\"")) {
                say(context, "42[\"told\",{\"word\":\"now\"}]");
            } else if (text.contains("\"leave me\"")) {
                context.close();
            }
        }

        private void say(ChannelHandlerContext context, String text) {
            context.writeAndFlush(new TextWebSocketFrame(text));
        }
    }
}
