package com.openride.fleet.adapter.redis;

import java.util.List;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisShardedPubSub;

/**
 * Listens to a node of a cluster. Jedis cannot ask for a sign of life here, so the instance says something to itself.
 */
final class ShardedEar extends JedisShardedPubSub implements Ear {

    private final Heard heard;
    private final Runnable beat;

    /**
     * An ear.
     *
     * @param beat says something on a channel that this ear listens to; must not block
     */
    ShardedEar(Heard heard, Runnable beat) {
        this.heard = heard;
        this.beat = beat;
    }

    @Override
    public void listen(Connection connection, String channel) {
        proceed(connection, channel);
    }

    @Override
    public void ask(Interest.Changes changes) {
        if (!changes.subscribe().isEmpty()) {
            ssubscribe(array(changes.subscribe()));
        }
        if (!changes.unsubscribe().isEmpty()) {
            sunsubscribe(array(changes.unsubscribe()));
        }
    }

    @Override
    public void knock() {
        beat.run();
    }

    @Override
    public void onSSubscribe(String channel, int count) {
        heard.confirmed(channel);
    }

    @Override
    public void onSUnsubscribe(String channel, int count) {
        heard.left(channel);
    }

    @Override
    public void onSMessage(String channel, String message) {
        heard.said(channel, message);
    }

    private static String[] array(List<String> channels) {
        return channels.toArray(String[]::new);
    }
}
