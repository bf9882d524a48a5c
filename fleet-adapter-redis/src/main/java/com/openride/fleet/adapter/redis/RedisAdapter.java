package com.openride.fleet.adapter.redis;

import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The one door to this module. So far it only looks at Redis, for the doctor: what several instances share comes with
 * them. Safe for use by many threads.
 */
public final class RedisAdapter {

    private static final int MILLISECONDS = 2000;

    private RedisAdapter() {}

    /**
     * Looks whether every node answers. Blocks for a few seconds for each at most and changes nothing.
     *
     * @return what is wrong, each with what to do about it; empty when all is well
     */
    public static List<String> examine(RedisConfig config) {
        var client = DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis(MILLISECONDS)
                .socketTimeoutMillis(MILLISECONDS)
                .sslOptions(config.tls() ? SslOptions.defaults() : null)
                .user(config.user())
                .password(config.password())
                .build();
        List<String> findings = new ArrayList<>();
        for (RedisConfig.Node node : config.nodes()) {
            try (var redis = new Jedis(new HostAndPort(node.host(), node.port()), client)) {
                redis.ping();
            } catch (JedisException e) {
                findings.add(node.host() + ":" + node.port() + " does not answer; check host, port, password and TLS");
            }
        }
        return findings;
    }
}
