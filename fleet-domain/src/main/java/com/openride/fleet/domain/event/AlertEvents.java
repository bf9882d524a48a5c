package com.openride.fleet.domain.event;

import com.openride.fleet.domain.access.Actor;
import com.openride.fleet.domain.alert.Alert;
import com.openride.fleet.domain.alert.AlertDetails;
import com.openride.fleet.domain.alert.AlertStep;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What other services are told of alerts. */
public final class AlertEvents {

    private AlertEvents() {}

    /** The event of the alert's newest change: {@code alert.raised}, {@code .acknowledged} or {@code .resolved}. */
    public static OutboxEvent of(Alert alert) {
        var fields = new TreeMap<String, String>();
        fields.put("alert_id", alert.id().toString());
        fields.put("alert_version", Long.toString(alert.version()));
        fields.put("kind", alert.kind().name());
        fields.put("severity", alert.kind().severity().name());
        fields.put("driver_id", alert.driver().toString());
        addDetails(fields, alert.report().details());
        AlertStep last = alert.steps().reduce((first, second) -> second).orElse(null);
        Actor by = last == null ? alert.report().details().by() : last.by();
        addActor(fields, by);
        Instant at = last == null ? alert.report().at() : last.at();
        String type = "alert." + alert.status().name().toLowerCase(Locale.ROOT);
        String name = "alert " + alert.id() + " version " + alert.version();
        UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        return new OutboxEvent(id, type, alert.trip(), at, fields);
    }

    private static void addDetails(Map<String, String> fields, AlertDetails details) {
        fields.put("late", Boolean.toString(details.late()));
        var place = details.location();
        if (place != null) {
            fields.put("lat", Double.toString(place.latitude()));
            fields.put("lon", Double.toString(place.longitude()));
        }
        String message = details.message();
        if (message != null) {
            fields.put("message", message);
        }
    }

    private static void addActor(Map<String, String> fields, @Nullable Actor by) {
        if (by != null) {
            fields.put("changed_by", by.subject().toString());
            fields.put("changed_by_role", by.role().name());
        }
    }
}
