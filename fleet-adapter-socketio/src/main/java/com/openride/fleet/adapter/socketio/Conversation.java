package com.openride.fleet.adapter.socketio;

import com.openride.fleet.adapter.socketio.PacketGrammar.Kind;
import com.openride.fleet.application.port.in.OpenSession;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.session.Session;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is said with a client above the transport: CONNECT, its answer, and then events. */
final class Conversation {

    private static final AttributeKey<Client> CLIENT = AttributeKey.valueOf("fleet.client");
    private static final int MOST_BEFORE_ADMISSION = 4096;

    private final OpenSession sessions;
    private final Admission admission;
    private final EventDispatch events;
    private final TokenClock tokens;
    private final InstantSource clock;
    private final Duration locationInterval;

    Conversation(
            OpenSession sessions,
            Workers workers,
            EventDispatch events,
            TokenClock tokens,
            InstantSource clock,
            Duration locationInterval) {
        this.sessions = sessions;
        this.admission = new Admission(sessions, workers);
        this.events = events;
        this.tokens = tokens;
        this.clock = clock;
        this.locationInterval = locationInterval;
    }

    /** The client that speaks over the WebSocket, once it has. */
    @Nullable Client clientOn(Channel channel) {
        return channel.attr(CLIENT).get();
    }

    /** Notes that the client speaks over this WebSocket. */
    void hears(Client client, Channel channel) {
        channel.attr(CLIENT).set(client);
        client.heardOn(channel);
    }

    /**
     * Takes in a packet.
     *
     * @return whether the packet was in order
     */
    boolean hear(Client client, Kind kind, String packet, Channel channel) {
        return switch (client.state()) {
            case NEW -> introduce(client, kind, packet, channel);
            case AUTHENTICATING, ADMITTED -> kind == Kind.EVENT && speak(client, packet);
            case ENDED -> true;
        };
    }

    private boolean introduce(Client client, Kind kind, String packet, Channel channel) {
        if (kind == Kind.CONNECT_ELSEWHERE) {
            client.outbox().send(Packets.invalidNamespace(packet.substring(2)));
            return true;
        }
        if (kind != Kind.CONNECT || packet.length() > MOST_BEFORE_ADMISSION || !client.beginAuthentication()) {
            return false;
        }
        admission
                .open(client, packet.substring(2))
                .whenComplete(
                        (session, failure) -> channel.eventLoop().execute(() -> settle(client, session, failure)));
        return true;
    }

    /** Handles the event in its turn: what came while the client was being let in goes first. */
    private boolean speak(Client client, String packet) {
        Optional<Boolean> held = client.holdEarly(packet);
        if (held.isPresent() && !held.get()) {
            events.dispatch(client, packet);
        }
        return held.isPresent();
    }

    private void settle(Client client, @Nullable Session session, @Nullable Throwable failure) {
        if (session == null) {
            FleetException fault = Reply.faultOf(failure == null ? new IllegalStateException("no session") : failure);
            client.outbox().send(Packets.refusal(Wire.refusal(fault)));
            client.disconnectSoon();
        } else if (client.admit(session)) {
            welcome(client, session);
        } else {
            // Gone while being let in.
            client.work().run(() -> sessions.close(session));
        }
    }

    private void welcome(Client client, Session session) {
        client.outbox().send(Packets.connected(client.head().getSessionId()));
        client.outbox()
                .send(Packets.event(EventNames.CONNECTED, Wire.connected(session, clock.instant(), locationInterval)));
        tokens.watch(client);
        for (String early = client.nextEarly(); early != null; early = client.nextEarly()) {
            events.dispatch(client, early);
        }
    }
}
