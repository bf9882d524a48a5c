package com.openride.fleet.domain.session;

import com.openride.fleet.domain.access.Principal;
import java.time.Instant;

/**
 * A client that has been let in.
 *
 * @param id this connection
 * @param principal who; only its expiry may change, by a refresh
 * @param origin where from
 * @param openedAt since when
 */
public record Session(SessionId id, Principal principal, ClientOrigin origin, Instant openedAt) {

    /** The same session with the expiry of a fresher token. */
    public Session refreshed(Principal fresh) {
        return new Session(
                id, new Principal(principal.subject(), principal.roles(), fresh.expiresAt()), origin, openedAt);
    }
}
