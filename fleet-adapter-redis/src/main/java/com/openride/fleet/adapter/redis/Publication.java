package com.openride.fleet.adapter.redis;

import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.ClusterPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisException;

/** One message on its way to other instances. */
final class Publication implements Command {

    private static final Logger LOG = LoggerFactory.getLogger(Publication.class);

    private final String channel;
    private final Supplier<String> message;
    private final LongConsumer reached;
    private final Consumer<String> lost;
    private @Nullable Response<Long> response;

    /**
     * A message.
     *
     * @param message is written when it is sent
     * @param reached is called with how many listen to it
     * @param lost is called with the channel if nobody can say that the message was sent
     */
    Publication(String channel, Supplier<String> message, LongConsumer reached, Consumer<String> lost) {
        this.channel = channel;
        this.message = message;
        this.reached = reached;
        this.lost = lost;
    }

    /** A message of which nobody asks whom it reaches. */
    Publication(String channel, Supplier<String> message, Consumer<String> lost) {
        this(channel, message, count -> {}, lost);
    }

    @Override
    public void send(AbstractPipeline pipeline) {
        try {
            String text = message.get();
            response = pipeline instanceof ClusterPipeline cluster
                    ? cluster.spublish(channel, text)
                    : pipeline.publish(channel, text);
        } catch (IllegalStateException unwritable) {
            LOG.error("a message for {} cannot be written", channel, unwritable);
        }
    }

    @Override
    public void settle(RedisLink link) {
        Response<Long> sent = response;
        if (sent == null) {
            fail();
            return;
        }
        try {
            reached.accept(sent.get());
        } catch (JedisException e) {
            link.failed(e);
            fail();
        } catch (IllegalStateException unanswered) {
            fail();
        }
    }

    @Override
    public void fail() {
        lost.accept(channel);
    }
}
