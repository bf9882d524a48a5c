package com.openride.fleet.adapter.socketio;

import com.corundumstudio.socketio.SocketIOChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The library's pipeline with our handlers in it; the only place where both meet. */
final class FleetPipeline extends SocketIOChannelInitializer {

    private final SessionGate gate;
    private final Registrar registrar;
    private final TrustedProxies proxies;
    private final SocketIoConfig config;
    private final HonestClose honestClose = new HonestClose();

    FleetPipeline(SessionGate gate, Registrar registrar, TrustedProxies proxies, SocketIoConfig config) {
        this.gate = gate;
        this.registrar = registrar;
        this.proxies = proxies;
        this.config = config;
    }

    @Override
    protected void addSocketioHandlers(ChannelPipeline pipeline) {
        super.addSocketioHandlers(pipeline);
        @Nullable InetSocketAddress rest = config.rest();
        long idle = config.timing().idle().toMillis();
        pipeline.addBefore(HTTP_AGGREGATOR, "idle", new IdleStateHandler(0, 0, idle, TimeUnit.MILLISECONDS));
        pipeline.addBefore(
                HTTP_AGGREGATOR,
                "connectionTimes",
                new ConnectionTimes(config.timing().firstRequest()));
        pipeline.addBefore(HTTP_AGGREGATOR, "restRouter", new RestRouter(rest, proxies));
        pipeline.addBefore(PACKET_HANDLER, "honestClose", honestClose);
        pipeline.addBefore(PACKET_HANDLER, "sessionGate", gate);
        pipeline.addAfter(AUTHORIZE_HANDLER, "registrar", registrar);
    }
}
