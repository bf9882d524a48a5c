package com.openride.fleet.adapter.socketio;

import com.corundumstudio.socketio.Configuration;
import com.corundumstudio.socketio.namespace.Namespace;
import com.corundumstudio.socketio.namespace.NamespacesHub;
import com.openride.fleet.application.port.in.UseCases;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The one door to this module: the port on which Socket.IO is served and from which every other request is relayed to
 * REST. Safe for use by many threads.
 */
public final class SocketIoAdapter implements AutoCloseable {

    private static final int BACKLOG = 4096;
    private static final int LOW_WATER = 32 * 1024;
    private static final int HIGH_WATER = 64 * 1024;
    private static final Duration SWEEP = Duration.ofSeconds(1);

    private final EventLoopGroup accepting = new NioEventLoopGroup(1, Workers.named("fleet-socket-accept"));
    private final EventLoopGroup serving = new NioEventLoopGroup(0, Workers.named("fleet-socket-loop"));
    private final Workers workers = new Workers();
    private final Clients clients;
    private final FleetPipeline pipeline;
    private final SocketIoConfig config;
    private final Channel listening;

    private SocketIoAdapter(SocketIoConfig config, UseCases useCases, InstantSource clock) {
        this.config = config;
        this.clients = new Clients(useCases.sessions(), workers);
        this.pipeline = pipeline(useCases, clock);
        this.listening = listen();
    }

    /**
     * Starts serving.
     *
     * @throws IllegalStateException with a message for the operator when the port cannot be had; nothing is left running
     */
    public static SocketIoAdapter start(SocketIoConfig config, UseCases useCases, InstantSource clock) {
        return new SocketIoAdapter(config, useCases, clock);
    }

    /** The port that is listened on. */
    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /**
     * Sends every client away, spread evenly over the time, so that they do not all return elsewhere at once. Returns
     * when all are gone, at the latest when the time is over. That no new ones are let in is up to {@code OpenSession}.
     */
    public void drain(Duration over) {
        List<Client> leaving = List.copyOf(clients.all());
        for (int i = 0; i < leaving.size(); i++) {
            long delay = over.toMillis() * i / leaving.size();
            Later.run(serving.next(), delay, leaving.get(i)::disconnectSoon);
        }
        long deadline = System.nanoTime() + over.toNanos();
        while (clients.size() > 0 && System.nanoTime() < deadline && pause()) {
            clients.sweep(config.timing().blocked());
        }
    }

    /** Stops listening, ends every connection and session, and frees every thread, within about two seconds. */
    @Override
    public void close() {
        listening.close().awaitUninterruptibly(1, TimeUnit.SECONDS);
        clients.all().forEach(client -> {
            client.disconnect();
            clients.gone(client.head().getSessionId());
        });
        workers.close();
        stopLoops();
        pipeline.stop();
    }

    private void stopLoops() {
        accepting.shutdownGracefully(0, 500, TimeUnit.MILLISECONDS);
        serving.shutdownGracefully(100, 1000, TimeUnit.MILLISECONDS);
        accepting.terminationFuture().awaitUninterruptibly(1, TimeUnit.SECONDS);
        serving.terminationFuture().awaitUninterruptibly(2, TimeUnit.SECONDS);
    }

    private boolean pause() {
        return !serving.next()
                .schedule(() -> true, 20, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly()
                .isCancelled();
    }

    private FleetPipeline pipeline(UseCases useCases, InstantSource clock) {
        var tokens = new TokenClock(clock, serving.next());
        Map<String, EventHandler> handlers = new HashMap<>();
        handlers.putAll(new DriverEvents(useCases.locations(), useCases.availability(), clock).handlers());
        handlers.putAll(new RiderEvents(useCases.following()).handlers());
        handlers.putAll(new AuthEvents(useCases.sessions(), tokens).handlers());
        var conversation = new Conversation(
                useCases.sessions(), workers, new EventDispatch(handlers), tokens, clock, config.locationInterval());
        var origins = new Origins(config.allowedOrigins());
        var proxies = new TrustedProxies(config.trustedProxies());
        var gate = new SessionGate(new HttpPrecheck(origins, clients), origins, clients, conversation);
        var registrar = new Registrar(
                clients,
                workers,
                proxies,
                config.eventsPerSecond(),
                config.timing().authentication());
        return new FleetPipeline(gate, registrar, proxies, config);
    }

    private Channel listen() {
        Configuration library = LibrarySettings.of(config);
        var namespaces = new NamespacesHub(library);
        Namespace main = namespaces.create(Namespace.DEFAULT_NAME);
        main.addDisconnectListener(client -> clients.gone(client.getSessionId()));
        pipeline.start(library, namespaces);
        long pause = SWEEP.toMillis();
        Later.every(serving.next(), pause, () -> clients.sweep(config.timing().blocked()));
        ChannelFuture bound = new ServerBootstrap()
                .group(accepting, serving)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(LOW_WATER, HIGH_WATER))
                .childHandler(pipeline)
                .bind(config.host(), config.port())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            workers.close();
            stopLoops();
            pipeline.stop();
            throw new IllegalStateException("cannot listen on " + config.host() + ":" + config.port() + ": "
                    + bound.cause().getMessage());
        }
        return bound.channel();
    }
}
