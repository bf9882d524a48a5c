package com.openride.fleet.application.audit;

import com.openride.fleet.application.port.in.FindNearby;
import com.openride.fleet.application.port.in.ReadAudit;
import com.openride.fleet.application.port.in.UseCases;
import com.openride.fleet.application.port.in.WatchFleet;
import com.openride.fleet.application.port.out.SessionAudit;
import java.time.InstantSource;
import java.util.List;

/** The same use cases, with who comes, goes and follows noted, and what operators look at. */
public final class AuditedUseCases {

    private AuditedUseCases() {}

    /** Wraps letting in and out, following, and whatever shows an operator something. */
    public static UseCases of(UseCases plain, SessionAudit audit, InstantSource clock) {
        var notes = new Notes(audit, clock);
        return new UseCases(
                new AuditedSessions(plain.sessions(), notes),
                plain.locations(),
                plain.availability(),
                new AuditedFollowing(plain.following(), notes),
                plain.registration(),
                plain.progress(),
                new AuditedTrips(plain.trips(), notes),
                new AuditedDrivers(plain.drivers(), notes),
                nearby(plain, notes),
                new AuditedAlerts(plain.alerts(), notes),
                plain.help(),
                watching(plain, notes),
                plain.sharing(),
                reading(plain, notes),
                plain.health());
    }

    private static FindNearby nearby(UseCases plain, Notes notes) {
        return (principal, query) -> {
            List<FindNearby.Found> found = plain.nearby().nearby(principal, query);
            notes.read(principal, "drivers nearby: " + found.size());
            return found;
        };
    }

    private static WatchFleet watching(UseCases plain, Notes notes) {
        return (principal, request, watcher) -> {
            WatchFleet.Watching watching = plain.watching().watch(principal, request, watcher);
            notes.read(principal, "the map and alerts, live");
            return watching;
        };
    }

    private static ReadAudit reading(UseCases plain, Notes notes) {
        return (principal, query) -> {
            ReadAudit.Page page = plain.audit().list(principal, query);
            notes.read(principal, query.user() == null ? "the audit" : "the audit of " + query.user());
            return page;
        };
    }
}
