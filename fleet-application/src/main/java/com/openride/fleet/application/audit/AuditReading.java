package com.openride.fleet.application.audit;

import com.openride.fleet.application.port.in.ReadAudit;
import com.openride.fleet.application.port.out.SessionAudit;
import com.openride.fleet.application.port.out.SessionAudit.Filter;
import com.openride.fleet.application.port.out.SessionAudit.Noted;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.fault.InvalidValue;
import java.time.Instant;
import java.util.List;

/** Pages through the audit. */
public final class AuditReading implements ReadAudit {

    private static final int MOST = 100;

    /** As far as every store can count: PostgreSQL knows no {@link Instant#MAX}. */
    private static final Instant FOR_EVER = Instant.parse("9999-01-01T00:00:00Z");

    private final SessionAudit audit;

    public AuditReading(SessionAudit audit) {
        this.audit = audit;
    }

    @Override
    public Page list(Principal principal, Query query) {
        principal.requireAny(Role.ADMIN);
        if (query.limit() < 1 || query.limit() > MOST) {
            throw new InvalidValue("limit", "must be from 1 to " + MOST);
        }
        List<Noted> noted = audit.list(filter(query));
        boolean more = noted.size() > query.limit();
        List<Noted> page = more ? noted.subList(0, query.limit()) : noted;
        Long next = more ? page.get(page.size() - 1).number() : null;
        return new Page(page.stream().map(Noted::entry).toList(), next);
    }

    /** One more than asked for, to know whether there is a next page. */
    private static Filter filter(Query query) {
        Instant from = query.from() == null ? Instant.EPOCH : query.from();
        Instant to = query.to() == null ? FOR_EVER : query.to();
        if (!from.isBefore(to)) {
            throw new InvalidValue("to", "must be after from");
        }
        long before = query.after() == null ? Long.MAX_VALUE : query.after();
        return new Filter(query.user(), query.kinds(), from, to, before, query.limit() + 1);
    }
}
