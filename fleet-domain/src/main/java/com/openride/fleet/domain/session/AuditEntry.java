package com.openride.fleet.domain.session;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened about a session.
 *
 * @param at when, by our clock, kept to milliseconds
 * @param kind what
 * @param subject whose token it was
 * @param session which connection, if there is one
 * @param detail what else there is to say, such as the code of a refusal; never a token, at most 200 characters
 */
public record AuditEntry(
        Instant at,
        AuditKind kind,
        UUID subject,
        @Nullable SessionId session,
        @Nullable String detail) {

    private static final int LONGEST_DETAIL = 200;

    public AuditEntry {
        at = at.truncatedTo(ChronoUnit.MILLIS);
        if (detail != null && detail.length() > LONGEST_DETAIL) {
            detail = detail.substring(0, LONGEST_DETAIL);
        }
    }
}
