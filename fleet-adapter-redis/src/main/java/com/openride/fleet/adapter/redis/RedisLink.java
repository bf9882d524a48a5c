package com.openride.fleet.adapter.redis;

import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.fault.Refused;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
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
    private static final int MOST_FAILURES = 3;

    private final RedisClient client;
    private final List<Script> scripts;
    private final List<Runnable> whenBack = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final Loop probe;
    private volatile boolean up;

    /**
     * Goes to Redis, which need not be there yet.
     *
     * @param scripts what Redis is to know before it counts as there
     */
    RedisLink(RedisConfig config, List<Script> scripts) {
        this.scripts = scripts;
        RedisConfig.Node node = config.nodes().get(0);
        client = RedisClient.builder()
                .hostAndPort(new HostAndPort(node.host(), node.port()))
                .clientConfig(ClientSettings.of(config, ClientSettings.PATIENCE_MILLIS))
                .poolConfig(ClientSettings.pool(config))
                .build();
        probe();
        probe = Loop.start("fleet-redis-probe", PROBE_PAUSE, this::probe);
    }

    /** Whether Redis is there, as far as is known. Never blocks. */
    boolean isUp() {
        return up;
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
        try {
            T result = work.apply(client);
            failures.set(0);
            return result;
        } catch (JedisNoScriptException e) {
            throw e;
        } catch (JedisException e) {
            failed(e);
            throw away();
        }
    }

    /** Sends the commands together, and settles or fails each. */
    void run(List<? extends Command> commands) {
        if (commands.isEmpty()) {
            return;
        }
        try {
            call(redis -> pipelined(redis, commands));
        } catch (FleetException away) {
            commands.forEach(Command::fail);
            return;
        }
        commands.forEach(command -> command.settle(this));
    }

    private static boolean pipelined(UnifiedJedis redis, List<? extends Command> commands) {
        try (AbstractPipeline pipeline = redis.pipelined()) {
            commands.forEach(command -> command.send(pipeline));
            pipeline.sync();
            return true;
        }
    }

    /** Notes that Redis did not do what it was asked. */
    void failed(JedisException failure) {
        if (failures.incrementAndGet() >= MOST_FAILURES && up) {
            up = false;
            LOG.warn("Redis is away; this instance goes on alone: {}", failure.getMessage());
            forgetConnections();
        }
    }

    @Override
    public void close() {
        probe.close();
        client.close();
    }

    private void probe() {
        try {
            client.ping();
            if (!up) {
                welcome();
            }
        } catch (JedisException e) {
            failed(e);
            forgetConnections();
        }
    }

    private void welcome() {
        scripts.forEach(script -> client.scriptLoad(script.text()));
        failures.set(0);
        up = true;
        LOG.info("Redis is there");
        whenBack.forEach(Runnable::run);
    }

    /** Those that lie idle are as broken as the one that failed, and would fail one caller after the other. */
    private void forgetConnections() {
        client.getPool().clear();
    }

    private static Refused away() {
        return new Refused(FaultCode.UNAVAILABLE, "Redis is away");
    }
}
