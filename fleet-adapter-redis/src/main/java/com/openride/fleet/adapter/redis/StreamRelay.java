package com.openride.fleet.adapter.redis;

import com.openride.fleet.application.port.out.EventOutbox;
import com.openride.fleet.application.port.out.Measurements;
import com.openride.fleet.domain.event.OutboxEvent;
import com.openride.fleet.domain.fault.FleetException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.params.XAddParams;

/**
 * Carries events from the outbox to a stream that other services read, in order and at least once: what has not certainly
 * arrived stays in the outbox and is carried again. The stream is trimmed from its old end, so it is a way and no archive.
 */
final class StreamRelay implements AutoCloseable {

    static final String STREAM = "openride.events.trip";

    private static final Logger LOG = LoggerFactory.getLogger(StreamRelay.class);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int MOST_TOGETHER = 500;

    private final EventOutbox outbox;
    private final RedisLink link;
    private final XAddParams trimming;
    private final Measurements.Count relayed;
    private final Loop loop;

    /**
     * Begins to relay.
     *
     * @param longest about how many events the stream keeps
     */
    StreamRelay(EventOutbox outbox, RedisLink link, long longest, Measurements measurements) {
        this.outbox = outbox;
        this.link = link;
        trimming = XAddParams.xAddParams().maxLen(longest).approximateTrimming();
        relayed = measurements.count("fleet.events.relayed");
        loop = Loop.start("fleet-redis-relay", PAUSE, this::relay);
    }

    /** Carries what waits, then ends. */
    @Override
    public void close() {
        loop.close();
        relay();
    }

    private void relay() {
        try {
            for (int count = MOST_TOGETHER; count == MOST_TOGETHER && link.isUp(); ) {
                count = outbox.relay(MOST_TOGETHER, this::carry);
                relayed.add(count);
            }
        } catch (FleetException away) {
            LOG.debug("events stay in the outbox for now: {}", away.code());
        }
    }

    private void carry(List<OutboxEvent> events) {
        link.call(redis -> added(redis, events));
    }

    /** Whether all were added; throws as the first that was not. */
    private boolean added(UnifiedJedis redis, List<OutboxEvent> events) {
        List<Response<StreamEntryID>> answers;
        try (AbstractPipeline pipeline = redis.pipelined()) {
            answers = events.stream()
                    .map(event -> pipeline.xadd(STREAM, trimming, fields(event)))
                    .toList();
            pipeline.sync();
        }
        answers.forEach(StreamRelay::requireAnswer);
        return true;
    }

    private static void requireAnswer(Response<StreamEntryID> answer) {
        try {
            answer.get();
        } catch (IllegalStateException unanswered) {
            throw new JedisConnectionException("a node of the cluster was lost", unanswered);
        }
    }

    private static Map<String, String> fields(OutboxEvent event) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("event_type", event.type());
        fields.put("event_id", event.id().toString());
        fields.put("event_timestamp", event.at().toString());
        if (event.trip() != null) {
            fields.put("trip_id", event.trip().toString());
        }
        event.fields().forEach(fields::putIfAbsent);
        return fields;
    }
}
