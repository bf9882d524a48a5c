package com.openride.fleet.application.session;

import com.openride.fleet.application.health.Lifecycle;
import com.openride.fleet.application.port.in.OpenSession;
import com.openride.fleet.application.port.out.Sessions;
import com.openride.fleet.application.port.out.TokenVerifier;
import com.openride.fleet.domain.access.BearerToken;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.Refused;
import com.openride.fleet.domain.limit.ConnectionAllowance;
import com.openride.fleet.domain.session.ClientOrigin;
import com.openride.fleet.domain.session.Departure;
import com.openride.fleet.domain.session.Session;
import com.openride.fleet.domain.session.SessionId;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/** Lets clients in while there is room and the service stays, and notes when a driver comes and goes. */
public final class SessionKeeping implements OpenSession {

    private final TokenVerifier verifier;
    private final Sessions sessions;
    private final ConnectionAllowance allowance;
    private final Presence presence;
    private final Lifecycle lifecycle;
    private final InstantSource clock;
    private final Supplier<UUID> ids = UUID::randomUUID;

    public SessionKeeping(
            TokenVerifier verifier,
            Sessions sessions,
            ConnectionAllowance allowance,
            Presence presence,
            Lifecycle lifecycle,
            InstantSource clock) {
        this.verifier = verifier;
        this.sessions = sessions;
        this.allowance = allowance;
        this.presence = presence;
        this.lifecycle = lifecycle;
        this.clock = clock;
    }

    @Override
    public Principal authenticate(BearerToken token) {
        return verifier.verify(token);
    }

    @Override
    public Principal authenticate(BearerToken token, ClientOrigin origin) {
        return authenticate(token);
    }

    @Override
    public void turnedAway(Principal principal, ClientOrigin origin, FaultCode why) {
        // Nothing was kept for them.
    }

    @Override
    public Session open(Principal principal, ClientOrigin origin) {
        if (lifecycle.isDraining()) {
            throw new Refused(FaultCode.SERVER_DRAINING, "this instance is going away, connect again");
        }
        if (!principal.isAny(Role.DRIVER, Role.RIDER, Role.ADMIN)) {
            throw new Refused(FaultCode.AUTHENTICATION_FAILED, "authentication failed");
        }
        var session = new Session(new SessionId(ids.get()), principal, origin, clock.instant());
        if (principal.is(Role.DRIVER)) {
            openForDriver(session);
        } else {
            sessions.open(session);
        }
        return session;
    }

    @Override
    public Session refresh(Session session, BearerToken token) {
        Principal fresh = verifier.verify(token);
        if (!fresh.mayContinue(session.principal())) {
            throw new Refused(FaultCode.UNAUTHORIZED, "the token is not this session's");
        }
        return session.refreshed(fresh);
    }

    @Override
    public void close(Session session, Departure why) {
        sessions.close(session);
    }

    private void openForDriver(Session session) {
        if (!sessions.tryOpen(session, allowance)) {
            throw new Refused(
                    FaultCode.MAX_CONNECTIONS_EXCEEDED,
                    "a driver may hold " + allowance.most() + " connections at once");
        }
        presence.came(driverOf(session));
    }

    private static DriverId driverOf(Session session) {
        return new DriverId(session.principal().subject());
    }
}
