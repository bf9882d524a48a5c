package com.openride.fleet.application.audit;

import com.openride.fleet.application.port.in.UseCases;
import com.openride.fleet.application.port.out.SessionAudit;
import java.time.InstantSource;

/** The same use cases, with who comes, goes and follows noted. */
public final class AuditedUseCases {

    private AuditedUseCases() {}

    /** Wraps letting in and out, and following. */
    public static UseCases of(UseCases plain, SessionAudit audit, InstantSource clock) {
        return plain.with(
                new AuditedSessions(plain.sessions(), audit, clock),
                plain.locations(),
                new AuditedFollowing(plain.following(), audit, clock),
                plain.progress());
    }
}
