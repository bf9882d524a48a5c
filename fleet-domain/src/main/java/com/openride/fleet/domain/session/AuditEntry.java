package com.openride.fleet.domain.session;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened about a session, or that an operator looked at.
 *
 * @param at when, by our clock, kept to milliseconds
 * @param kind what
 * @param subject whose token it was; null when the token was nobody's
 * @param session which connection, if there is one
 * @param correlation by which the request is found in the log and by its caller, if there is one; at most 64 characters
 * @param detail what else there is to say, such as the code of a refusal; never a token, at most 200 characters
 */
public record AuditEntry(
        Instant at,
        AuditKind kind,
        @Nullable UUID subject,
        @Nullable SessionId session,
        @Nullable String correlation,
        @Nullable String detail) {

    private static final int LONGEST_CORRELATION = 64;
    private static final int LONGEST_DETAIL = 200;

    public AuditEntry {
        at = at.truncatedTo(ChronoUnit.MILLIS);
        correlation = cut(correlation, LONGEST_CORRELATION);
        detail = cut(detail, LONGEST_DETAIL);
    }

    private static @Nullable String cut(@Nullable String text, int longest) {
        return text == null || text.length() <= longest ? text : text.substring(0, longest);
    }
}
