package com.openride.fleet.application.measure;

import com.openride.fleet.application.port.in.OpenSession;
import com.openride.fleet.application.port.out.Measurements;
import com.openride.fleet.application.port.out.Measurements.Count;
import com.openride.fleet.domain.access.BearerToken;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.session.ClientOrigin;
import com.openride.fleet.domain.session.Departure;
import com.openride.fleet.domain.session.Session;
import com.openride.fleet.domain.session.SessionId;
import com.openride.fleet.domain.session.Transport;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts who is here by role and transport, and who was kept out by the reason; tokens of REST count as well. */
final class MeasuredSessions implements OpenSession {

    private static final List<Role> ROLES = List.of(Role.DRIVER, Role.RIDER, Role.ADMIN);

    private final OpenSession plain;
    private final Outcomes unauthenticated;
    private final Outcomes refused;
    private final Count accepted;
    private final Map<Departure, Count> ended = new EnumMap<>(Departure.class);
    private final Map<Kind, LongAdder> open = new HashMap<>();
    private final Set<SessionId> here = ConcurrentHashMap.newKeySet();

    MeasuredSessions(OpenSession plain, Measurements measurements) {
        this.plain = plain;
        unauthenticated = new Outcomes(measurements, "fleet.authentications.refused");
        refused = new Outcomes(measurements, "fleet.connections.refused");
        accepted = measurements.count("fleet.connections.accepted");
        for (Departure why : Departure.values()) {
            ended.put(why, measurements.count("fleet.connections.ended", "reason", why.name()));
        }
        for (Role role : ROLES) {
            for (Transport transport : Transport.values()) {
                var count = new LongAdder();
                open.put(new Kind(role, transport), count);
                measurements.gauge("fleet.connections", count::sum, "role", role.name(), "transport", transport.name());
            }
        }
    }

    @Override
    public Principal authenticate(BearerToken token) {
        return unauthenticated.of(() -> plain.authenticate(token));
    }

    @Override
    public Principal authenticate(BearerToken token, ClientOrigin origin) {
        return unauthenticated.of(() -> plain.authenticate(token, origin));
    }

    @Override
    public void turnedAway(Principal principal, ClientOrigin origin, FaultCode why) {
        refused.count(why);
        plain.turnedAway(principal, origin, why);
    }

    @Override
    public Session open(Principal principal, ClientOrigin origin) {
        Session session = refused.of(() -> plain.open(principal, origin));
        here.add(session.id());
        accepted.one();
        count(session, 1);
        return session;
    }

    @Override
    public Session refresh(Session session, BearerToken token) {
        return plain.refresh(session, token);
    }

    @Override
    public void close(Session session, Departure why) {
        if (here.remove(session.id())) {
            count(session, -1);
            ended.getOrDefault(why, more -> {}).one();
        }
        plain.close(session, why);
    }

    private void count(Session session, int more) {
        LongAdder count = open.get(Kind.of(session));
        if (count != null) {
            count.add(more);
        }
    }

    /** Who holds several roles counts under the first of driver, rider, operator. */
    private record Kind(Role role, Transport transport) {

        static Kind of(Session session) {
            Role first =
                    ROLES.stream().filter(session.principal()::is).findFirst().orElse(Role.ADMIN);
            return new Kind(first, session.origin().transport());
        }
    }
}
