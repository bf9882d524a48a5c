package com.openride.fleet.adapter.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.adapter.socketio.Incoming.Connect;
import com.openride.fleet.adapter.socketio.Incoming.Event;
import com.openride.fleet.application.fixture.FleetFixture;
import com.openride.fleet.application.port.in.OpenSession;
import com.openride.fleet.application.port.in.UseCases;
import com.openride.fleet.domain.access.BearerToken;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.session.ClientOrigin;
import com.openride.fleet.domain.session.Departure;
import com.openride.fleet.domain.session.Session;
import com.openride.fleet.domain.session.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves what the official test suite of the Socket.IO protocol, version 5, expects at port 3000: the same pipeline and gate as
 * the service, with a check that lets everybody in and handlers that echo. Stays until the process is ended.
 *
 * <p>{@code mvn -Pprotocol-suite -pl fleet-adapter-socketio -am process-test-classes}
 */
public final class ProtocolSuiteServer {

    private static final Logger LOG = LoggerFactory.getLogger(ProtocolSuiteServer.class);
    private static final int PORT = 3000;

    private ProtocolSuiteServer() {}

    /** Starts to serve; the first argument is the port, if there is one. */
    public static void main(String[] args) throws InterruptedException {
        int port = args.length == 0 ? PORT : Integer.parseInt(args[0]);
        try (var fleet = new FleetFixture(Duration.ZERO);
                var adapter = start(port, fleet)) {
            LOG.info("echoing at port {}", adapter.port());
            Thread.currentThread().join();
        }
    }

    static SocketIoAdapter start(int port, FleetFixture fleet) {
        var config = SocketIoConfig.defaults(port)
                .withHost("127.0.0.1")
                .withHeartbeat(Duration.ofMillis(300), Duration.ofMillis(200));
        return SocketIoAdapter.start(config, open(fleet.useCases()), InstantSource.system(), new Echo());
    }

    private static UseCases open(UseCases real) {
        return real.with(new Everybody(), real.locations(), real.following(), real.progress());
    }

    /** Answers as the suite wants it. */
    private static final class Echo implements EventDesk {

        @Override
        public void opened(Client client, Connect connect) {
            JsonNode auth = Json.read(connect.auth().isEmpty() ? "{}" : connect.auth());
            client.sendQueue().send(Wire.event("auth", auth));
        }

        @Override
        public void received(Client client, Event event) {
            List<JsonNode> args = new ArrayList<>();
            Json.read(event.json()).forEach(args::add);
            String name = args.remove(0).textValue();
            if (name.equals("message")) {
                client.sendQueue().send(Wire.event("message-back", args));
            } else if (name.equals("message-with-ack") && event.ack() != Event.NO_ACK) {
                client.sendQueue().send(Wire.ack(event.ack(), args));
            }
        }
    }

    /** Lets everybody in. */
    private static final class Everybody implements OpenSession {

        @Override
        public Principal authenticate(BearerToken token) {
            return new Principal(
                    UUID.randomUUID(), Set.of(Role.RIDER), Instant.now().plusSeconds(3600));
        }

        @Override
        public Principal authenticate(BearerToken token, ClientOrigin origin) {
            return authenticate(token);
        }

        @Override
        public void turnedAway(Principal principal, ClientOrigin origin, FaultCode why) {
            // There is room for everybody.
        }

        @Override
        public Session open(Principal principal, ClientOrigin origin) {
            return new Session(new SessionId(UUID.randomUUID()), principal, origin, Instant.now());
        }

        @Override
        public Session refresh(Session session, BearerToken token) {
            return session;
        }

        @Override
        public void close(Session session, Departure why) {
            // Nobody is counted here.
        }
    }
}
