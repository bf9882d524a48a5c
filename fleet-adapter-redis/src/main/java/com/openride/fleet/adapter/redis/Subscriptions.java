package com.openride.fleet.adapter.redis;

import com.openride.fleet.application.port.out.FleetBroadcast.Listener;
import com.openride.fleet.domain.event.FleetEvent;
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
            subscriptions.add(new Subscription(link.nodes().place(bucket, own, beat), interests.get(bucket), hearing));
        }
        add(new Listening(channels.control(), new Control()));
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

    /** Something was lost, and nobody knows what; not even on the control channel, whose listener tells the others. */
    void missedAnything() {
        interests.get(0).missedAnything();
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

    /**
     * What is said on the control channel is of channels in other buckets too: whoever was deaf to it may have missed
     * anything there. Those in its own bucket know by themselves.
     */
    private final class Control implements Listener {

        @Override
        public void hear(FleetEvent event) {
            throw new IllegalStateException("there are no events on the control channel");
        }

        @Override
        public void mayHaveMissed() {
            interests.stream().skip(1).forEach(Interest::missedAnything);
        }
    }
}
