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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.AbstractPipeline;
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

    private final RedisNodes nodes;
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
     * @param nodes where it is; closed with this
     * @param scripts what Redis is to know before it counts as there
     * @param measurements where it is noted how long Redis takes
     */
    RedisLink(RedisNodes nodes, List<Script> scripts, Measurements measurements) {
        this.nodes = nodes;
        this.scripts = scripts;
        asked = measurements.timing("fleet.redis.requests");
        together = measurements.amount("fleet.batch.size", "of", "commands");
        probe();
        probe = Loop.start("fleet-redis-probe", PROBE_PAUSE, this::probe);
    }

    /** Where Redis is. */
    RedisNodes nodes() {
        return nodes;
    }

    /** What channels are called here. */
    Channels channels() {
        return nodes.channels();
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
            T result = work.apply(nodes.client());
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
        try (AbstractPipeline pipeline = nodes.pipeline()) {
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
            if (!nodes.isCluster()) {
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
            nodes.forgetConnections();
        }
    }

    @Override
    public void close() {
        probe.close();
        up = false;
        nodes.close();
    }

    private void probe() {
        try {
            // Every part of a cluster must answer: limits that hold for some drivers only are none.
            Channels channels = nodes.channels();
            IntStream.range(0, channels.buckets())
                    .forEach(bucket -> nodes.client().exists(channels.key(bucket)));
            probeFailures.set(0);
            if (!up) {
                welcome();
            }
        } catch (JedisException e) {
            failed(probeFailures, e);
            nodes.forgetConnections();
            nodes.lookAround();
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
        Channels channels = nodes.channels();
        for (int bucket = 0; bucket < channels.buckets(); bucket++) {
            nodes.client().scriptLoad(script.text(), channels.key(bucket));
        }
    }

    private static Refused away() {
        return new Refused(FaultCode.UNAVAILABLE, "Redis is away");
    }
}
