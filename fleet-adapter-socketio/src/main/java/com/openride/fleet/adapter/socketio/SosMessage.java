package com.openride.fleet.adapter.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.application.port.in.CallForHelp;
import com.openride.fleet.domain.fault.InvalidValue;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.trip.TripId;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What somebody in need sends along. A phone in a shaking hand is not argued with: what cannot be read is left out. */
record SosMessage(
        @Nullable UUID trip,
        @Nullable GeoPoint location,
        @Nullable String message) {

    static SosMessage read(JsonNode payload) {
        if (!payload.isObject()) {
            return new SosMessage(null, null, payload.textValue());
        }
        var fields = new Fields(payload);
        JsonNode message = fields.find("message");
        return new SosMessage(
                readable(fields, all -> all.id("tripId", "trip_id")),
                readable(fields, all -> point(all.find("location"))),
                message.isMissingNode() || message.isContainerNode() ? null : message.asText());
    }

    CallForHelp.Request request() {
        return new CallForHelp.Request(trip == null ? null : new TripId(trip), location, message);
    }

    private static GeoPoint point(JsonNode location) {
        var fields = new Fields(location);
        return new GeoPoint(fields.requiredNumber("latitude", "lat"), fields.requiredNumber("longitude", "lon", "lng"));
    }

    private static <T> @Nullable T readable(Fields fields, Function<Fields, @Nullable T> reading) {
        try {
            return reading.apply(fields);
        } catch (InvalidValue unreadable) {
            return null;
        }
    }
}
