package com.openride.fleet.adapter.redis;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisException;

/** One message on its way to other instances. */
final class Publication implements Command {

    private static final Logger LOG = LoggerFactory.getLogger(Publication.class);

    private final String channel;
    private final Supplier<String> message;
    private final Consumer<String> lost;
    private @Nullable Response<Long> response;

    /**
     * A message.
     *
     * @param message is written when it is sent
     * @param lost is called with the channel if nobody can say that the message was sent
     */
    Publication(String channel, Supplier<String> message, Consumer<String> lost) {
        this.channel = channel;
        this.message = message;
        this.lost = lost;
    }

    @Override
    public void send(AbstractPipeline pipeline) {
        try {
            response = pipeline.publish(channel, message.get());
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
            sent.get();
        } catch (JedisException e) {
            link.failed(e);
            fail();
        }
    }

    @Override
    public void fail() {
        lost.accept(channel);
    }
}
