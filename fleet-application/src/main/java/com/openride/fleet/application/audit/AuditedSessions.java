package com.openride.fleet.application.audit;

import com.openride.fleet.application.port.in.OpenSession;
import com.openride.fleet.application.port.out.SessionAudit;
import com.openride.fleet.domain.access.BearerToken;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.session.AuditEntry;
import com.openride.fleet.domain.session.AuditKind;
import com.openride.fleet.domain.session.ClientOrigin;
import com.openride.fleet.domain.session.Session;
import com.openride.fleet.domain.session.SessionId;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Notes who was let in, refused, extended and let out. Tokens that are not good belong to nobody and are only counted. */
final class AuditedSessions implements OpenSession {

    private final OpenSession plain;
    private final SessionAudit audit;
    private final InstantSource clock;
    private final Set<SessionId> here = ConcurrentHashMap.newKeySet();

    AuditedSessions(OpenSession plain, SessionAudit audit, InstantSource clock) {
        this.plain = plain;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Principal authenticate(BearerToken token) {
        return plain.authenticate(token);
    }

    @Override
    public Session open(Principal principal, ClientOrigin origin) {
        try {
            Session session = plain.open(principal, origin);
            here.add(session.id());
            note(
                    AuditKind.CONNECTED,
                    principal.subject(),
                    session.id(),
                    principal.roles() + " over " + origin.transport() + " from " + origin.address());
            return session;
        } catch (FleetException refused) {
            note(AuditKind.REFUSED, principal.subject(), null, refused.code().name());
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
    public void close(Session session) {
        if (here.remove(session.id())) {
            note(AuditKind.DISCONNECTED, session.principal().subject(), session.id(), null);
        }
        plain.close(session);
    }

    private void note(AuditKind kind, UUID subject, @Nullable SessionId session, @Nullable String detail) {
        audit.note(new AuditEntry(clock.instant(), kind, subject, session, detail));
    }
}
