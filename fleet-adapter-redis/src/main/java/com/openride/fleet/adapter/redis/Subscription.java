package com.openride.fleet.adapter.redis;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisException;

/**
 * One connection on which this instance listens. Jedis neither subscribes again after a loss, nor notices a server
 * that hangs, nor bears two threads that write: so one thread reads, and connects again whenever that ends, and one
 * other writes, which also asks for a sign of life and cuts the connection when none comes. One channel is never left,
 * since Jedis ends with the last channel and then ignores what is asked of it. In a cluster, whatever is wrong with
 * where the channels live (a slot that moves, a master that is gone) ends the connection, and the next one goes to
 * wherever they live then.
 */
final class Subscription implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);
    private static final Duration KNOCK_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_SILENCE = Duration.ofMillis(1500);
    private static final Duration SHORTEST_RETRY = Duration.ofMillis(10);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(1);
    private static final int MOST_TOGETHER = 500;

    private final Place place;
    private final Interest interest;
    private final BiConsumer<String, String> hearing;
    private final Loop reading;
    private final Loop writing;
    private volatile @Nullable Session session;
    private volatile boolean closed;
    private final AtomicLong beginnings = new AtomicLong();
    private Duration retry = SHORTEST_RETRY;
    private long knockedAt = System.nanoTime();

    /**
     * Where and how to listen.
     *
     * @param channel one that is always listened to
     * @param connecting opens a connection to where the channels live now
     * @param ear how to listen there
     */
    record Place(String channel, Supplier<Connection> connecting, Function<Ear.Heard, Ear> ear) {}

    /**
     * Begins to listen.
     *
     * @param hearing is called with channel and message, on the reading thread; must neither block nor throw
     */
    Subscription(Place place, Interest interest, BiConsumer<String, String> hearing) {
        this.place = place;
        this.interest = interest;
        this.hearing = hearing;
        writing = Loop.start("fleet-redis-interest", KNOCK_PAUSE, this::write);
        reading = Loop.start("fleet-redis-listen", Duration.ZERO, this::read);
    }

    /** Whether others can be heard now. */
    boolean isConnected() {
        Session current = session;
        return current != null && current.confirmed;
    }

    /** How often it has begun to hear; 0 while it does not. */
    long hearing() {
        return isConnected() ? beginnings.get() : 0;
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
        try (Connection connection = place.connecting().get()) {
            var fresh = new Session(connection);
            session = fresh;
            if (!closed) {
                fresh.ear.listen(connection, place.channel());
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
        if (current == null) {
            return;
        }
        if (!current.confirmed) {
            cutIfSilent(current);
            return;
        }
        try {
            for (var next = take(current); !next.isEmpty(); next = take(current)) {
                current.ear.ask(next);
            }
            knock(current);
        } catch (JedisException e) {
            current.cut();
        }
    }

    private Interest.Changes take(Session current) {
        return interest.take(current, MOST_TOGETHER);
    }

    private void knock(Session current) {
        long now = System.nanoTime();
        if (!cutIfSilent(current) && now - knockedAt >= KNOCK_PAUSE.toNanos()) {
            knockedAt = now;
            current.ear.knock();
        }
    }

    private static boolean cutIfSilent(Session current) {
        boolean silent = System.nanoTime() - current.aliveAt > LONGEST_SILENCE.toNanos();
        if (silent) {
            current.cut();
        }
        return silent;
    }

    /** One connection. */
    private final class Session implements Ear.Heard {

        private final Connection connection;
        private final Ear ear;
        private volatile boolean confirmed;
        private volatile long aliveAt = System.nanoTime();

        private Session(Connection connection) {
            this.connection = connection;
            this.ear = place.ear().apply(this);
        }

        /** Ends the reading at once, wherever it waits. */
        private void cut() {
            try {
                connection.forceDisconnect();
            } catch (IOException | JedisException e) {
                LOG.debug("already cut: {}", e.getMessage());
            }
        }

        @Override
        public void confirmed(String channel) {
            alive();
            if (!channel.equals(place.channel())) {
                interest.confirmed(channel);
            } else if (!confirmed) {
                interest.connected(this);
                beginnings.incrementAndGet();
                confirmed = true;
                LOG.info("listening to other instances");
                writing.wake();
            }
        }

        @Override
        public void left(String channel) {
            alive();
            if (!interest.left(channel)) {
                cut();
            }
        }

        @Override
        public void said(String channel, String message) {
            alive();
            hearing.accept(channel, message);
        }

        private void alive() {
            aliveAt = System.nanoTime();
        }
    }
}
