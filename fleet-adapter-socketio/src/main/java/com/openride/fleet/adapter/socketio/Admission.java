package com.openride.fleet.adapter.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.application.port.in.OpenSession;
import com.openride.fleet.domain.access.BearerToken;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.fault.Refused;
import com.openride.fleet.domain.session.Session;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Finds out who a client is, on the event loop, and lets it in, off it. */
final class Admission {

    private final OpenSession sessions;
    private final Workers workers;

    Admission(OpenSession sessions, Workers workers) {
        this.sessions = sessions;
        this.workers = workers;
    }

    /**
     * Lets the client in by the token of its CONNECT or else of its handshake.
     *
     * @param connect the payload of the CONNECT packet, empty when it has none
     * @return the session, or fails with the refusal; completes on any thread
     */
    CompletionStage<Session> open(Client client, String connect) {
        try {
            Principal principal = sessions.authenticate(token(client, connect));
            var opened = new CompletableFuture<Session>();
            workers.run(() -> complete(opened, client, principal));
            return opened;
        } catch (Refused refusal) {
            return CompletableFuture.failedFuture(
                    refusal.code() == FaultCode.OVERLOADED
                            ? new Refused(FaultCode.SERVER_BUSY, "too many are connecting, try again")
                            : refusal);
        } catch (FleetException fault) {
            return CompletableFuture.failedFuture(fault);
        }
    }

    private void complete(CompletableFuture<Session> opened, Client client, Principal principal) {
        try {
            opened.complete(sessions.open(principal, client.origin()));
        } catch (RuntimeException failure) {
            opened.completeExceptionally(failure);
        }
    }

    private static BearerToken token(Client client, String connect) {
        String fromConnect = connect.isEmpty() ? null : text(Json.read(connect).get("token"));
        BearerToken fromHandshake = client.handshakeToken();
        if (fromConnect != null) {
            return new BearerToken(fromConnect);
        }
        if (fromHandshake != null) {
            return fromHandshake;
        }
        throw new Refused(FaultCode.AUTHENTICATION_FAILED, "authentication failed");
    }

    private static @Nullable String text(@Nullable JsonNode node) {
        return node == null || !node.isTextual() ? null : node.textValue();
    }
}
