package com.openride.fleet.adapter.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisException;

/** Looks whether Redis could serve a fleet. */
final class Examination {

    private static final int MILLISECONDS = 2000;
    /** The first with sharded publish and subscribe, without which a cluster sends everything everywhere. */
    private static final int OLDEST_VERSION = 7;

    private Examination() {}

    /** What is wrong with each node, and what to do about it. Blocks for a few seconds for each at most. */
    static List<String> of(RedisConfig config) {
        JedisClientConfig client = ClientSettings.of(config, MILLISECONDS);
        List<String> findings = new ArrayList<>();
        for (RedisConfig.Node node : config.nodes()) {
            examine(node, client, config.isCluster()).ifPresent(words -> findings.add(node + " " + words));
        }
        return findings;
    }

    /** The same of a single Redis behind somebody else's client. */
    static List<String> of(RedisClient client) {
        try {
            return judge(client.info("server"), false).map(words -> "behind the client given " + words).stream()
                    .toList();
        } catch (JedisException e) {
            return List.of("behind the client given does not answer as it should; check how the client is set up");
        }
    }

    private static Optional<String> examine(RedisConfig.Node node, JedisClientConfig client, boolean asCluster) {
        try (var redis = new Jedis(new HostAndPort(node.host(), node.port()), client)) {
            redis.ping();
            return judge(redis.info("server"), asCluster);
        } catch (JedisAccessControlException e) {
            return Optional.of("refuses the login; check user and password in REDIS_URL, or REDIS_PASSWORD");
        } catch (JedisException e) {
            return Optional.of("does not answer as it should; check host, port and TLS in REDIS_URL");
        }
    }

    private static Optional<String> judge(String info, boolean asCluster) {
        int version = Integer.parseInt(value(info, "redis_version").replaceAll("\\D.*", ""));
        boolean isCluster = value(info, "redis_mode").equals("cluster");
        if (version < OLDEST_VERSION) {
            return Optional.of("is older than Redis " + OLDEST_VERSION + "; use a newer server");
        }
        if (asCluster && !isCluster) {
            return Optional.of("is no node of a cluster; name one host alone, or set up a cluster");
        }
        if (isCluster && !asCluster) {
            return Optional.of("is a node of a cluster; name several of its hosts, with commas between them");
        }
        return Optional.empty();
    }

    private static String value(String info, String name) {
        return info.lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("0");
    }
}
