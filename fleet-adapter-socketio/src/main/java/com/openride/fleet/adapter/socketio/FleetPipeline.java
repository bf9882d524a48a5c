package com.openride.fleet.adapter.socketio;

import com.corundumstudio.socketio.SocketIOChannelInitializer;
import com.corundumstudio.socketio.handler.ClientHead;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;

/** The library's pipeline with our guards in it. */
final class FleetPipeline extends SocketIOChannelInitializer {

    private final ServerContext context;
    private final HonestClose honestClose = new HonestClose();
    private final SessionGate gate;
    private final SessionBirth birth;

    FleetPipeline(ServerContext context) {
        this.context = context;
        this.gate = new SessionGate(context);
        this.birth = new SessionBirth(context);
    }

    @Override
    protected void addSocketioHandlers(ChannelPipeline pipeline) {
        super.addSocketioHandlers(pipeline);
        Channel channel = pipeline.channel();
        var patience = new Patience(channel, context.config().timing().patience());
        pipeline.replace(HTTP_REQUEST_DECODER, HTTP_REQUEST_DECODER, new StrictRequestDecoder());
        pipeline.addFirst("patience", patience);
        pipeline.addAfter(HTTP_REQUEST_DECODER, "restRouter", new RestRouter(context.config(), patience));
        pipeline.addAfter(HTTP_ENCODER, "honestClose", honestClose);
        pipeline.addBefore(PACKET_HANDLER, "sessionGate", gate);
        pipeline.addAfter(AUTHORIZE_HANDLER, "sessionBirth", birth);
    }

    /** The one place that every end of every connection passes, whatever the reason and the thread. */
    @Override
    public void onDisconnect(ClientHead head) {
        super.onDisconnect(head);
        Client client = context.clients().find(head);
        if (client != null) {
            client.ended();
        }
    }
}
