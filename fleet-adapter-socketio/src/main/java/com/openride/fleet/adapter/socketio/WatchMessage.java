package com.openride.fleet.adapter.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.domain.fault.InvalidValue;
import com.openride.fleet.domain.geo.Bounds;
import org.jspecify.annotations.Nullable;

/** Which area an operator wants to see, and how far they know the journal of alerts. */
record WatchMessage(Bounds bounds, @Nullable Long lastAlertVersion) {

    static WatchMessage read(JsonNode payload) {
        var fields = new Fields(payload);
        JsonNode bounds = fields.find("bounds");
        if (!bounds.isObject()) {
            throw new InvalidValue("bounds", "must be an object of south, west, north and east");
        }
        return new WatchMessage(
                bounds(new Fields(bounds)), fields.wholeNumber("lastAlertVersion", "last_alert_version"));
    }

    private static Bounds bounds(Fields edges) {
        return new Bounds(
                edges.requiredNumber("south"),
                edges.requiredNumber("west"),
                edges.requiredNumber("north"),
                edges.requiredNumber("east"));
    }
}
