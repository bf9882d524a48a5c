package com.openride.fleet.adapter.socketio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.openride.fleet.application.port.in.UseCases;
import com.openride.fleet.application.port.out.Measurements;
import com.openride.fleet.domain.session.Departure;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one port: Socket.IO at {@code /socket.io/}, everything else relayed to the REST backend.
 *
 * <p>Safe for use by many threads. It takes over nothing that it is given; {@link #close} gives back the port and ends every
 * thread that it started.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails ends the channel, and that is heard of.
public final class SocketIoAdapter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SocketIoAdapter.class);
    private static final Duration LAST_ACKS = Duration.ofMillis(2500);

    private final ServerContext context;
    private final PortServer server;
    private final OpsTick tick;

    private SocketIoAdapter(ServerContext context, PortServer server) {
        this.context = context;
        this.server = server;
        this.tick = OpsTick.start(context.clients());
    }

    /**
     * Binds the port and serves from then on.
     *
     * @param measurements where it is noted what waits
     * @throws IllegalStateException when the port cannot be bound; nothing is left behind
     */
    public static SocketIoAdapter start(
            SocketIoConfig config, UseCases useCases, InstantSource clock, Measurements measurements) {
        SocketIoAdapter adapter = start(config, useCases, clock, new FleetDesk(config, useCases, clock));
        adapter.measure(measurements);
        return adapter;
    }

    static SocketIoAdapter start(SocketIoConfig config, UseCases useCases, InstantSource clock, EventDesk desk) {
        var context = new ServerContext(config, useCases, clock, new Workers(config.limits()), new Clients(), desk);
        try {
            return new SocketIoAdapter(context, PortServer.bind(context));
        } catch (IllegalStateException failure) {
            context.workers().close();
            throw failure;
        }
    }

    /**
     * Describes every event as a document of AsyncAPI, in JSON.
     *
     * @param version of what is described
     */
    public static String asyncApi(UseCases useCases, String version) {
        var desk = new FleetDesk(SocketIoConfig.defaults(0), useCases, InstantSource.system());
        try {
            return Json.MAPPER.writeValueAsString(AsyncApi.of(desk.routes(), version));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not a document that can be written", e);
        }
    }

    private void measure(Measurements measurements) {
        measurements.gauge("fleet.queue.depth", workers()::waiting, "queue", "calls");
        measurements.gauge("fleet.queue.depth", workers()::arriving, "queue", "admissions");
        measurements.gauge("fleet.queue.depth", workers()::leaving, "queue", "farewells");
        measurements.gauge("fleet.queue.depth", clients()::waiting, "queue", "sends");
        measurements.gauge("fleet.sockets", clients()::count);
    }

    /** The port that is bound. */
    public int port() {
        return server.port();
    }

    /** How many clients have been let in and are still here. */
    public int connections() {
        return context.clients().open();
    }

    /** Who is there, let in or not. */
    Clients clients() {
        return context.clients();
    }

    /** Where calls run that may block. */
    Workers workers() {
        return context.workers();
    }

    /**
     * Sends every client away, spread evenly over the time, each when its calls have been answered, so that they do not all
     * arrive elsewhere at once. Refuses nobody new: {@code OpenSession} does that. Blocks until all are gone, at most two
     * and a half seconds longer than the time.
     */
    public void drain(Duration over) {
        List<Client> clients = context.clients().all();
        LOG.info("sending {} clients away over {}", clients.size(), over);
        var gone = new CountDownLatch(clients.size());
        long step = over.toMillis() / Math.max(1, clients.size());
        for (int i = 0; i < clients.size(); i++) {
            Client client = clients.get(i);
            client.whenGone(gone::countDown);
            client.loop().schedule(client::leave, i * step, TimeUnit.MILLISECONDS);
        }
        try {
            if (!gone.await(over.plus(LAST_ACKS).toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("{} clients are still here after {}", gone.getCount(), over);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops within about two seconds. Closing twice is harmless. */
    @Override
    public void close() {
        server.stopListening();
        tick.close();
        context.clients().all().forEach(client -> client.hangUp(Departure.SERVER_DRAINING));
        context.workers().close();
        server.close();
    }
}
