package com.openride.fleet.adapter.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.application.port.in.OpenSession;
import com.openride.fleet.domain.access.BearerToken;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.InvalidValue;
import com.openride.fleet.domain.fault.Refused;
import com.openride.fleet.domain.session.Session;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A fresher token for an open socket. */
final class AuthEvents {

    private final OpenSession sessions;
    private final TokenClock tokens;

    AuthEvents(OpenSession sessions, TokenClock tokens) {
        this.sessions = sessions;
        this.tokens = tokens;
    }

    Map<String, EventHandler> handlers() {
        return Map.of(EventNames.AUTH_REFRESH, this::refresh);
    }

    private void refresh(Client client, @Nullable JsonNode payload, Reply reply) {
        String token = Fields.of(payload).text("token");
        if (token == null) {
            throw new InvalidValue("token", "is required");
        }
        try {
            Session fresh = sessions.refresh(client.session(), new BearerToken(token));
            client.refreshed(fresh);
            tokens.watch(client);
            reply.ok(Map.of("tokenExpiresAt", Wire.time(fresh.principal().expiresAt())));
        } catch (Refused refusal) {
            reply.fail(refusal);
            if (refusal.code() == FaultCode.UNAUTHORIZED) {
                client.disconnectSoon();
            }
        }
    }
}
