package com.openride.fleet.adapter.redis;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisException;

/**
 * The one connection on which this instance listens. Jedis neither subscribes again after a loss, nor notices a server
 * that hangs, nor bears two threads that write: so one thread reads, and connects again whenever that ends, and one
 * other writes, which also asks for a sign of life and cuts the connection when none comes. A control channel is never
 * left, since Jedis ends with the last channel and then ignores what is asked of it.
 */
final class Subscription implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);
    private static final Duration PING_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_SILENCE = Duration.ofMillis(1500);
    private static final Duration SHORTEST_RETRY = Duration.ofMillis(10);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(1);
    private static final int MOST_TOGETHER = 500;

    private final HostAndPort node;
    private final JedisClientConfig settings;
    private final String control;
    private final Interest interest;
    private final BiConsumer<String, String> hearing;
    private final Loop reading;
    private final Loop writing;
    private volatile @Nullable Session session;
    private volatile boolean closed;
    private Duration retry = SHORTEST_RETRY;
    private long pingedAt = System.nanoTime();

    /**
     * Begins to listen.
     *
     * @param control a channel that is always listened to
     * @param hearing is called with channel and message, on the reading thread; must neither block nor throw
     */
    Subscription(RedisConfig config, String control, Interest interest, BiConsumer<String, String> hearing) {
        RedisConfig.Node first = config.nodes().get(0);
        this.node = new HostAndPort(first.host(), first.port());
        this.settings = ClientSettings.of(config, ClientSettings.PATIENCE_MILLIS);
        this.control = control;
        this.interest = interest;
        this.hearing = hearing;
        writing = Loop.start("fleet-redis-interest", PING_PAUSE, this::write);
        reading = Loop.start("fleet-redis-listen", Duration.ZERO, this::read);
    }

    /** Whether others can be heard now. */
    boolean isConnected() {
        Session current = session;
        return current != null && current.confirmed;
    }

    /** Looks at the interest soon. */
    void wake() {
        writing.wake();
    }

    @Override
    public void close() {
        closed = true;
        Session current = session;
        if (current != null) {
            current.cut();
        }
        reading.close();
        writing.close();
        interest.disconnected();
    }

    private void read() {
        try (var jedis = new Jedis(node, settings)) {
            var fresh = new Session(jedis);
            session = fresh;
            if (!closed) {
                jedis.subscribe(fresh, control);
            }
        } catch (JedisException e) {
            LOG.debug("not listening: {}", e.getMessage());
        } finally {
            lost();
        }
        backOff();
    }

    private void lost() {
        Session before = session;
        session = null;
        interest.disconnected();
        if (before != null && before.confirmed && !closed) {
            retry = SHORTEST_RETRY;
            LOG.warn("what other instances say is not heard any more; listening again");
        }
    }

    private void backOff() {
        reading.rest(closed ? Duration.ZERO : retry);
        Duration doubled = retry.multipliedBy(2);
        retry = doubled.compareTo(LONGEST_RETRY) < 0 ? doubled : LONGEST_RETRY;
    }

    private void write() {
        Session current = session;
        if (current == null || !current.confirmed) {
            return;
        }
        try {
            for (var next = take(current); !next.isEmpty(); next = take(current)) {
                current.ask(next);
            }
            ping(current);
        } catch (JedisException e) {
            current.cut();
        }
    }

    private Interest.Changes take(Session current) {
        return interest.take(current, MOST_TOGETHER);
    }

    private void ping(Session current) {
        long now = System.nanoTime();
        if (now - current.aliveAt > LONGEST_SILENCE.toNanos()) {
            current.cut();
        } else if (now - pingedAt >= PING_PAUSE.toNanos()) {
            pingedAt = now;
            current.ping();
        }
    }

    /** One connection. */
    private final class Session extends JedisPubSub {

        private final Jedis jedis;
        private volatile boolean confirmed;
        private volatile long aliveAt = System.nanoTime();

        private Session(Jedis jedis) {
            this.jedis = jedis;
        }

        private void ask(Interest.Changes changes) {
            if (!changes.subscribe().isEmpty()) {
                subscribe(array(changes.subscribe()));
            }
            if (!changes.unsubscribe().isEmpty()) {
                unsubscribe(array(changes.unsubscribe()));
            }
        }

        private static String[] array(List<String> channels) {
            return channels.toArray(String[]::new);
        }

        /** Ends the reading at once, wherever it waits. */
        private void cut() {
            try {
                jedis.getConnection().forceDisconnect();
            } catch (IOException | JedisException e) {
                LOG.debug("already cut: {}", e.getMessage());
            }
        }

        @Override
        public void onSubscribe(String channel, int count) {
            aliveAt = System.nanoTime();
            if (channel.equals(control)) {
                interest.connected(this);
                confirmed = true;
                LOG.info("listening to other instances");
                writing.wake();
            } else {
                interest.confirmed(channel);
            }
        }

        @Override
        public void onMessage(String channel, String message) {
            aliveAt = System.nanoTime();
            hearing.accept(channel, message);
        }

        @Override
        public void onPong(String pattern) {
            aliveAt = System.nanoTime();
        }
    }
}
