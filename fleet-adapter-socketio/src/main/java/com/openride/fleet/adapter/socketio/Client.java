package com.openride.fleet.adapter.socketio;

import com.corundumstudio.socketio.handler.ClientHead;
import com.openride.fleet.domain.access.BearerToken;
import com.openride.fleet.domain.session.ClientOrigin;
import com.openride.fleet.domain.session.Session;
import com.openride.fleet.domain.trip.TripId;
import io.netty.channel.Channel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One connected client, from its first request to its end. Whatever it may do follows from {@link #state()}: nothing
 * before it has been admitted, and nothing after it has been refused. Safe for use by many threads.
 */
final class Client {

    private static final long LINGER_MILLISECONDS = 300;
    private static final int MOST_EARLY = 16;
    private static final int MOST_EARLY_LENGTH = 65_536;

    /** How far a client has come. */
    enum State {
        /** Has not said who it is. */
        NEW,
        /** Has said so, and waits to be let in. */
        AUTHENTICATING,
        /** Is in. */
        ADMITTED,
        /** Has been refused, or has gone. */
        ENDED
    }

    private final ClientHead head;
    private final ClientOrigin origin;
    private final @Nullable BearerToken handshakeToken;
    private final Outbox outbox;
    private final SerialQueue work;
    private final EventRate rate;
    private final Map<TripId, FollowedTrip> followings = new ConcurrentHashMap<>();
    private final AtomicBoolean cut = new AtomicBoolean();
    private volatile State state = State.NEW;
    private volatile @Nullable Session session;
    private volatile @Nullable Channel channel;
    private volatile boolean upgrading;
    private final Queue<String> early = new ArrayDeque<>();
    private int earlyLength;
    private boolean caughtUp;

    Client(
            ClientHead head,
            ClientOrigin origin,
            @Nullable BearerToken handshakeToken,
            SerialQueue work,
            EventRate rate,
            Channel first) {
        this.head = head;
        this.origin = origin;
        this.handshakeToken = handshakeToken;
        this.work = work;
        this.rate = rate;
        this.channel = first;
        this.outbox = new Outbox(head, this::disconnect);
    }

    ClientHead head() {
        return head;
    }

    ClientOrigin origin() {
        return origin;
    }

    /** The token of the handshake's header or query, for a client that sends none with its CONNECT. */
    @Nullable BearerToken handshakeToken() {
        return handshakeToken;
    }

    Outbox outbox() {
        return outbox;
    }

    SerialQueue work() {
        return work;
    }

    EventRate rate() {
        return rate;
    }

    State state() {
        return state;
    }

    boolean isUpgrading() {
        return upgrading;
    }

    void upgrading(boolean now) {
        upgrading = now;
    }

    /** The channel on which the client was last heard. */
    void heardOn(Channel latest) {
        channel = latest;
    }

    /** The session of an admitted client. */
    Session session() {
        Session admitted = session;
        if (admitted == null) {
            throw new IllegalStateException("not admitted");
        }
        return admitted;
    }

    @Nullable Session sessionIfAny() {
        return session;
    }

    synchronized boolean beginAuthentication() {
        if (state != State.NEW) {
            return false;
        }
        state = State.AUTHENTICATING;
        return true;
    }

    /**
     * Lets the client in.
     *
     * @return whether it is still there; when not, the caller closes the session
     */
    synchronized boolean admit(Session admitted) {
        if (state != State.AUTHENTICATING || !head.isConnected()) {
            return false;
        }
        session = admitted;
        state = State.ADMITTED;
        return true;
    }

    /**
     * Keeps an event that came before its sender was let in. Once {@link #nextEarly()} has found nothing more, nothing
     * is kept.
     *
     * @return whether it was kept, or empty when there was no room
     */
    synchronized Optional<Boolean> holdEarly(String packet) {
        if (caughtUp) {
            return Optional.of(false);
        }
        earlyLength += packet.length();
        boolean room = early.size() < MOST_EARLY && earlyLength <= MOST_EARLY_LENGTH;
        return room ? Optional.of(early.add(packet)) : Optional.empty();
    }

    /** The next of what came before the client was let in; null once there is nothing more and never will be. */
    synchronized @Nullable String nextEarly() {
        caughtUp = early.isEmpty();
        return early.poll();
    }

    void refreshed(Session fresh) {
        session = fresh;
    }

    /** Keeps what the client follows; a client that has gone follows nothing. */
    void keep(FollowedTrip followed) {
        FollowedTrip before = followings.put(followed.trip(), followed);
        if (before != null) {
            before.following().close();
        }
        if (state == State.ENDED) {
            unfollow(followed.trip());
        }
    }

    /** Follows the trip no longer; once this returns, nothing more of it is put into the outbox. */
    void unfollow(TripId trip) {
        FollowedTrip followed = followings.remove(trip);
        if (followed != null) {
            followed.following().close();
            outbox.drop(followed.driver());
        }
    }

    /** What the client follows now. */
    List<FollowedTrip> followed() {
        return new ArrayList<>(followings.values());
    }

    /**
     * Notes that the client has gone, and stops whatever it follows.
     *
     * @return the session to be closed, if it had one; once only
     */
    @Nullable Session end() {
        Session ended;
        synchronized (this) {
            if (state == State.ENDED && session == null) {
                return null;
            }
            state = State.ENDED;
            ended = session;
            session = null;
        }
        List.copyOf(followings.keySet()).forEach(this::unfollow);
        return ended;
    }

    /** From now on nothing the client sends is read. */
    synchronized void silence() {
        state = State.ENDED;
    }

    /** Ends the connection for real, not only the namespace, whatever the client does. */
    void disconnect() {
        if (!cut.compareAndSet(false, true)) {
            return;
        }
        silence();
        head.disconnect();
        Channel last = channel;
        if (last != null) {
            Later.close(last, LINGER_MILLISECONDS);
        }
    }

    /** Ends the connection once what has been sent had time to arrive. */
    void disconnectSoon() {
        silence();
        Channel last = channel;
        if (last == null) {
            disconnect();
        } else {
            Later.run(last.eventLoop(), LINGER_MILLISECONDS, this::disconnect);
        }
    }
}
