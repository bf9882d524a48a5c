package com.openride.fleet.application.alert;

import com.openride.fleet.application.port.in.HandleAlerts;
import com.openride.fleet.application.port.out.Alerts;
import com.openride.fleet.application.port.out.FleetBroadcast;
import com.openride.fleet.domain.access.Actor;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.alert.Alert;
import com.openride.fleet.domain.alert.AlertId;
import com.openride.fleet.domain.alert.AlertStatus;
import com.openride.fleet.domain.alert.AlertStep;
import com.openride.fleet.domain.event.FleetEvent.AlertChanged;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.fault.InvalidValue;
import com.openride.fleet.domain.fault.Refused;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows alerts to operators, takes their steps, and tells the other operators of them. */
public final class AlertHandling implements HandleAlerts {

    private static final int MOST = 100;
    private static final int MOST_TRIES = 5;
    private static final long BEFORE_ANY_VERSION = -1;

    private final Alerts alerts;
    private final AlertRaising raising;
    private final FleetBroadcast broadcast;
    private final InstantSource clock;

    public AlertHandling(Alerts alerts, AlertRaising raising, FleetBroadcast broadcast, InstantSource clock) {
        this.alerts = alerts;
        this.raising = raising;
        this.broadcast = broadcast;
        this.clock = clock;
    }

    @Override
    public Page list(Principal principal, Query query) {
        principal.requireAny(Role.ADMIN);
        if (query.limit() < 1 || query.limit() > MOST) {
            throw new InvalidValue("limit", "must be from 1 to " + MOST);
        }
        // Read before the store, so that an alert stored in between is in one of the two.
        List<Alert> waiting = waiting(query);
        try {
            return page(query, waiting, alerts.list(filter(query, query.sinceVersion(), query.limit() + 1)));
        } catch (FleetException fault) {
            if (fault.code() != FaultCode.UNAVAILABLE || waiting.isEmpty()) {
                throw fault;
            }
            return new Page(List.of(), waiting, false, null);
        }
    }

    @Override
    public Alert acknowledge(Principal principal, AlertId alert, @Nullable String note) {
        return take(alert, AlertStep.acknowledged(operator(principal), clock.instant(), note));
    }

    @Override
    public Alert resolve(Principal principal, AlertId alert, @Nullable String note) {
        return take(alert, AlertStep.resolved(operator(principal), clock.instant(), note));
    }

    private static Actor operator(Principal principal) {
        principal.requireAny(Role.ADMIN);
        return new Actor(principal.subject(), Role.ADMIN);
    }

    private Alert take(AlertId id, AlertStep step) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Alert now = alerts.find(id).orElseThrow(Refused::alertNotFound);
            if (hasTaken(now, step.to())) {
                return now;
            }
            if (!now.status().canBecome(step.to())) {
                throw new Refused(FaultCode.CONFLICT, "the alert is resolved");
            }
            Optional<Alert> after = alerts.advance(now, step);
            after.ifPresent(changed -> broadcast.publish(new AlertChanged(changed)));
            if (after.isPresent()) {
                return after.get();
            }
        }
        throw new Refused(FaultCode.CONFLICT, "others are changing this alert, try again");
    }

    private static boolean hasTaken(Alert alert, AlertStatus step) {
        return step == AlertStatus.RESOLVED ? alert.status() == AlertStatus.RESOLVED : alert.acknowledgement() != null;
    }

    private List<Alert> waiting(Query query) {
        if (query.after() != null) {
            return List.of();
        }
        Alerts.Filter filter = filter(query, BEFORE_ANY_VERSION, query.limit());
        return raising.notStored().stream().filter(filter::admits).toList();
    }

    private static Page page(Query query, List<Alert> waiting, List<Alert> found) {
        boolean more = found.size() > query.limit();
        List<Alert> page = more ? found.subList(0, query.limit()) : found;
        Set<AlertId> stored = found.stream().map(Alert::id).collect(Collectors.toSet());
        return new Page(
                List.copyOf(page),
                waiting.stream().filter(alert -> !stored.contains(alert.id())).toList(),
                true,
                more ? page.get(page.size() - 1).number() : null);
    }

    private static Alerts.Filter filter(Query query, long sinceVersion, int limit) {
        Long after = query.after();
        return new Alerts.Filter(
                query.statuses(),
                query.kinds(),
                query.severities(),
                query.driver(),
                query.trip(),
                sinceVersion,
                after == null ? Long.MAX_VALUE : after,
                limit);
    }
}
