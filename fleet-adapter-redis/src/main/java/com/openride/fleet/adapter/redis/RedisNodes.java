package com.openride.fleet.adapter.redis;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/** The connections to Redis: to one node, to a cluster, or those of somebody else's client. Safe for use by many threads. */
final class RedisNodes implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RedisNodes.class);
    private static final Duration TOPOLOGY_PAUSE = Duration.ofSeconds(5);
    private static final int MOST_HOPS = 2;
    private static final int MOST_NODES_AT_ONCE = 4;

    private final JedisClientConfig settings;
    private final Supplier<Connection> listening;
    private final boolean owned;
    private final Channels channels;
    private final UnifiedJedis client;
    private final @Nullable RedisClusterClient cluster;
    private final ExecutorService threads = Executors.newFixedThreadPool(MOST_NODES_AT_ONCE, RedisNodes::thread);

    /** Those of an address; none need be there yet. */
    RedisNodes(RedisConfig config) {
        settings = ClientSettings.of(config, ClientSettings.PATIENCE_MILLIS);
        HostAndPort first = ClientSettings.addresses(config).iterator().next();
        listening = () -> new Connection(first, settings);
        owned = true;
        channels = Channels.of(config);
        cluster = config.isCluster() ? cluster(config) : null;
        client = cluster == null ? single(first, config) : cluster;
    }

    /** A single Redis by somebody else's client, which stays theirs. How long one waits for it is theirs to say. */
    RedisNodes(RedisClient given) {
        settings = DefaultJedisClientConfig.builder().build();
        listening = () -> given.getPool().getResource();
        owned = false;
        channels = Channels.single();
        cluster = null;
        client = given;
    }

    private RedisClient single(HostAndPort first, RedisConfig config) {
        return RedisClient.builder()
                .hostAndPort(first)
                .clientConfig(settings)
                .poolConfig(ClientSettings.pool(config))
                .build();
    }

    private RedisClusterClient cluster(RedisConfig config) {
        return RedisClusterClient.builder()
                .nodes(ClientSettings.addresses(config))
                .clientConfig(settings)
                .poolConfig(ClientSettings.pool(config))
                .maxAttempts(MOST_HOPS)
                .maxTotalRetriesDuration(Duration.ofMillis(ClientSettings.PATIENCE_MILLIS))
                .topologyRefreshPeriod(TOPOLOGY_PAUSE)
                .build();
    }

    /** What channels are called here. */
    Channels channels() {
        return channels;
    }

    /** Whoever asks any of them. */
    UnifiedJedis client() {
        return client;
    }

    boolean isCluster() {
        return cluster != null;
    }

    /** Sends many commands together; to be closed by the caller. */
    AbstractPipeline pipeline() {
        return cluster == null ? client.pipelined() : cluster.pipelined(threads);
    }

    /**
     * Where to listen to a bucket.
     *
     * @param channel one in the bucket that is always to be listened to
     * @param beat says something on that channel; must not block
     */
    Subscription.Place place(int bucket, String channel, Runnable beat) {
        RedisClusterClient of = cluster;
        return of == null
                ? new Subscription.Place(channel, listening, PlainEar::new)
                : new Subscription.Place(
                        channel,
                        () -> new Connection(owner(of, channels.slot(bucket)), settings),
                        heard -> new ShardedEar(heard, beat));
    }

    private static HostAndPort owner(RedisClusterClient cluster, int slot) {
        cluster.refreshClusterTopology();
        try (Connection connection = cluster.getConnectionFromSlot(slot)) {
            return connection.getHostAndPort();
        }
    }

    /** Another node may have taken over. */
    void lookAround() {
        try {
            if (cluster != null) {
                cluster.refreshClusterTopology();
            }
        } catch (JedisException e) {
            LOG.debug("no node tells of the others: {}", e.getMessage());
        }
    }

    /** Those that lie idle are as broken as the one that failed, and would fail one caller after the other. */
    void forgetConnections() {
        if (cluster != null) {
            cluster.getClusterNodes().values().forEach(ConnectionPool::clear);
        } else if (client instanceof RedisClient single) {
            single.getPool().clear();
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        if (owned) {
            client.close();
        }
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "fleet-redis-node");
        thread.setDaemon(true);
        return thread;
    }
}
