package com.openride.fleet.application.inmemory;

import com.openride.fleet.application.port.out.Sessions;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.limit.ConnectionAllowance;
import com.openride.fleet.domain.session.Session;
import com.openride.fleet.domain.session.SessionId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Sessions of the one instance there is; all are gone with the process, so none can be left over. */
public final class InMemorySessions implements Sessions {

    private final Set<SessionId> open = new HashSet<>();
    private final Map<DriverId, Set<SessionId>> byDriver = new HashMap<>();

    @Override
    public synchronized void open(Session session) {
        open.add(session.id());
    }

    @Override
    public synchronized boolean tryOpen(Session session, ConnectionAllowance allowance) {
        DriverId driver = driverOf(session);
        if (!allowance.admitsBeside(connections(driver))) {
            return false;
        }
        byDriver.computeIfAbsent(driver, id -> new HashSet<>()).add(session.id());
        open.add(session.id());
        return true;
    }

    @Override
    public synchronized void close(Session session) {
        open.remove(session.id());
        if (session.principal().is(Role.DRIVER)) {
            byDriver.computeIfPresent(
                    driverOf(session),
                    (driver, sessions) -> sessions.remove(session.id()) && sessions.isEmpty() ? null : sessions);
        }
    }

    @Override
    public synchronized int connections(DriverId driver) {
        return byDriver.getOrDefault(driver, Set.of()).size();
    }

    @Override
    public synchronized int here() {
        return open.size();
    }

    private static DriverId driverOf(Session session) {
        return new DriverId(session.principal().subject());
    }
}
