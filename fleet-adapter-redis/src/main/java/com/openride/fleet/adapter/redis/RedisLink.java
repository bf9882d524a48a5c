package com.openride.fleet.adapter.redis;

import com.openride.fleet.application.port.out.Measurements;
import com.openride.fleet.application.port.out.Measurements.Amount;
import com.openride.fleet.application.port.out.Measurements.Timing;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.fault.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
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
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * The way to Redis, with a circuit breaker: after a few failures in a row nobody waits for Redis any more, until a thread
 * of this link's own has found it well again. Safe for use by many threads; blocks, for a few hundred milliseconds at
 * most.
 */
final class RedisLink implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
    private static final Duration PROBE_PAUSE = Duration.ofMillis(250);
    private static final Duration TOPOLOGY_PAUSE = Duration.ofSeconds(5);
    private static final int MOST_FAILURES = 3;
    private static final int MOST_HOPS = 2;
    private static final int MOST_NODES_AT_ONCE = 4;

    private final JedisClientConfig settings;
    private final Supplier<Connection> listening;
    private final boolean owned;
    private final Channels channels;
    private final UnifiedJedis client;
    private final @Nullable RedisClusterClient cluster;
    private final ExecutorService nodes = Executors.newFixedThreadPool(MOST_NODES_AT_ONCE, RedisLink::thread);
    private final List<Script> scripts;
    private final Timing asked;
    private final Amount together;
    private final List<Runnable> whenBack = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    /** Counted apart, since in a cluster those who ask another node go on having success. */
    private final AtomicInteger probeFailures = new AtomicInteger();

    private final AtomicLong beginnings = new AtomicLong();
    private final Loop probe;
    private volatile boolean up;

    /**
     * Goes to Redis, which need not be there yet.
     *
     * @param scripts what Redis is to know before it counts as there
     * @param measurements where it is noted how long Redis takes
     */
    RedisLink(RedisConfig config, List<Script> scripts, Measurements measurements) {
        this.scripts = scripts;
        asked = measurements.timing("fleet.redis.requests");
        together = measurements.amount("fleet.batch.size", "of", "commands");
        settings = ClientSettings.of(config, ClientSettings.PATIENCE_MILLIS);
        HostAndPort first = ClientSettings.addresses(config).iterator().next();
        listening = () -> new Connection(first, settings);
        owned = true;
        channels = Channels.of(config);
        cluster = config.isCluster() ? cluster(config) : null;
        client = cluster == null ? single(first, config) : cluster;
        probe();
        probe = Loop.start("fleet-redis-probe", PROBE_PAUSE, this::probe);
    }

    /**
     * Goes to a single Redis by somebody else's client, which stays theirs. How long one waits for it is theirs to say.
     *
     * @param scripts what Redis is to know before it counts as there
     * @param measurements where it is noted how long Redis takes
     */
    RedisLink(RedisClient given, List<Script> scripts, Measurements measurements) {
        this.scripts = scripts;
        asked = measurements.timing("fleet.redis.requests");
        together = measurements.amount("fleet.batch.size", "of", "commands");
        settings = DefaultJedisClientConfig.builder().build();
        listening = () -> given.getPool().getResource();
        owned = false;
        channels = Channels.single();
        cluster = null;
        client = given;
        probe();
        probe = Loop.start("fleet-redis-probe", PROBE_PAUSE, this::probe);
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

    /** Whether Redis is there, as far as is known. Never blocks. */
    boolean isUp() {
        return up;
    }

    /** How often Redis has been found to be there. */
    long beginnings() {
        return beginnings.get();
    }

    /** Runs the work, on the link's own thread, each time Redis is there again. */
    void whenBack(Runnable work) {
        whenBack.add(work);
    }

    /**
     * Asks Redis.
     *
     * @throws FleetException UNAVAILABLE when it is away; it may have done what was asked all the same
     */
    <T> T call(Function<UnifiedJedis, T> work) {
        if (!up) {
            throw away();
        }
        long start = System.nanoTime();
        try {
            T result = work.apply(client);
            failures.set(0);
            return result;
        } catch (JedisNoScriptException e) {
            throw e;
        } catch (JedisException e) {
            failed(e);
            throw away();
        } finally {
            asked.took(Duration.ofNanos(System.nanoTime() - start));
        }
    }

    /** Sends the commands together, and settles or fails each. Those on one key are done in their order. */
    void run(List<? extends Command> commands) {
        if (commands.isEmpty()) {
            return;
        }
        together.was(commands.size());
        List<Command> sent = new ArrayList<>(commands.size());
        try {
            call(redis -> pipelined(commands, sent));
        } catch (FleetException away) {
            commands.forEach(Command::fail);
            return;
        }
        sent.forEach(command -> command.settle(this));
    }

    private boolean pipelined(List<? extends Command> commands, List<Command> sent) {
        try (AbstractPipeline pipeline = cluster == null ? client.pipelined() : cluster.pipelined(nodes)) {
            commands.forEach(command -> send(command, pipeline, sent));
            pipeline.sync();
            return true;
        }
    }

    /** A node of a cluster that is away fails its own commands and no others. */
    private void send(Command command, AbstractPipeline pipeline, List<Command> sent) {
        try {
            command.send(pipeline);
            sent.add(command);
        } catch (JedisException e) {
            if (cluster == null) {
                throw e;
            }
            failed(e);
            command.fail();
        }
    }

    /** Notes that Redis did not do what it was asked. */
    void failed(JedisException failure) {
        failed(failures, failure);
    }

    private void failed(AtomicInteger count, JedisException failure) {
        if (count.incrementAndGet() >= MOST_FAILURES && up) {
            up = false;
            LOG.warn("Redis is away; this instance goes on alone: {}", failure.getMessage());
            forgetConnections();
        }
    }

    @Override
    public void close() {
        probe.close();
        up = false;
        nodes.shutdown();
        if (owned) {
            client.close();
        }
    }

    private void probe() {
        try {
            // Every part of a cluster must answer: limits that hold for some drivers only are none.
            IntStream.range(0, channels.buckets()).forEach(bucket -> client.exists(channels.key(bucket)));
            probeFailures.set(0);
            if (!up) {
                welcome();
            }
        } catch (JedisException e) {
            failed(probeFailures, e);
            forgetConnections();
            lookAround();
        }
    }

    /** Another node may have taken over. */
    private void lookAround() {
        try {
            if (cluster != null) {
                cluster.refreshClusterTopology();
            }
        } catch (JedisException e) {
            LOG.debug("no node tells of the others: {}", e.getMessage());
        }
    }

    private void welcome() {
        scripts.forEach(this::load);
        failures.set(0);
        beginnings.incrementAndGet();
        up = true;
        LOG.info("Redis is there");
        whenBack.forEach(Runnable::run);
    }

    private void load(Script script) {
        for (int bucket = 0; bucket < channels.buckets(); bucket++) {
            client.scriptLoad(script.text(), channels.key(bucket));
        }
    }

    /** Those that lie idle are as broken as the one that failed, and would fail one caller after the other. */
    private void forgetConnections() {
        if (cluster != null) {
            cluster.getClusterNodes().values().forEach(ConnectionPool::clear);
        } else if (client instanceof RedisClient single) {
            single.getPool().clear();
        }
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "fleet-redis-node");
        thread.setDaemon(true);
        return thread;
    }

    private static Refused away() {
        return new Refused(FaultCode.UNAVAILABLE, "Redis is away");
    }
}
