package com.openride.fleet.adapter.socketio;

import com.openride.fleet.application.port.in.WatchFleet;
import com.openride.fleet.application.port.in.WatchFleet.Request;
import com.openride.fleet.application.port.in.WatchFleet.Watching;
import com.openride.fleet.domain.access.Role;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What operators say. */
final class OpsEvents {

    private final WatchFleet watchFleet;

    OpsEvents(WatchFleet watchFleet) {
        this.watchFleet = watchFleet;
    }

    Map<String, Route> routes() {
        Set<Role> operators = Set.of(Role.ADMIN);
        return Map.of(
                EventNames.OPS_WATCH, new Route(operators, true, true, this::onWatch),
                EventNames.OPS_UNWATCH, new Route(operators, true, true, OpsEvents::onUnwatch));
    }

    private void onWatch(Call call) {
        WatchMessage message = WatchMessage.read(call.payload());
        Client client = call.client();
        Long known = message.lastAlertVersion() != null ? message.lastAlertVersion() : toldSoFar(client);
        Watching watching = watchFleet.watch(
                call.principal(),
                new Request(message.bounds(), known),
                alert -> client.sendQueue().send(Wire.event(EventNames.ALERT, Outgoing.Alarm.of(alert))));
        client.watch().replace(watching);
        answer(call, watching);
        watching.start();
        new OpsPositions().send(client);
    }

    /** Who looks at another area goes on hearing of alerts where they were. */
    private static @Nullable Long toldSoFar(Client client) {
        Watching before = client.watch().current();
        return before == null ? null : before.alertVersion();
    }

    private static void answer(Call call, Watching watching) {
        var body = new LinkedHashMap<String, Object>();
        body.put("alertVersion", watching.alertVersion());
        body.put("open", watching.open().stream().map(Outgoing.Alarm::of).toList());
        body.put("missed", watching.missed().stream().map(Outgoing.Alarm::of).toList());
        call.succeed(body);
    }

    private static void onUnwatch(Call call) {
        call.client().watch().clear();
        call.succeed();
    }
}
