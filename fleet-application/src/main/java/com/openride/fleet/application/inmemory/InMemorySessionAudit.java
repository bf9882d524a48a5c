package com.openride.fleet.application.inmemory;

import com.openride.fleet.application.port.out.SessionAudit;
import com.openride.fleet.domain.session.AuditEntry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest entries of this process; past the cap the oldest is forgotten. */
public final class InMemorySessionAudit implements SessionAudit {

    private final Deque<Noted> newestFirst = new ArrayDeque<>();
    private final int most;
    private long number;

    /**
     * An empty audit.
     *
     * @param most how many entries are kept, positive
     */
    public InMemorySessionAudit(int most) {
        this.most = most;
    }

    @Override
    public synchronized void note(AuditEntry entry) {
        newestFirst.addFirst(new Noted(++number, entry));
        if (newestFirst.size() > most) {
            newestFirst.removeLast();
        }
    }

    @Override
    public synchronized List<Noted> list(Filter filter) {
        return newestFirst.stream().filter(filter::admits).limit(filter.limit()).toList();
    }
}
