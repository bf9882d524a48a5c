package com.openride.fleet.application.port.out;

import com.openride.fleet.domain.session.AuditEntry;
import com.openride.fleet.domain.session.AuditKind;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who came, went, was refused and followed whom, for whoever asks later.
 *
 * <p>Safe for use by many threads.
 */
public interface SessionAudit {

    /**
     * Notes an entry. Never blocks: it may be written a moment later, together with others. What waits is bounded; an
     * entry that finds no room is dropped and counted in the log, since nobody may be kept from riding for the audit's
     * sake.
     */
    void note(AuditEntry entry);

    /**
     * Entries, newest first. May block.
     *
     * @throws com.openride.fleet.domain.fault.FleetException of code UNAVAILABLE when the store is away
     */
    List<Noted> list(Filter filter);

    /**
     * An entry in its place.
     *
     * @param number grows with every entry, though not by one
     * @param entry what happened
     */
    record Noted(long number, AuditEntry entry) {}

    /**
     * Which entries.
     *
     * @param subject only this user's, or null for everybody's
     * @param kinds only these; empty means any
     * @param from only those at or after this
     * @param to only those before this
     * @param before only those with a smaller number; {@link Long#MAX_VALUE} to begin with the newest
     * @param limit at most so many, positive
     */
    record Filter(@Nullable UUID subject, Set<AuditKind> kinds, Instant from, Instant to, long before, int limit) {

        /** Whether the entry is one of them, but for the limit. */
        public boolean admits(Noted noted) {
            AuditEntry entry = noted.entry();
            return (subject == null || subject.equals(entry.subject()))
                    && (kinds.isEmpty() || kinds.contains(entry.kind()))
                    && !entry.at().isBefore(from)
                    && entry.at().isBefore(to)
                    && noted.number() < before;
        }
    }
}
