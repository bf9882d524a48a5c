package com.openride.fleet.adapter.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Sends commands in the order in which they were given, many together, on a thread of its own, so that whoever gives one
 * never waits. The queue is bounded: what finds it full is refused.
 */
final class RedisWriter implements AutoCloseable {

    private static final int MOST_WAITING = 20_000;
    private static final int MOST_TOGETHER = 500;

    private final BlockingQueue<Command> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final RedisLink link;
    private final Loop loop;

    RedisWriter(RedisLink link) {
        this.link = link;
        loop = Loop.start("fleet-redis-write", Duration.ofSeconds(1), this::drain);
    }

    /**
     * Gives a command. Never blocks.
     *
     * @return whether there was room; when not, nothing becomes of the command
     */
    boolean offer(Command command) {
        boolean taken = waiting.offer(command);
        loop.wake();
        return taken;
    }

    /** How many commands wait. */
    int waiting() {
        return waiting.size();
    }

    /** Sends what waits, then ends. */
    @Override
    public void close() {
        loop.close();
        drain();
    }

    private void drain() {
        List<Command> together = new ArrayList<>(MOST_TOGETHER);
        while (waiting.drainTo(together, MOST_TOGETHER) > 0) {
            link.run(together);
            together.clear();
        }
    }
}
