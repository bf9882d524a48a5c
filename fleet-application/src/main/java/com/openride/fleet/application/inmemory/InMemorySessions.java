package com.openride.fleet.application.inmemory;

import com.openride.fleet.application.port.out.Sessions;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.limit.ConnectionAllowance;
import com.openride.fleet.domain.session.Session;
import com.openride.fleet.domain.session.SessionId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sessions of the one instance there is; all are gone with the process, so none can be left over. */
public final class InMemorySessions implements Sessions {

    private final Set<SessionId> open = new HashSet<>();
    private final Map<DriverId, Set<SessionId>> byDriver = new HashMap<>();
    private final Map<DriverId, Instant> departed = new LinkedHashMap<>();
    private final InstantSource clock;

    /** Nobody is there, by the system's clock. */
    public InMemorySessions() {
        this(InstantSource.system());
    }

    /** Nobody is there, by this clock. */
    public InMemorySessions(InstantSource clock) {
        this.clock = clock;
    }

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
        departed.remove(driver);
        return true;
    }

    @Override
    public synchronized void close(Session session) {
        open.remove(session.id());
        if (session.principal().is(Role.DRIVER)) {
            byDriver.computeIfPresent(driverOf(session), (driver, sessions) -> without(session, driver, sessions));
        }
    }

    private @Nullable Set<SessionId> without(Session session, DriverId driver, Set<SessionId> sessions) {
        boolean last = sessions.remove(session.id()) && sessions.isEmpty();
        if (last) {
            departed.put(driver, clock.instant());
        }
        return last ? null : sessions;
    }

    @Override
    public void eachDeparted(Duration grace, Consumer<DriverId> work) {
        departedFor(grace).forEach((driver, since) -> {
            try {
                work.accept(driver);
            } catch (FleetException again) {
                return;
            }
            settle(driver, since);
        });
    }

    private synchronized Map<DriverId, Instant> departedFor(Duration grace) {
        Instant latest = clock.instant().minus(grace);
        Map<DriverId, Instant> due = new LinkedHashMap<>(departed);
        due.values().removeIf(since -> since.isAfter(latest));
        return due;
    }

    private synchronized void settle(DriverId driver, Instant since) {
        departed.remove(driver, since);
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
