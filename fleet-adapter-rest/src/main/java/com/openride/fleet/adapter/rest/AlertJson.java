package com.openride.fleet.adapter.rest;

import com.openride.fleet.domain.access.Actor;
import com.openride.fleet.domain.alert.Alert;
import com.openride.fleet.domain.alert.AlertDetails;
import com.openride.fleet.domain.alert.AlertStep;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.trip.TripId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows an alert: what it is about, and who did what with it when. */
final class AlertJson {

    private AlertJson() {}

    static Map<String, @Nullable Object> of(Alert alert) {
        AlertDetails details = alert.report().details();
        TripId trip = alert.trip();
        GeoPoint location = details.location();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("alertId", alert.id().toString());
        fields.put("kind", alert.kind().name());
        fields.put("severity", alert.kind().severity().name());
        fields.put("status", alert.status().name());
        fields.put("version", alert.version());
        fields.put("stored", alert.isStored());
        fields.put("driverId", alert.driver().toString());
        fields.put("tripId", trip == null ? null : trip.toString());
        fields.put("at", Wire.time(alert.report().at()));
        fields.put("late", details.late());
        fields.put("location", location == null ? null : Wire.point(location));
        fields.put("message", details.message());
        fields.put("figures", details.figures());
        actor(fields, details.by());
        fields.put("acknowledgement", step(alert.acknowledgement()));
        fields.put("resolution", step(alert.resolution()));
        return fields;
    }

    private static @Nullable Map<String, @Nullable Object> step(@Nullable AlertStep step) {
        if (step == null) {
            return null;
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("at", Wire.time(step.at()));
        actor(fields, step.by());
        fields.put("note", step.note());
        return fields;
    }

    private static void actor(Map<String, @Nullable Object> fields, @Nullable Actor by) {
        fields.put("by", by == null ? null : by.subject().toString());
        fields.put("role", by == null ? null : by.role().name());
    }
}
