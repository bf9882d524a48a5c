package com.openride.fleet.adapter.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.domain.geo.Accuracy;
import com.openride.fleet.domain.geo.Altitude;
import com.openride.fleet.domain.geo.Bearing;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.geo.Speed;
import com.openride.fleet.domain.location.LocationFix;
import java.time.Instant;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/** A position as a device sends it, which may still be nonsense. */
record LocationMessage(Fields fields) {

    static LocationMessage of(@Nullable JsonNode payload) {
        return new LocationMessage(Fields.of(payload));
    }

    /**
     * The fix, if it can exist.
     *
     * @param receivedAt stands in for a missing timestamp
     * @throws com.openride.fleet.domain.fault.InvalidValue naming the field at fault
     */
    LocationFix toFix(Instant receivedAt) {
        Instant recordedAt = fields.time("timestamp", "ts", "recordedAt", "recorded_at");
        return new LocationFix(
                new GeoPoint(
                        fields.requiredNumber("latitude", "lat"), fields.requiredNumber("longitude", "lon", "lng")),
                recordedAt == null ? receivedAt : recordedAt,
                optional(Bearing::new, "bearing", "heading", "course"),
                optional(Speed::new, "speed"),
                optional(Accuracy::new, "accuracy", "acc"),
                optional(Altitude::new, "altitude", "alt"));
    }

    private <T> @Nullable T optional(DoubleFunction<T> type, String... names) {
        Double value = fields.number(names);
        return value == null ? null : type.apply(value);
    }
}
