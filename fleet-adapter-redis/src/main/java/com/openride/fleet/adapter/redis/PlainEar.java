package com.openride.fleet.adapter.redis;

import java.util.List;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisPubSub;

/**
 * Listens to a single node. The sign of life is one more confirmation of a channel that is listened to, and not the
 * answer to PING: Jedis sends PING before it is ready for the answer, and gives up listening when that comes first.
 */
final class PlainEar extends JedisPubSub implements Ear {

    private final Heard heard;
    private volatile String always = "";

    PlainEar(Heard heard) {
        this.heard = heard;
    }

    @Override
    public void listen(Connection connection, String channel) {
        always = channel;
        proceed(connection, channel);
    }

    @Override
    public void ask(Interest.Changes changes) {
        if (!changes.subscribe().isEmpty()) {
            subscribe(array(changes.subscribe()));
        }
        if (!changes.unsubscribe().isEmpty()) {
            unsubscribe(array(changes.unsubscribe()));
        }
    }

    @Override
    public void knock() {
        subscribe(always);
    }

    @Override
    public void onSubscribe(String channel, int count) {
        heard.confirmed(channel);
    }

    @Override
    public void onUnsubscribe(String channel, int count) {
        heard.left(channel);
    }

    @Override
    public void onMessage(String channel, String message) {
        heard.said(channel, message);
    }

    private static String[] array(List<String> channels) {
        return channels.toArray(String[]::new);
    }
}
