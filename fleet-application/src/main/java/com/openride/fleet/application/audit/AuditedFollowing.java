package com.openride.fleet.application.audit;

import com.openride.fleet.application.port.in.FollowDriver;
import com.openride.fleet.application.port.out.SessionAudit;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.session.AuditEntry;
import com.openride.fleet.domain.session.AuditKind;
import java.time.InstantSource;

/** Notes who followed which trip, and who was not let. */
final class AuditedFollowing implements FollowDriver {

    private final FollowDriver plain;
    private final SessionAudit audit;
    private final InstantSource clock;

    AuditedFollowing(FollowDriver plain, SessionAudit audit, InstantSource clock) {
        this.plain = plain;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Following follow(Principal principal, Request request, Watcher watcher) {
        try {
            Following following = plain.follow(principal, request, watcher);
            note(AuditKind.SUBSCRIBED, principal, "trip " + following.trip().trip());
            return following;
        } catch (FleetException refused) {
            note(AuditKind.SUBSCRIPTION_REFUSED, principal, refused.code().name());
            throw refused;
        }
    }

    private void note(AuditKind kind, Principal principal, String detail) {
        audit.note(new AuditEntry(clock.instant(), kind, principal.subject(), null, detail));
    }
}
