package com.openride.fleet.application.audit;

import com.openride.fleet.application.port.in.FollowDriver;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.session.AuditKind;

/** Notes who followed which trip, and who was not let. */
final class AuditedFollowing implements FollowDriver {

    private final FollowDriver plain;
    private final Notes notes;

    AuditedFollowing(FollowDriver plain, Notes notes) {
        this.plain = plain;
        this.notes = notes;
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
        notes.note(kind, principal.subject(), null, detail);
    }
}
