package com.openride.fleet.adapter.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.InvalidValue;
import com.openride.fleet.domain.fault.Refused;
import com.openride.fleet.domain.fault.TooSoon;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one way from an event packet to its handler; only admitted clients' packets come here. */
final class EventDispatch {

    private final Map<String, EventHandler> handlers;

    EventDispatch(Map<String, EventHandler> handlers) {
        this.handlers = Map.copyOf(handlers);
    }

    /**
     * Handles an event.
     *
     * @param packet well-formed by {@link PacketGrammar}, its array still unread
     */
    void dispatch(Client client, String packet) {
        var reply = new Reply(client, PacketGrammar.idOf(packet));
        try {
            JsonNode event = Json.read(packet.substring(packet.indexOf('[')));
            handle(client, event, reply);
        } catch (RuntimeException failure) {
            reply.fail(failure);
        }
    }

    private void handle(Client client, JsonNode event, Reply reply) {
        JsonNode spelled = event.get(0);
        if (spelled == null || !spelled.isTextual()) {
            throw new InvalidValue("event", "must be a name");
        }
        String name = EventNames.canonical(spelled.textValue());
        Duration wait = client.rate().take(EventNames.DRIVER_LOCATION.equals(name), System.nanoTime());
        if (!wait.isZero()) {
            throw new TooSoon(wait);
        }
        EventHandler handler = handlers.get(name);
        if (handler == null) {
            throw new Refused(FaultCode.NOT_SUPPORTED, "there is no such event");
        }
        handler.handle(client, payload(event), reply);
    }

    private static @Nullable JsonNode payload(JsonNode event) {
        JsonNode payload = event.get(1);
        return payload == null || payload.isNull() ? null : payload;
    }
}
