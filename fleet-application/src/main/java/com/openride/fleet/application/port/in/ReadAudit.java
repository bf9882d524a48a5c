package com.openride.fleet.application.port.in;

import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.session.AuditEntry;
import com.openride.fleet.domain.session.AuditKind;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows operators who came, went, was refused, followed whom and looked at what. Safe for use by many threads; may block. */
public interface ReadAudit {

    /**
     * Entries, newest first. What happened within the last second or so may still be missing.
     *
     * @throws com.openride.fleet.domain.fault.FleetException UNAUTHORIZED for whoever is no operator, INVALID_PAYLOAD for
     *     a limit out of range or a time that ends before it begins, UNAVAILABLE when the store is away
     */
    Page list(Principal principal, Query query);

    /**
     * Which entries.
     *
     * @param user only this user's, if given
     * @param kinds only these; empty means any
     * @param from only those at or after this, or null for all that is kept
     * @param to only those before this, or null for all until now
     * @param after where the page before ended, or null for the first page
     * @param limit at most so many, 1 to 100
     */
    record Query(
            @Nullable UUID user,
            Set<AuditKind> kinds,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Long after,
            int limit) {}

    /**
     * A part of the audit.
     *
     * @param entries the entries
     * @param next where to go on, or null at the end
     */
    record Page(List<AuditEntry> entries, @Nullable Long next) {}
}
