package com.openride.fleet.adapter.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.adapter.socketio.Incoming.Event;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.fault.FleetException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One event of one client that is to be answered once, from whatever thread.
 *
 * @param client who asks
 * @param name what for, in its canonical spelling
 * @param payload the first argument, or a missing node
 * @param ack under which number, or {@link Event#NO_ACK}
 */
record Call(Client client, String name, JsonNode payload, long ack) {

    Principal principal() {
        return client.session().principal();
    }

    void succeed() {
        succeed(Map.of());
    }

    /** Says that it is done, if the client wants to know. */
    void succeed(Map<String, ?> answer) {
        if (ack != Event.NO_ACK) {
            var body = new LinkedHashMap<String, Object>();
            body.put("ok", true);
            body.putAll(answer);
            client.sendQueue().send(Wire.ack(ack, body));
        }
        client.calls().decrementAndGet();
    }

    /** Says why it is not done: as the answer, or as an event to a client that asked for none. */
    void fail(Throwable failure) {
        // Maybe on the thread of a store, which does not know whom it works for.
        Correlation.of(client, () -> tell(failure));
    }

    private void tell(Throwable failure) {
        FleetException fault = Faults.of(failure, name);
        Map<String, Object> body = Faults.body(fault);
        client.sendQueue()
                .send(
                        ack == Event.NO_ACK
                                ? Wire.event(EventNames.ERROR, body)
                                : Wire.ack(ack, Map.of("ok", false, "error", body)));
        client.calls().decrementAndGet();
    }
}
