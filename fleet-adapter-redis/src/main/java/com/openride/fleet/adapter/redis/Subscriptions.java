package com.openride.fleet.adapter.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** All that this instance listens to: one connection for each bucket of channels. Safe for use by many threads. */
final class Subscriptions implements AutoCloseable {

    /** What an instance says to itself. */
    static final String BEAT = "beat";

    private final Channels channels;
    private final List<Interest> interests;
    private final List<Subscription> subscriptions = new ArrayList<>();

    /**
     * Begins to listen.
     *
     * @param instance which instance this is; each connection listens to that instance's own channel
     * @param hearing is called with channel and message; must neither block nor throw
     */
    Subscriptions(RedisLink link, RedisWriter writer, String instance, BiConsumer<String, String> hearing) {
        channels = link.channels();
        interests = IntStream.range(0, channels.buckets())
                .mapToObj(bucket -> new Interest())
                .toList();
        for (int bucket = 0; bucket < channels.buckets(); bucket++) {
            String own = channels.instance(bucket, instance);
            Runnable beat = () -> writer.offer(new Publication(own, () -> BEAT, lost -> {}));
            subscriptions.add(new Subscription(link.place(bucket, own, beat), interests.get(bucket), hearing));
        }
    }

    void add(Listening listening) {
        int bucket = channels.bucket(listening.channel());
        interests.get(bucket).add(listening);
        subscriptions.get(bucket).wake();
    }

    void remove(Listening listening) {
        int bucket = channels.bucket(listening.channel());
        interests.get(bucket).remove(listening);
        subscriptions.get(bucket).wake();
    }

    /** Something that was said on the channel was lost. */
    void missed(String channel) {
        interests.get(channels.bucket(channel)).missed(channel);
    }

    /** Something was lost, and nobody knows what. */
    void missedAnything() {
        interests.forEach(Interest::missedAnything);
    }

    /** Whether other instances can be heard now, on whatever channel. */
    boolean isConnected() {
        return subscriptions.stream().allMatch(Subscription::isConnected);
    }

    /** How often this instance has begun to hear on the first bucket; 0 while it does not. */
    long hearing() {
        return subscriptions.get(0).hearing();
    }

    /** Whether everything that is listened to is heard from everywhere. */
    boolean isSettled() {
        return isConnected() && interests.stream().allMatch(Interest::isSettled);
    }

    @Override
    public void close() {
        subscriptions.forEach(Subscription::close);
    }
}
