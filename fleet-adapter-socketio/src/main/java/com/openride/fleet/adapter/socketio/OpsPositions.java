package com.openride.fleet.adapter.socketio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.util.RawValue;
import com.openride.fleet.application.port.in.DriverPosition;
import com.openride.fleet.application.port.in.WatchFleet.Changes;
import com.openride.fleet.application.port.in.WatchFleet.Watching;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.event.FleetEvent.DriverMoved;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/**
 * One round of telling operators who has moved. A position that several of them are told is written once: with five who
 * look at the same 10,000 cars that is the greater part of the work.
 */
final class OpsPositions {

    private static final int CHARACTERS_OF_ONE = 240;

    private final IdentityHashMap<DriverMoved, String> written = new IdentityHashMap<>();

    /** Tells the client what has changed, unless they are still being told of earlier changes. */
    void send(Client client) {
        Watching watching = client.watch().current();
        if (watching == null || !client.sendQueue().isIdle()) {
            return;
        }
        Changes changes = watching.changes();
        if (!changes.isEmpty()) {
            client.sendQueue().send(Wire.event(EventNames.OPS_POSITIONS, new RawValue(json(changes))));
        }
    }

    private String json(Changes changes) {
        var json = new StringBuilder(64 + CHARACTERS_OF_ONE * changes.moved().size());
        json.append("{\"full\":").append(changes.full()).append(",\"positions\":");
        append(json, changes.moved(), moved -> written.computeIfAbsent(moved, OpsPositions::write));
        json.append(",\"gone\":");
        append(json, changes.gone(), OpsPositions::write);
        return json.append('}').toString();
    }

    private static <T> void append(StringBuilder json, List<T> items, Function<T, String> writing) {
        json.append('[');
        Iterator<T> all = items.iterator();
        while (all.hasNext()) {
            json.append(writing.apply(all.next())).append(all.hasNext() ? "," : "");
        }
        json.append(']');
    }

    private static String write(DriverMoved moved) {
        try {
            var position = new DriverPosition(moved.location(), moved.status(), null);
            return Json.MAPPER.writeValueAsString(Outgoing.Position.of(position));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not a value that can be written", e);
        }
    }

    private static String write(DriverId driver) {
        return '"' + driver.toString() + '"';
    }
}
