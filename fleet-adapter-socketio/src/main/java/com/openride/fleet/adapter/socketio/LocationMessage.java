package com.openride.fleet.adapter.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.domain.geo.Accuracy;
import com.openride.fleet.domain.geo.Altitude;
import com.openride.fleet.domain.geo.Bearing;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.geo.Speed;
import com.openride.fleet.domain.location.LocationFix;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A position as a device sends it. */
record LocationMessage(
        double latitude,
        double longitude,
        @Nullable Double bearing,
        @Nullable Double speed,
        @Nullable Double accuracy,
        @Nullable Double altitude,
        @Nullable Instant timestamp) {

    static LocationMessage read(JsonNode payload) {
        var fields = new Fields(payload);
        return new LocationMessage(
                fields.requiredNumber("latitude", "lat"),
                fields.requiredNumber("longitude", "lon", "lng"),
                fields.number("bearing", "heading", "course"),
                fields.number("speed"),
                fields.number("accuracy", "acc"),
                fields.number("altitude"),
                fields.instant("timestamp", "ts", "recordedAt", "recorded_at"));
    }

    /** The fix, recorded when the device says or else when it reached us. */
    LocationFix toFix(Instant receivedAt) {
        return new LocationFix(
                new GeoPoint(latitude, longitude),
                timestamp == null ? receivedAt : timestamp,
                bearing == null ? null : new Bearing(bearing),
                speed == null ? null : new Speed(speed),
                accuracy == null ? null : new Accuracy(accuracy),
                altitude == null ? null : new Altitude(altitude));
    }
}
