package com.openride.fleet.adapter.redis;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.SslOptions;

/** How this service speaks to Redis: with short patience, since whoever waits here could decide without Redis. */
final class ClientSettings {

    /** How long a command may take. A healthy Redis needs well below a millisecond. */
    static final int PATIENCE_MILLIS = 500;

    private static final Duration WAIT_FOR_CONNECTION = Duration.ofMillis(250);

    private ClientSettings() {}

    static JedisClientConfig of(RedisConfig config, int patienceMillis) {
        return DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis(patienceMillis)
                .socketTimeoutMillis(patienceMillis)
                .sslOptions(config.tls() ? SslOptions.defaults() : null)
                .user(config.user())
                .password(config.password())
                .database(config.database())
                .build();
    }

    static Set<HostAndPort> addresses(RedisConfig config) {
        return config.nodes().stream()
                .map(node -> new HostAndPort(node.host(), node.port()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Jedis alone would keep 8 connections and wait for one without end. */
    static ConnectionPoolConfig pool(RedisConfig config) {
        var pool = new ConnectionPoolConfig();
        pool.setMaxTotal(config.mostConnections());
        pool.setMaxIdle(config.mostConnections());
        pool.setMaxWait(WAIT_FOR_CONNECTION);
        pool.setJmxEnabled(false);
        return pool;
    }
}
