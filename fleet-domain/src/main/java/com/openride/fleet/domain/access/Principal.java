package com.openride.fleet.domain.access;

import com.openride.fleet.domain.fault.Refused;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * Who is asking, as a verified token says.
 *
 * @param subject the user or service
 * @param roles at least one
 * @param expiresAt when the token ends, without leeway
 */
public record Principal(UUID subject, Set<Role> roles, Instant expiresAt) {

    public Principal {
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("a principal has at least one role");
        }
        roles = Set.copyOf(roles);
    }

    /** Whether the principal holds the role. */
    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** Whether the principal holds at least one of the roles. */
    public boolean isAny(Role... any) {
        for (Role role : any) {
            if (is(role)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Refuses, before anything is looked up, a principal that holds none of the roles.
     *
     * @throws Refused with code UNAUTHORIZED
     */
    public void requireAny(Role... any) {
        if (!isAny(any)) {
            throw Refused.notPermitted();
        }
    }

    /** Whether a fresh token of this principal may take over a session of the other: same subject, no role lost. */
    public boolean mayContinue(Principal session) {
        return subject.equals(session.subject) && roles.containsAll(session.roles);
    }
}
