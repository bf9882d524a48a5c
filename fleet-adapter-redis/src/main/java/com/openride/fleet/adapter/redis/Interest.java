package com.openride.fleet.adapter.redis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The channels that this instance wants to hear, and those that it is known to hear. Every channel is subscribed to with
 * its first listener and left with the last.
 *
 * <p>A channel counts as heard once Redis has confirmed the last subscription that was asked for. All that is asked for
 * belongs to one connection; with the next one everything is asked for again. Safe for use by many threads; listeners are
 * called by whoever calls here, outside the lock.
 */
final class Interest {

    private final Map<String, Channel> channels = new HashMap<>();
    private final Set<String> changed = new LinkedHashSet<>();
    private @Nullable Object connection;

    /** What is to be asked of Redis: everything of the one, then of the other. */
    record Changes(List<String> subscribe, List<String> unsubscribe) {

        boolean isEmpty() {
            return subscribe.isEmpty() && unsubscribe.isEmpty();
        }
    }

    /** Adds a listener; it begins at once where others are heard already, and when nobody can be heard now. */
    void add(Listening listening) {
        synchronized (this) {
            Channel channel = channels.computeIfAbsent(listening.channel(), name -> new Channel());
            channel.listenings.add(listening);
            if (!channel.confirmed && connection != null) {
                changed.add(listening.channel());
                listening.waitAWhile();
                return;
            }
        }
        listening.beginAlone();
    }

    synchronized void remove(Listening listening) {
        Channel channel = channels.get(listening.channel());
        if (channel != null && channel.listenings.remove(listening) && !channel.isWanted()) {
            changed.add(listening.channel());
            forgetIfUnused(listening.channel(), channel);
        }
    }

    /** There is a new connection, on which nothing has been asked for yet. */
    synchronized void connected(Object fresh) {
        disconnected();
        connection = fresh;
    }

    /** There is no connection, so nothing is heard. */
    synchronized void disconnected() {
        connection = null;
        channels.values().removeIf(channel -> !channel.isWanted());
        channels.values().forEach(Channel::reset);
        changed.clear();
        changed.addAll(channels.keySet());
    }

    /** Takes the next changes, if the connection is still the one; from then on they count as asked for. */
    synchronized Changes take(Object current, int most) {
        var changes = new Changes(new ArrayList<>(), new ArrayList<>());
        if (connection == current) {
            List<String> next = changed.stream().limit(most).toList();
            next.forEach(changed::remove);
            next.forEach(name -> ask(name, changes));
        }
        return changes;
    }

    private void ask(String name, Changes changes) {
        Channel channel = channels.get(name);
        if (channel == null || channel.isWanted() == channel.asked) {
            return;
        }
        channel.asked = channel.isWanted();
        if (channel.asked) {
            channel.unconfirmed++;
            changes.subscribe.add(name);
        } else {
            channel.confirmed = false;
            channel.leaving++;
            changes.unsubscribe.add(name);
        }
    }

    /** Redis has confirmed a subscription. */
    void confirmed(String name) {
        List<Listening> begin = List.of();
        synchronized (this) {
            Channel channel = channels.get(name);
            if (channel == null) {
                return;
            }
            channel.unconfirmed = Math.max(0, channel.unconfirmed - 1);
            if (channel.unconfirmed == 0 && channel.asked) {
                channel.confirmed = true;
                begin = List.copyOf(channel.listenings);
            }
            forgetIfUnused(name, channel);
        }
        begin.forEach(Listening::begin);
    }

    /** Redis has ended a subscription. Returns whether it was asked to. */
    synchronized boolean left(String name) {
        Channel channel = channels.get(name);
        if (channel == null || channel.leaving == 0) {
            return false;
        }
        channel.leaving--;
        forgetIfUnused(name, channel);
        return true;
    }

    /** Something that was said on the channel was lost. */
    void missed(String name) {
        List<Listening> all;
        synchronized (this) {
            Channel channel = channels.get(name);
            all = channel == null ? List.of() : List.copyOf(channel.listenings);
        }
        all.forEach(Listening::miss);
    }

    /** Something was lost on some channel, and nobody knows on which. */
    void missedAnything() {
        names().forEach(this::missed);
    }

    /** Whether every channel that is wanted is heard. */
    synchronized boolean isSettled() {
        return connection != null
                && changed.isEmpty()
                && channels.values().stream().allMatch(channel -> channel.confirmed == channel.isWanted());
    }

    private synchronized List<String> names() {
        return List.copyOf(channels.keySet());
    }

    private void forgetIfUnused(String name, Channel channel) {
        if (!channel.isWanted() && !channel.asked && channel.unconfirmed == 0 && channel.leaving == 0) {
            channels.remove(name);
            changed.remove(name);
        }
    }

    private static final class Channel {

        private final Set<Listening> listenings = new LinkedHashSet<>();
        private boolean asked;
        private boolean confirmed;
        private int unconfirmed;
        private int leaving;

        private boolean isWanted() {
            return !listenings.isEmpty();
        }

        private void reset() {
            asked = false;
            confirmed = false;
            unconfirmed = 0;
            leaving = 0;
        }
    }
}
