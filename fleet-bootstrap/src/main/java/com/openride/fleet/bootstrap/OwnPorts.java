package com.openride.fleet.bootstrap;

import com.openride.fleet.application.port.out.Alerts;
import com.openride.fleet.application.port.out.Drivers;
import com.openride.fleet.application.port.out.EventOutbox;
import com.openride.fleet.application.port.out.FleetBroadcast;
import com.openride.fleet.application.port.out.LocationHistory;
import com.openride.fleet.application.port.out.LocationLog;
import com.openride.fleet.application.port.out.LocationThrottle;
import com.openride.fleet.application.port.out.SessionAudit;
import com.openride.fleet.application.port.out.Sessions;
import com.openride.fleet.application.port.out.ShareLinks;
import com.openride.fleet.application.port.out.TokenVerifier;
import com.openride.fleet.application.port.out.Trips;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Ports that the embedding service implements itself. Those it gave stay open when the fleet is closed. */
final class OwnPorts {

    private static final Set<Class<?>> REPLACEABLE = Set.of(
            Trips.class,
            Drivers.class,
            LocationLog.class,
            LocationHistory.class,
            Alerts.class,
            ShareLinks.class,
            EventOutbox.class,
            SessionAudit.class,
            Sessions.class,
            LocationThrottle.class,
            FleetBroadcast.class,
            TokenVerifier.class);

    /** What one transaction writes. */
    private static final List<Class<?>> TOGETHER = List.of(Trips.class, Alerts.class, EventOutbox.class);

    private final Map<Class<?>, Object> given = new LinkedHashMap<>();

    <P> void add(Class<P> port, P own) {
        given.put(port, own);
    }

    /** The port as the embedding service does it, and otherwise as it is made here. */
    <P> P or(Class<P> port, Supplier<P> otherwise) {
        Object own = given.get(port);
        if (own == null
                && port.equals(LocationHistory.class)
                && given.get(LocationLog.class) instanceof LocationHistory) {
            own = given.get(LocationLog.class);
        }
        return own == null ? otherwise.get() : port.cast(own);
    }

    /** What does not fit, each with what to do about it. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        given.keySet().stream()
                .filter(port -> !REPLACEABLE.contains(port))
                .forEach(port -> problems.add(port.getSimpleName() + ": is no port that can be replaced; these can be: "
                        + names(REPLACEABLE)));
        boolean readsBack =
                given.containsKey(LocationHistory.class) || given.get(LocationLog.class) instanceof LocationHistory;
        if (given.containsKey(LocationLog.class) && !readsBack) {
            problems.add(
                    "LocationLog: comes with a LocationHistory that reads what it wrote; give one, or implement both");
        }
        if (given.containsKey(LocationHistory.class) && !given.containsKey(LocationLog.class)) {
            problems.add("LocationHistory: comes with the LocationLog that it reads; give one");
        }
        long together = TOGETHER.stream().filter(given::containsKey).count();
        if (together > 0 && together < TOGETHER.size()) {
            problems.add("Trips, Alerts and EventOutbox: are written in one transaction; give all three or none");
        }
        return problems;
    }

    private static String names(Set<Class<?>> ports) {
        return ports.stream().map(Class::getSimpleName).sorted().collect(Collectors.joining(", "));
    }
}
