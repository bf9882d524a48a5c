package com.openride.fleet.adapter.socketio;

import com.openride.fleet.application.port.in.DriverPosition;
import com.openride.fleet.application.port.in.TripUpdate;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.geo.Accuracy;
import com.openride.fleet.domain.geo.Bearing;
import com.openride.fleet.domain.geo.Speed;
import com.openride.fleet.domain.location.LocationFix;
import com.openride.fleet.domain.session.Session;
import com.openride.fleet.domain.trip.EtaEstimate;
import com.openride.fleet.domain.trip.TripId;
import com.openride.fleet.domain.trip.TripStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What goes out, field by field as the wire contract names it. Unknown is null and zero is zero. */
final class Wire {

    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Wire() {}

    static String time(Instant instant) {
        return MILLISECONDS.format(instant);
    }

    static Map<String, @Nullable Object> connected(Session session, Instant now, Duration locationInterval) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("sessionId", session.id().toString());
        fields.put("userId", session.principal().subject().toString());
        fields.put(
                "roles",
                session.principal().roles().stream().map(Role::name).sorted().toList());
        fields.put("serverTime", time(now));
        fields.put("tokenExpiresAt", time(session.principal().expiresAt()));
        fields.put("locationIntervalSeconds", locationInterval.toMillis() / 1000.0);
        return fields;
    }

    static Map<String, @Nullable Object> position(DriverPosition position) {
        LocationFix fix = position.location().fix();
        Bearing bearing = fix.bearing();
        Speed speed = fix.speed();
        Accuracy accuracy = fix.accuracy();
        TripId trip = position.trip();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("driverId", position.location().driver().toString());
        fields.put("latitude", fix.point().latitude());
        fields.put("longitude", fix.point().longitude());
        fields.put("bearing", bearing == null ? null : bearing.degrees());
        fields.put("speed", speed == null ? null : speed.kilometersPerHour());
        fields.put("timestamp", time(fix.recordedAt()));
        fields.put("accuracy", accuracy == null ? null : accuracy.meters());
        fields.put("status", position.status().name());
        if (trip != null) {
            fields.put("tripId", trip.toString());
        }
        return fields;
    }

    static Map<String, @Nullable Object> trip(TripUpdate update) {
        EtaEstimate eta = update.eta();
        TripStatus previous = update.previousStatus();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("tripId", update.trip().toString());
        fields.put("status", update.status().name());
        fields.put("eta", eta == null ? null : time(eta.arrival()));
        fields.put("version", update.version());
        if (previous != null) {
            fields.put("previousStatus", previous.name());
        }
        fields.put("driverId", update.driver().toString());
        fields.put("remainingMeters", eta == null ? null : eta.remainingMeters());
        fields.put("timestamp", time(update.timestamp()));
        return fields;
    }

    static Map<String, @Nullable Object> fault(FleetException fault) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("code", fault.code().name());
        fields.put("message", fault.getMessage());
        if (!fault.details().isEmpty()) {
            fields.put("details", fault.details());
        }
        return fields;
    }

    /** The answer of a refused connection, in the shape of which official clients make an Error with data. */
    static Map<String, @Nullable Object> refusal(FleetException fault) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("message", fault.getMessage());
        fields.put("data", fault(fault));
        return fields;
    }
}
