package com.openride.fleet.adapter.socketio;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How sockets are served.
 *
 * @param host the address to listen on
 * @param port 0 to 65535; 0 takes any free one
 * @param rest where every request that is not Socket.IO is relayed to; null answers such requests with 404
 * @param allowedOrigins the web origins that may connect beside the server's own
 * @param trustedProxies addresses or networks in CIDR form whose forwarding headers are believed
 * @param eventsPerSecond how many events one socket may send in a second, locations apart; positive
 * @param locationInterval the limit on a driver's locations, as told to clients
 * @param timing how long everything may take
 */
public record SocketIoConfig(
        String host,
        int port,
        @Nullable InetSocketAddress rest,
        Set<String> allowedOrigins,
        List<String> trustedProxies,
        int eventsPerSecond,
        Duration locationInterval,
        TimingConfig timing) {

    public SocketIoConfig {
        allowedOrigins = Set.copyOf(allowedOrigins);
        trustedProxies = List.copyOf(trustedProxies);
    }

    /** What the wire contract says, on the port, without REST. */
    public static SocketIoConfig on(int port) {
        return new SocketIoConfig(
                "0.0.0.0", port, null, Set.of(), List.of(), 20, Duration.ofSeconds(5), TimingConfig.CONTRACT);
    }

    /** The same, relaying other requests to the address. */
    public SocketIoConfig withRest(InetSocketAddress address) {
        return new SocketIoConfig(
                host, port, address, allowedOrigins, trustedProxies, eventsPerSecond, locationInterval, timing);
    }

    /** The same, listening on the address. */
    public SocketIoConfig withHost(String address) {
        return new SocketIoConfig(
                address, port, rest, allowedOrigins, trustedProxies, eventsPerSecond, locationInterval, timing);
    }

    /** The same, believing these proxies and serving these web origins. */
    public SocketIoConfig withOrigins(Set<String> origins, List<String> proxies) {
        return new SocketIoConfig(host, port, rest, origins, proxies, eventsPerSecond, locationInterval, timing);
    }

    /** The same, with these limits. */
    public SocketIoConfig withLimits(int events, Duration interval) {
        return new SocketIoConfig(host, port, rest, allowedOrigins, trustedProxies, events, interval, timing);
    }

    /** The same, with another timing. */
    public SocketIoConfig withTiming(TimingConfig other) {
        return new SocketIoConfig(
                host, port, rest, allowedOrigins, trustedProxies, eventsPerSecond, locationInterval, other);
    }

    /**
     * How long everything may take.
     *
     * @param pingInterval between two pings
     * @param pingTimeout from a ping to the end of a client that does not answer
     * @param authentication from a connection to its verified token
     * @param firstRequest from a connection to its first complete request
     * @param idle until a connection on which nothing happens is closed, unless it is a WebSocket
     * @param blocked until a client that does not read is cut
     */
    public record TimingConfig(
            Duration pingInterval,
            Duration pingTimeout,
            Duration authentication,
            Duration firstRequest,
            Duration idle,
            Duration blocked) {

        /** What the wire contract says. */
        public static final TimingConfig CONTRACT = new TimingConfig(
                Duration.ofSeconds(25),
                Duration.ofSeconds(20),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(75),
                Duration.ofSeconds(10));
    }
}
