package com.openride.fleet.adapter.socketio;

import com.openride.fleet.application.port.in.OpenSession;
import com.openride.fleet.domain.access.BearerToken;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.session.Departure;
import com.openride.fleet.domain.session.Session;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** What clients say about their own session. */
final class SessionEvents {

    private final OpenSession sessions;

    SessionEvents(OpenSession sessions) {
        this.sessions = sessions;
    }

    Map<String, Route> routes() {
        return Map.of(
                EventNames.AUTH_REFRESH,
                new Route(Set.of(Role.DRIVER, Role.RIDER, Role.ADMIN), true, false, this::onRefresh));
    }

    private void onRefresh(Call call) {
        Client client = call.client();
        try {
            var token = new BearerToken(new Fields(call.payload()).requiredText("token"));
            Session refreshed = sessions.refresh(client.session(), token);
            client.session(refreshed);
            Instant expiresAt = refreshed.principal().expiresAt();
            client.timer().arm(expiresAt);
            call.succeed(Map.of("expiresAt", Timestamps.format(expiresAt)));
        } catch (FleetException fault) {
            call.fail(fault);
            if (fault.code() == FaultCode.UNAUTHORIZED) {
                client.dismiss(Wire.disconnect(), Departure.TOKEN_REFUSED);
            }
        }
    }
}
