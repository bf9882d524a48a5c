package com.openride.fleet.adapter.socketio;

import com.corundumstudio.socketio.HandshakeData;
import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.adapter.socketio.Incoming.Connect;
import com.openride.fleet.application.port.in.OpenSession;
import com.openride.fleet.domain.access.BearerToken;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.fault.Refused;
import com.openride.fleet.domain.session.ClientOrigin;
import com.openride.fleet.domain.session.Departure;
import com.openride.fleet.domain.session.Session;
import com.openride.fleet.domain.session.Transport;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets a client in: its token is checked at once, the rest on threads of its own, since it may block. */
final class Admission {

    private static final String BEARER = "bearer ";

    private final ServerContext context;
    private final OpenSession sessions;

    Admission(ServerContext context) {
        this.context = context;
        this.sessions = context.useCases().sessions();
    }

    /** Begins to let the client in. The outcome reaches it as CONNECT or CONNECT_ERROR. */
    void begin(Client client, Connect connect) {
        try {
            Principal principal = sessions.authenticate(tokenOf(client, connect), originOf(client));
            long since = System.nanoTime();
            if (!context.workers().tryAdmit(() -> admit(client, principal, connect, since))) {
                throw context.workers().isClosed() ? draining(client, principal) : busy(client, principal);
            }
        } catch (RuntimeException failure) {
            refuse(client, failure);
        }
    }

    private void admit(Client client, Principal principal, Connect connect, long since) {
        if (client.stage().isGone()) {
            return;
        }
        try {
            if (System.nanoTime() - since > context.config().timing().patience().toNanos()) {
                throw busy(client, principal);
            }
            Session session = sessions.open(principal, originOf(client));
            if (!client.open(session, connect)) {
                sessions.close(session, Departure.NEVER_ARRIVED);
            }
        } catch (RuntimeException failure) {
            refuse(client, failure);
        }
    }

    private Refused busy(Client client, Principal principal) {
        return turnAway(client, principal, FaultCode.SERVER_BUSY, "too many clients are connecting, try again");
    }

    /** Who was accepted just before the port closed and says who they are only now. */
    private Refused draining(Client client, Principal principal) {
        return turnAway(client, principal, FaultCode.SERVER_DRAINING, "this instance is going away, connect again");
    }

    private Refused turnAway(Client client, Principal principal, FaultCode code, String message) {
        sessions.turnedAway(principal, originOf(client), code);
        return new Refused(code, message);
    }

    private static void refuse(Client client, RuntimeException failure) {
        FleetException fault = Faults.of(failure, "letting a client in");
        boolean ours = fault.code() == FaultCode.INTERNAL || fault.code() == FaultCode.UNAVAILABLE;
        String code = (ours ? FaultCode.SERVER_BUSY : fault.code()).name();
        String message = String.valueOf(fault.getMessage());
        client.dismiss(
                Wire.connectError("", Map.of("message", message, "data", Map.of("code", code, "message", message))),
                Departure.NEVER_ARRIVED);
    }

    private static ClientOrigin originOf(Client client) {
        return new ClientOrigin(client.address(), client.isPolling() ? Transport.POLLING : Transport.WEBSOCKET);
    }

    /** The token of the CONNECT packet, else of the header, else of the query; an empty one is refused like a bad one. */
    private static BearerToken tokenOf(Client client, Connect connect) {
        HandshakeData handshake = client.head().getHandshakeData();
        String token = tokenIn(connect);
        if (token == null) {
            token = bearer(handshake.getHttpHeaders().get(HttpHeaderNames.AUTHORIZATION));
        }
        if (token == null) {
            token = handshake.getSingleUrlParam("token");
        }
        return new BearerToken(token == null ? "" : token);
    }

    private static @Nullable String tokenIn(Connect connect) {
        if (connect.auth().isEmpty()) {
            return null;
        }
        JsonNode token = Json.read(connect.auth()).path("token");
        return token.isTextual() && !token.textValue().isBlank() ? token.textValue() : null;
    }

    private static @Nullable String bearer(@Nullable String header) {
        return header != null && header.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? header.substring(BEARER.length()).strip()
                : null;
    }
}
