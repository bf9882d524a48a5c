package com.openride.fleet.adapter.redis;

import com.openride.fleet.application.port.out.FleetBroadcast;
import com.openride.fleet.application.port.out.Measurements;
import com.openride.fleet.domain.event.FleetEvent;
import com.openride.fleet.domain.event.FleetEvent.DriverMoved;
import com.openride.fleet.domain.event.FleetEvent.DriversMoved;
import com.openride.fleet.domain.event.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * Tells this instance's watchers at once and without Redis, and other instances through a channel for each topic, to
 * which only those listen that have a watcher of it.
 *
 * <p>Nothing is told twice, so what was lost on the way is not repeated: whoever has lost something that each watcher
 * needs says so on the control channel as soon as it can, and listeners read what is kept. The same is done with messages
 * that cannot be understood, as from an instance of a later version. Positions are not missed, the next one counts.
 */
final class RedisFleetBroadcast implements FleetBroadcast, AutoCloseable {

    private static final Duration LOSS_PAUSE = Duration.ofMillis(500);

    private final UUID instance = UUID.randomUUID();
    private final EventJson json = new EventJson(instance);
    private final Handover handover;
    private final Losses unsent = new Losses();
    private final Losses unread = new Losses();
    private final FleetBroadcast local;
    private final RedisLink link;
    private final RedisWriter writer;
    private final Channels channels;
    private final Subscriptions subscriptions;
    private final Loop losses;
    private final Measurements.Count received;
    private final Measurements.Count dropped;
    private final Measurements.Count lost;

    RedisFleetBroadcast(RedisLink link, RedisWriter writer, FleetBroadcast local, Measurements measurements) {
        channels = link.channels();
        this.link = link;
        this.writer = writer;
        this.local = local;
        received = measurements.count("fleet.redis.messages", "outcome", "received");
        dropped = measurements.count("fleet.redis.messages", "outcome", "dropped");
        lost = measurements.count("fleet.redis.messages", "outcome", "lost");
        handover = new Handover(instance, channels, json, writer, this::hearing);
        subscriptions = new Subscriptions(link, writer, instance.toString(), this::hear);
        losses = Loop.start("fleet-redis-losses", LOSS_PAUSE, this::tellLosses);
    }

    @Override
    public void publish(FleetEvent event) {
        String channel = channels.of(event.topic());
        boolean mustArrive = !(event instanceof DriverMoved || event instanceof DriversMoved);
        var publication = new Publication(channel, () -> json.write(event), where -> noteLoss(where, mustArrive));
        // First, since a watcher who is told may publish in turn.
        if (!link.isUp() || !writer.offer(publication)) {
            noteLoss(channel, mustArrive);
        }
        local.publish(event);
    }

    @Override
    public Registration listen(Topic topic, Listener listener) {
        Registration here = local.listen(topic, listener);
        var listening = new Listening(channels.of(topic), listener);
        subscriptions.add(listening);
        return new Registration() {
            @Override
            public CompletionStage<Void> begun() {
                return listening.begun();
            }

            @Override
            public void close() {
                here.close();
                subscriptions.remove(listening);
            }
        };
    }

    /** How instances ask each other for drivers. */
    Handover handover() {
        return handover;
    }

    /** Changes with every new beginning, here or there; 0 while nothing is heard. */
    private long hearing() {
        long heard = link.isUp() ? subscriptions.hearing() : 0;
        return heard == 0 ? 0 : (heard << Integer.SIZE) + link.beginnings();
    }

    /** Whether other instances can be heard now. */
    boolean isConnected() {
        return subscriptions.isConnected();
    }

    /** Whether everything that is listened to is heard from everywhere. */
    boolean isSettled() {
        return subscriptions.isSettled();
    }

    @Override
    public void close() {
        losses.close();
        subscriptions.close();
    }

    private void hear(String channel, String message) {
        if (json.isOwn(message) || message.equals(Subscriptions.BEAT)) {
            return;
        }
        received.one();
        if (channel.equals(channels.control())) {
            hearControl(message);
        } else if (channel.equals(channels.instance(0, handover.self()))) {
            handover.hear(message);
        } else {
            hearEvent(channel, message);
        }
    }

    private void hearEvent(String channel, String message) {
        Optional<FleetEvent> event =
                json.read(message).filter(read -> channels.of(read.topic()).equals(channel));
        event.ifPresentOrElse(local::publish, () -> drop(channel));
    }

    private void hearControl(String message) {
        Optional<List<String>> missed = json.readMissed(message);
        missed.ifPresentOrElse(this::miss, dropped::one);
    }

    private void miss(List<String> channels) {
        if (channels.isEmpty()) {
            subscriptions.missedAnything();
        } else {
            channels.forEach(subscriptions::missed);
        }
    }

    /** Looks into what is kept a little later, so that a flood of nonsense costs little. */
    private void drop(String channel) {
        dropped.one();
        unread.add(channel);
    }

    private void noteLoss(String channel, boolean mustArrive) {
        lost.one();
        if (mustArrive) {
            unsent.add(channel);
        }
    }

    private void tellLosses() {
        Losses.Lost read = unread.take();
        if (!read.isNothing()) {
            miss(read.channels());
        }
        if (link.isUp()) {
            tellUnsent(unsent.take());
        }
    }

    private void tellUnsent(Losses.Lost what) {
        if (what.isNothing()) {
            return;
        }
        var publication = new Publication(channels.control(), () -> json.missed(what.channels()), where -> keep(what));
        if (!writer.offer(publication)) {
            keep(what);
        }
    }

    private void keep(Losses.Lost what) {
        if (what.anywhere()) {
            unsent.addAnything();
        } else {
            what.channels().forEach(unsent::add);
        }
    }
}
