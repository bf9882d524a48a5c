package com.openride.fleet.adapter.socketio;

import com.openride.fleet.application.port.in.DriverPosition;
import com.openride.fleet.application.port.in.TripUpdate;
import com.openride.fleet.domain.access.Actor;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.alert.Alert;
import com.openride.fleet.domain.alert.AlertDetails;
import com.openride.fleet.domain.alert.AlertStep;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.location.LocationFix;
import com.openride.fleet.domain.session.Session;
import com.openride.fleet.domain.trip.EtaEstimate;
import com.openride.fleet.domain.trip.TripId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What we send, named on the wire as the components are named here. Null means unknown and is sent as such. */
final class Outgoing {

    private Outgoing() {}

    /** The welcome. */
    record Connected(
            String sessionId,
            String userId,
            List<String> roles,
            String serverTime,
            String tokenExpiresAt,
            Number locationIntervalSeconds) {

        static Connected of(Session session, Instant now, Duration interval) {
            Principal principal = session.principal();
            return new Connected(
                    session.id().toString(),
                    principal.subject().toString(),
                    principal.roles().stream().map(Role::name).sorted().toList(),
                    Timestamps.format(now),
                    Timestamps.format(principal.expiresAt()),
                    seconds(interval));
        }

        private static Number seconds(Duration interval) {
            if (interval.toMillisPart() == 0) {
                return interval.toSeconds();
            }
            return interval.toMillis() / 1000.0;
        }
    }

    /** Where a car is. */
    record Position(
            String driverId,
            double latitude,
            double longitude,
            @Nullable Double bearing,
            @Nullable Double speed,
            String timestamp,
            @Nullable String tripId,
            @Nullable Double accuracy,
            String status) {

        static Position of(DriverPosition position) {
            LocationFix fix = position.location().fix();
            TripId trip = position.trip();
            return new Position(
                    position.location().driver().toString(),
                    fix.point().latitude(),
                    fix.point().longitude(),
                    fix.bearing() == null ? null : fix.bearing().degrees(),
                    fix.speed() == null ? null : fix.speed().kilometersPerHour(),
                    Timestamps.format(fix.recordedAt()),
                    trip == null ? null : trip.toString(),
                    fix.accuracy() == null ? null : fix.accuracy().meters(),
                    position.status().name());
        }
    }

    /** How a trip stands. */
    record Trip(
            String tripId,
            String status,
            @Nullable String eta,
            long version,
            @Nullable String previousStatus,
            String driverId,
            @Nullable Number remainingMeters,
            String timestamp) {

        static Trip of(TripUpdate update) {
            EtaEstimate eta = update.eta();
            return new Trip(
                    update.trip().toString(),
                    update.status().name(),
                    eta == null ? null : Timestamps.format(eta.arrival()),
                    update.version(),
                    update.previousStatus() == null
                            ? null
                            : update.previousStatus().name(),
                    update.driver().toString(),
                    eta == null ? null : eta.remainingMeters(),
                    Timestamps.format(update.timestamp()));
        }
    }

    /** What operators must look at, as it stands. */
    record Alarm(
            String alertId,
            String kind,
            String severity,
            String status,
            long version,
            boolean stored,
            String driverId,
            @Nullable String tripId,
            String at,
            @Nullable Place location,
            @Nullable String message,
            Map<String, Double> figures,
            @Nullable String by,
            @Nullable String role,
            @Nullable Stepped acknowledgement,
            @Nullable Stepped resolution) {

        static Alarm of(Alert alert) {
            AlertDetails details = alert.report().details();
            TripId trip = alert.trip();
            Actor by = details.by();
            return new Alarm(
                    alert.id().toString(),
                    alert.kind().name(),
                    alert.kind().severity().name(),
                    alert.status().name(),
                    alert.version(),
                    alert.isStored(),
                    alert.driver().toString(),
                    trip == null ? null : trip.toString(),
                    Timestamps.format(alert.report().at()),
                    Place.of(details.location()),
                    details.message(),
                    details.figures(),
                    by == null ? null : by.subject().toString(),
                    by == null ? null : by.role().name(),
                    Stepped.of(alert.acknowledgement()),
                    Stepped.of(alert.resolution()));
        }
    }

    /** Where something happened. */
    record Place(double latitude, double longitude) {

        static @Nullable Place of(@Nullable GeoPoint point) {
            return point == null ? null : new Place(point.latitude(), point.longitude());
        }
    }

    /** What somebody did with an alert. */
    record Stepped(
            String at,
            @Nullable String by,
            @Nullable String role,
            @Nullable String note) {

        static @Nullable Stepped of(@Nullable AlertStep step) {
            if (step == null) {
                return null;
            }
            Actor by = step.by();
            return new Stepped(
                    Timestamps.format(step.at()),
                    by == null ? null : by.subject().toString(),
                    by == null ? null : by.role().name(),
                    step.note());
        }
    }

    /** What the driver is now doing. */
    record Status(String status, String timestamp) {

        static Status of(DriverStatus status, Instant now) {
            return new Status(status.name(), Timestamps.format(now));
        }
    }
}
