package com.openride.fleet.application.audit;

import com.openride.fleet.application.port.out.SessionAudit;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.session.AuditEntry;
import com.openride.fleet.domain.session.AuditKind;
import com.openride.fleet.domain.session.SessionId;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Writes entries with the time, and with the correlation id that the log carries on this thread. */
record Notes(SessionAudit audit, InstantSource clock) {

    /** Under which name driving adapters give the log the id of the request or the socket that is being answered. */
    private static final String CORRELATION = "correlationId";

    void note(AuditKind kind, @Nullable UUID subject, @Nullable SessionId session, @Nullable String detail) {
        audit.note(new AuditEntry(clock.instant(), kind, subject, session, MDC.get(CORRELATION), detail));
    }

    /** Notes what was looked at, if it was an operator who did. */
    void read(Principal principal, String what) {
        if (principal.is(Role.ADMIN)) {
            note(AuditKind.OPERATOR_READ, principal.subject(), null, what);
        }
    }
}
