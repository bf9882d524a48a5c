package com.openride.fleet.adapter.socketio;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the one port is to be served.
 *
 * @param host the address to bind
 * @param port the port to bind, 0 to 65535; 0 means any free one
 * @param rest where everything but {@code /socket.io/} is relayed to; null answers 503 there
 * @param access which browsers and which proxies are trusted
 * @param timing how long things may take
 * @param limits how much one client, and all together, may ask for
 */
public record SocketIoConfig(
        String host, int port, @Nullable InetSocketAddress rest, Access access, Timing timing, Limits limits) {

    public SocketIoConfig {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be from 0 to 65535");
        }
    }

    /** The documented defaults on every address of the machine. */
    public static SocketIoConfig defaults(int port) {
        return new SocketIoConfig("0.0.0.0", port, null, Access.DEFAULT, Timing.DEFAULT, Limits.DEFAULT);
    }

    /** Binds this address alone. */
    public SocketIoConfig withHost(String address) {
        return new SocketIoConfig(address, port, rest, access, timing, limits);
    }

    /** Relays everything but Socket.IO to this address. */
    public SocketIoConfig withRest(@Nullable InetSocketAddress backend) {
        return new SocketIoConfig(host, port, backend, access, timing, limits);
    }

    /** Lets browsers of exactly these origins in, beside those of the server's own. */
    public SocketIoConfig withAllowedOrigins(Set<String> origins) {
        return new SocketIoConfig(host, port, rest, new Access(origins, access.proxies()), timing, limits);
    }

    /**
     * Believes what proxies in these networks say about whom they speak for.
     *
     * @param networks such as {@code 10.0.0.0/8}, {@code ::1/128} or a single address
     * @throws IllegalArgumentException naming the first that is none
     */
    public SocketIoConfig withTrustedProxies(List<String> networks) {
        var trusting = new Access(access.origins(), TrustedProxies.of(networks));
        return new SocketIoConfig(host, port, rest, trusting, timing, limits);
    }

    /** Tells clients how often to send a fix. */
    public SocketIoConfig withLocationInterval(Duration interval) {
        return with(new Timing(
                timing.pingInterval(), timing.pingTimeout(), timing.authDeadline(), timing.expiryLeeway(), interval));
    }

    /** Pings this often, and gives a client up when it has been silent for both together. */
    public SocketIoConfig withHeartbeat(Duration interval, Duration timeout) {
        return with(
                new Timing(interval, timeout, timing.authDeadline(), timing.expiryLeeway(), timing.locationInterval()));
    }

    /** Closes a socket that has not authenticated by then. */
    public SocketIoConfig withAuthDeadline(Duration deadline) {
        return with(new Timing(
                timing.pingInterval(),
                timing.pingTimeout(),
                deadline,
                timing.expiryLeeway(),
                timing.locationInterval()));
    }

    /** Closes a socket so long after its token has expired; 30 seconds, the leeway of tokens, by default. */
    public SocketIoConfig withExpiryLeeway(Duration leeway) {
        return with(new Timing(
                timing.pingInterval(), timing.pingTimeout(), timing.authDeadline(), leeway, timing.locationInterval()));
    }

    /** Takes so many events per second from one socket, fixes aside, which have their own limit. */
    public SocketIoConfig withEventsPerSecond(int events) {
        return with(new Limits(
                events,
                limits.packetBeforeAuth(),
                limits.packetAfterAuth(),
                limits.workers(),
                limits.workerQueue(),
                limits.admissionQueue()));
    }

    /** Runs what may block on so many threads, with so many calls waiting for them at most. */
    public SocketIoConfig withWorkers(int threads, int queue) {
        return with(new Limits(
                limits.eventsPerSecond(),
                limits.packetBeforeAuth(),
                limits.packetAfterAuth(),
                threads,
                queue,
                limits.admissionQueue()));
    }

    /**
     * Has so many newcomers wait to be let in, and refuses those beyond with SERVER_BUSY. 16,384 by default: clients of
     * Socket.IO do not come back by themselves after a refusal, and after a restart all come at once.
     */
    public SocketIoConfig withNewcomers(int most) {
        return with(new Limits(
                limits.eventsPerSecond(),
                limits.packetBeforeAuth(),
                limits.packetAfterAuth(),
                limits.workers(),
                limits.workerQueue(),
                most));
    }

    private SocketIoConfig with(Timing other) {
        return new SocketIoConfig(host, port, rest, access, other, limits);
    }

    private SocketIoConfig with(Limits other) {
        return new SocketIoConfig(host, port, rest, access, timing, other);
    }
}
