package com.openride.fleet.adapter.redis;

import com.openride.fleet.domain.fault.InvalidValue;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where Redis is. Several nodes mean a cluster. Never prints the password.
 *
 * @param nodes host and port of each
 * @param tls whether to speak TLS
 * @param user who we are there; null for the default user
 * @param password null for none
 * @param database which of a single node's numbered databases; 0 in a cluster, which has no other
 * @param mostConnections how many connections to one node may be open at once, at least {@link #FEWEST_CONNECTIONS}
 */
public record RedisConfig(
        List<Node> nodes,
        boolean tls,
        @Nullable String user,
        @Nullable String password,
        int database,
        int mostConnections) {

    /** Below this, what must be quick would wait for what may take long. */
    public static final int FEWEST_CONNECTIONS = 4;

    private static final int DEFAULT_CONNECTIONS = 50;
    private static final int DEFAULT_PORT = 6379;
    private static final int HIGHEST_PORT = 65_535;
    private static final String ALLOWED =
            "must be redis://user:password@host:port/database, or rediss:// for TLS, with commas between hosts";

    public RedisConfig {
        nodes = List.copyOf(nodes);
        if (nodes.size() > 1 && database != 0) {
            throw new InvalidValue("REDIS_URL", "must name no database but 0 for a cluster");
        }
        if (mostConnections < FEWEST_CONNECTIONS) {
            throw new InvalidValue("REDIS_MAX_CONNECTIONS", "must be at least " + FEWEST_CONNECTIONS);
        }
    }

    /** The same Redis with another bound on connections. */
    public RedisConfig withMostConnections(int most) {
        return new RedisConfig(nodes, tls, user, password, database, most);
    }

    /** Whether this is a cluster. */
    public boolean isCluster() {
        return nodes.size() > 1;
    }

    /**
     * One node.
     *
     * @param host its name or address
     * @param port 1 to 65535
     */
    public record Node(String host, int port) {

        public Node {
            if (port < 1 || port > HIGHEST_PORT) {
                throw new InvalidValue("REDIS_URL", "must have ports from 1 to " + HIGHEST_PORT);
            }
        }

        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /**
     * Reads a URL.
     *
     * @param url {@code redis://} or {@code rediss://}, with several hosts separated by commas for a cluster
     * @param otherwise the password if the URL has none
     * @throws InvalidValue naming {@code REDIS_URL}, without repeating what was given
     */
    public static RedisConfig parse(String url, @Nullable String otherwise) {
        boolean tls = url.startsWith("rediss://");
        if (!tls && !url.startsWith("redis://")) {
            throw new InvalidValue("REDIS_URL", ALLOWED);
        }
        String rest = url.substring(url.indexOf("//") + 2);
        int at = rest.lastIndexOf('@');
        String[] place = rest.substring(at + 1).split("/", 2);
        String[] login = at < 0 ? new String[] {""} : rest.substring(0, at).split(":", 2);
        try {
            return new RedisConfig(
                    nodes(place[0]),
                    tls,
                    login[0].isEmpty() ? null : decode(login[0]),
                    login.length > 1 ? decode(login[1]) : otherwise,
                    database(place),
                    DEFAULT_CONNECTIONS);
        } catch (IllegalArgumentException e) {
            throw new InvalidValue("REDIS_URL", ALLOWED);
        }
    }

    @Override
    public String toString() {
        return "RedisConfig(" + nodes + ")";
    }

    private static int database(String[] place) {
        return place.length < 2 || place[1].isEmpty() ? 0 : Integer.parseUnsignedInt(place[1]);
    }

    private static List<Node> nodes(String hosts) {
        List<Node> nodes = new ArrayList<>();
        for (String host : hosts.split(",", -1)) {
            URI uri = URI.create("redis://" + host.strip());
            if (uri.getHost() == null) {
                throw new IllegalArgumentException("no host");
            }
            nodes.add(new Node(uri.getHost(), uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort()));
        }
        return nodes;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
