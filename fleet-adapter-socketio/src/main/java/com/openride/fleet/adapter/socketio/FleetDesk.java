package com.openride.fleet.adapter.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.openride.fleet.adapter.socketio.Incoming.Connect;
import com.openride.fleet.adapter.socketio.Incoming.Event;
import com.openride.fleet.application.port.in.UseCases;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.Refused;
import com.openride.fleet.domain.fault.TooSoon;
import com.openride.fleet.domain.session.Departure;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Answers every event that the contract knows, each by its {@link Route}. */
final class FleetDesk implements EventDesk {

    private final Map<String, Route> routes = new HashMap<>();
    private final InstantSource clock;
    private final Duration interval;

    FleetDesk(SocketIoConfig config, UseCases useCases, InstantSource clock) {
        this.clock = clock;
        this.interval = config.timing().locationInterval();
        routes.putAll(new DriverEvents(useCases, clock).routes());
        routes.putAll(new RiderEvents(useCases.following()).routes());
        routes.putAll(new HelpEvents(useCases.help()).routes());
        routes.putAll(new OpsEvents(useCases.watching()).routes());
        routes.putAll(new SessionEvents(useCases.sessions()).routes());
    }

    /** How each event is answered. */
    Map<String, Route> routes() {
        return Map.copyOf(routes);
    }

    @Override
    public void opened(Client client, Connect connect) {
        client.sendQueue()
                .send(Wire.event(
                        EventNames.CONNECTED, Outgoing.Connected.of(client.session(), clock.instant(), interval)));
    }

    @Override
    public void received(Client client, Event event) {
        Correlation.of(client, () -> receive(client, event));
    }

    private void receive(Client client, Event event) {
        client.calls().incrementAndGet();
        Call call = new Call(client, "an event", MissingNode.getInstance(), event.ack());
        try {
            JsonNode array = Json.read(event.json());
            JsonNode name = array.path(0);
            if (!name.isTextual()) {
                client.calls().decrementAndGet();
                client.hangUp(Departure.PROTOCOL_BROKEN);
                return;
            }
            call = new Call(client, EventNames.canonical(name.textValue()), array.path(1), event.ack());
            answer(call);
        } catch (RuntimeException failure) {
            call.fail(failure);
        }
    }

    private void answer(Call call) {
        if (EventNames.RESERVED.contains(call.name()) && call.ack() == Event.NO_ACK) {
            call.succeed();
            return;
        }
        Route route = routes.get(call.name());
        if (route == null || route.budgeted()) {
            spend(call);
        }
        if (route == null) {
            throw new Refused(FaultCode.NOT_SUPPORTED, "no such event");
        }
        call.principal().requireAny(route.roles().toArray(Role[]::new));
        if (!route.blocking()) {
            route.answer().accept(call);
        } else if (!call.client().lane().tryRun(() -> Correlation.of(call.client(), () -> answer(route, call)))) {
            throw new Refused(FaultCode.OVERLOADED, "too much is going on, try again");
        }
    }

    private static void answer(Route route, Call call) {
        try {
            route.answer().accept(call);
        } catch (RuntimeException failure) {
            call.fail(failure);
        }
    }

    private static void spend(Call call) {
        Duration wait = call.client().events().take(1);
        if (!wait.isZero()) {
            throw new TooSoon(wait);
        }
    }
}
