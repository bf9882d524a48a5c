package com.openride.fleet.application.audit;

import com.openride.fleet.application.port.in.OpenSession;
import com.openride.fleet.domain.access.BearerToken;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.limit.Gcra;
import com.openride.fleet.domain.session.AuditKind;
import com.openride.fleet.domain.session.ClientOrigin;
import com.openride.fleet.domain.session.Departure;
import com.openride.fleet.domain.session.Session;
import com.openride.fleet.domain.session.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Notes who was let in, refused, extended and let out, and why. Of tokens that are nobody's it notes ten a second, and a
 * hundred at once: anybody can send them without end, and the audit is no place to be filled by strangers. All are counted
 * by {@code fleet_authentications_refused_total}.
 */
final class AuditedSessions implements OpenSession {

    private static final Gcra STRANGERS = new Gcra(Duration.ofMillis(100), Duration.ofSeconds(10));

    private final OpenSession plain;
    private final Notes notes;
    private final Set<SessionId> here = ConcurrentHashMap.newKeySet();
    private @Nullable Instant nextStranger;

    AuditedSessions(OpenSession plain, Notes notes) {
        this.plain = plain;
        this.notes = notes;
    }

    @Override
    public Principal authenticate(BearerToken token) {
        return plain.authenticate(token);
    }

    @Override
    public Principal authenticate(BearerToken token, ClientOrigin origin) {
        try {
            return plain.authenticate(token, origin);
        } catch (FleetException refused) {
            if (affordsStranger()) {
                note(AuditKind.REFUSED, null, null, refused.code() + wayOf(origin));
            }
            throw refused;
        }
    }

    @Override
    public void turnedAway(Principal principal, ClientOrigin origin, FaultCode why) {
        note(AuditKind.REFUSED, principal.subject(), null, why + wayOf(origin));
        plain.turnedAway(principal, origin, why);
    }

    @Override
    public Session open(Principal principal, ClientOrigin origin) {
        try {
            Session session = plain.open(principal, origin);
            here.add(session.id());
            note(AuditKind.CONNECTED, principal.subject(), session.id(), principal.roles() + wayOf(origin));
            return session;
        } catch (FleetException refused) {
            note(AuditKind.REFUSED, principal.subject(), null, refused.code() + wayOf(origin));
            throw refused;
        }
    }

    @Override
    public Session refresh(Session session, BearerToken token) {
        UUID subject = session.principal().subject();
        try {
            Session refreshed = plain.refresh(session, token);
            note(AuditKind.TOKEN_REFRESHED, subject, session.id(), null);
            return refreshed;
        } catch (FleetException refused) {
            note(AuditKind.TOKEN_REFUSED, subject, session.id(), refused.code().name());
            throw refused;
        }
    }

    @Override
    public void close(Session session, Departure why) {
        if (here.remove(session.id())) {
            note(AuditKind.DISCONNECTED, session.principal().subject(), session.id(), why.name());
        }
        plain.close(session, why);
    }

    private void note(AuditKind kind, @Nullable UUID subject, @Nullable SessionId session, @Nullable String detail) {
        notes.note(kind, subject, session, detail);
    }

    private synchronized boolean affordsStranger() {
        Gcra.Decision decision = STRANGERS.decide(nextStranger, notes.clock().instant());
        if (decision instanceof Gcra.Admitted admitted) {
            nextStranger = admitted.due();
            return true;
        }
        return false;
    }

    private static String wayOf(ClientOrigin origin) {
        return " over " + origin.transport() + " from " + origin.address();
    }
}
