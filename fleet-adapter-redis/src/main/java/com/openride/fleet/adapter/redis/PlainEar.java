package com.openride.fleet.adapter.redis;

import java.util.List;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisPubSub;

/** Listens to a single node. */
final class PlainEar extends JedisPubSub implements Ear {

    private final Heard heard;

    PlainEar(Heard heard) {
        this.heard = heard;
    }

    @Override
    public void listen(Connection connection, String channel) {
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

    @Override
    public void onPong(String text) {
        heard.alive();
    }

    private static String[] array(List<String> channels) {
        return channels.toArray(String[]::new);
    }
}
