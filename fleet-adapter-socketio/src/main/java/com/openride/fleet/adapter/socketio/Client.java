package com.openride.fleet.adapter.socketio;

import com.corundumstudio.socketio.Transport;
import com.corundumstudio.socketio.handler.ClientHead;
import com.corundumstudio.socketio.protocol.Packet;
import com.openride.fleet.adapter.socketio.Incoming.Connect;
import com.openride.fleet.domain.session.Departure;
import com.openride.fleet.domain.session.Session;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One connection of one client, from its handshake to its end. Safe for use by many threads; nothing blocks.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails ends the channel, and that is heard of.
final class Client {

    private static final int GRACE_MILLIS = 100;
    private static final int MOST_GRACES = 20;

    private final ClientHead head;
    private final ServerContext context;
    private final EventLoop loop;
    private final String address;
    private final SendQueue sendQueue;
    private final Lane lane;
    private final Budget packets;
    private final Budget events;
    private final Follow.Book follows = new Follow.Book();
    private final WatchSlot watch = new WatchSlot();
    private final Stage stage = new Stage();
    private final PollSlot poll;
    private final AtomicInteger calls = new AtomicInteger();
    private final SessionTimer timer;
    private volatile @Nullable Session session;
    private volatile @Nullable Channel socket;
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private final AtomicReference<@Nullable Departure> departure = new AtomicReference<>();
    private volatile boolean upgrading;
    private volatile long heardAt = System.nanoTime();

    /**
     * A client that has just shaken hands.
     *
     * @param loop where its timers run
     * @param address where it comes from, as far as that can be trusted
     */
    Client(ClientHead head, ServerContext context, EventLoop loop, String address) {
        this.head = head;
        this.context = context;
        this.loop = loop;
        this.address = address;
        this.sendQueue = new SendQueue(head, () -> loop.execute(() -> hangUp(Departure.TOO_SLOW)));
        this.poll = new PollSlot(head);
        this.lane = new Lane(context.workers());
        int perSecond = context.config().limits().eventsPerSecond();
        this.packets = new Budget(50 * perSecond, 10 * perSecond, System::nanoTime);
        this.events = new Budget(perSecond, perSecond, System::nanoTime);
        this.timer = new SessionTimer(this, context);
    }

    UUID id() {
        return head.getSessionId();
    }

    ClientHead head() {
        return head;
    }

    EventLoop loop() {
        return loop;
    }

    String address() {
        return address;
    }

    SendQueue sendQueue() {
        return sendQueue;
    }

    Lane lane() {
        return lane;
    }

    Budget packets() {
        return packets;
    }

    Budget events() {
        return events;
    }

    Follow.Book follows() {
        return follows;
    }

    WatchSlot watch() {
        return watch;
    }

    SessionTimer timer() {
        return timer;
    }

    Stage stage() {
        return stage;
    }

    /** Calls that have not been answered yet. */
    AtomicInteger calls() {
        return calls;
    }

    /**
     * Who has been let in.
     *
     * @throws IllegalStateException before anybody has
     */
    Session session() {
        Session current = session;
        if (current == null) {
            throw new IllegalStateException("nobody has been let in");
        }
        return current;
    }

    void session(Session fresher) {
        session = fresher;
    }

    /** The client has given a sign of life. */
    void heard() {
        heardAt = System.nanoTime();
    }

    /**
     * Ends the connection once the client has been silent for so long. The library would say DISCONNECT to it, from which
     * official clients never come back by themselves: a phone that slept for a minute would stay away.
     */
    void watch(Duration silence) {
        long left = silence.toNanos() - (System.nanoTime() - heardAt);
        if (stage.isGone()) {
            return;
        }
        if (left <= 0) {
            hangUp(Departure.SILENT);
        } else {
            loop.schedule(() -> watch(silence), left, TimeUnit.NANOSECONDS);
        }
    }

    boolean isPolling() {
        return head.getCurrentTransport() == Transport.POLLING;
    }

    boolean isUpgrading() {
        return upgrading;
    }

    void upgrading(boolean now) {
        upgrading = now;
        sendQueue.hold(now);
    }

    void socket(Channel channel) {
        socket = channel;
    }

    boolean hasSocket() {
        Channel current = socket;
        return current != null && current.isActive();
    }

    PollSlot poll() {
        return poll;
    }

    /** Lets the client in and answers what it has said meanwhile; false when it has left already. */
    boolean open(Session opened, Connect connect) {
        if (!stage.open(() -> session = opened)) {
            return false;
        }
        // Who hears that they are in may say much at once, and then must count as let in.
        sendQueue.together(() -> welcome(opened, connect));
        return true;
    }

    private void welcome(Session opened, Connect connect) {
        sendQueue.send(Wire.connected(opened.id().toString()));
        timer.arm(opened.principal().expiresAt());
        context.desk().opened(this, connect);
        stage.release(event -> context.desk().received(this, event));
    }

    /** Sends the last packet and ends the connection soon after, so that the packet can arrive. */
    void dismiss(Packet last, Departure why) {
        because(why);
        sendQueue.send(last);
        stage.silence();
        hangUpWhenSent(0);
    }

    /** Does this when the connection has ended, at once if it has. */
    void whenGone(Runnable action) {
        gone.thenRun(action);
    }

    /** Ends the connection when all calls have been answered, or after two seconds. */
    void leave() {
        because(Departure.SERVER_DRAINING);
        hangUpWhenDone(0);
    }

    private void hangUpWhenDone(int graces) {
        if (graces >= MOST_GRACES || (calls.get() == 0 && !sendQueue.isWaiting())) {
            hangUp(Departure.SERVER_DRAINING);
        } else {
            loop.schedule(() -> hangUpWhenDone(graces + 1), GRACE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void hangUpWhenSent(int graces) {
        boolean sent = !sendQueue.isWaiting()
                && (!isPolling() || head.getPacketsQueue(Transport.POLLING).isEmpty());
        if (graces > 0 && (sent || graces >= MOST_GRACES / 2)) {
            hangUp(Departure.CONNECTION_LOST);
        } else {
            loop.schedule(() -> hangUpWhenSent(graces + 1), GRACE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Ends the connection for real, and so that the client's library may come back by itself. The library's own
     * {@code disconnect()} only asks the client to go. No close frame goes before: the official Java client waits for
     * ever on one, and would notice only when a ping is overdue.
     */
    void hangUp(Departure why) {
        because(why);
        Channel current = socket;
        if (current != null && current.isActive()) {
            current.close();
        }
        if (isPolling() && head.isConnected()) {
            head.send(Wire.close());
        }
        if (head.isConnected()) {
            head.onChannelDisconnect();
        }
        ended();
    }

    /** Says why the connection is about to end; the first reason counts. */
    void because(Departure why) {
        departure.compareAndSet(null, why);
    }

    /** The connection is gone; called however it went, and on any thread. */
    void ended() {
        if (!stage.close()) {
            return;
        }
        because(Departure.CONNECTION_LOST);
        poll.refuse();
        sendQueue.close();
        timer.close();
        context.clients().remove(this);
        context.workers().farewell(this::sayGoodbye);
        gone.complete(null);
    }

    private void sayGoodbye() {
        follows.close(follow -> true);
        watch.end();
        Session current = session;
        Departure why = departure.get();
        if (current != null && why != null) {
            Correlation.of(this, () -> context.useCases().sessions().close(current, why));
        }
    }
}
