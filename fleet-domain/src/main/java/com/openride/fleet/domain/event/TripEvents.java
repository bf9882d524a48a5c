package com.openride.fleet.domain.event;

import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.trip.RiderPart;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripStamps;
import com.openride.fleet.domain.trip.TripStatus;
import com.openride.fleet.domain.trip.TripTransition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What other services are told of a trip's steps, in the words that OpenRide's consumers use. */
public final class TripEvents {

    private static final Duration ON_TIME = Duration.ofMinutes(10);
    private static final double METERS_PER_KILOMETER = 1000;
    private static final double SECONDS_PER_MINUTE = 60;

    private TripEvents() {}

    /**
     * The event of a step.
     *
     * @param trip right after the step
     */
    public static OutboxEvent of(Trip trip, TripTransition step) {
        var fields = new TreeMap<String, String>();
        addTrip(fields, trip);
        addStep(fields, step);
        switch (step.to()) {
            case COMPLETED -> addEnd(fields, trip);
            case CANCELLED -> addCancellation(fields, trip, step);
            default -> {
                // The rest says it all.
            }
        }
        return new OutboxEvent(id(step), type(step.to()), trip.id(), step.at(), fields);
    }

    private static UUID id(TripTransition step) {
        String name = "trip " + step.trip() + " version " + step.version();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private static String type(TripStatus status) {
        return "trip."
                + switch (status) {
                    case PENDING -> "planned";
                    case EN_ROUTE -> "en_route";
                    case ARRIVED -> "arrived";
                    case IN_PROGRESS -> "started";
                    case COMPLETED -> "completed";
                    case CANCELLED -> "cancelled";
                };
    }

    private static void addTrip(Map<String, String> fields, Trip trip) {
        List<RiderPart> riders = trip.plan().riders();
        fields.put("driver_id", trip.driver().toString());
        fields.put("rider_id", riders.get(0).rider().toString());
        fields.put(
                "rider_ids",
                riders.stream().map(part -> part.rider().toString()).collect(Collectors.joining(",")));
        fields.put("passengers_count", Integer.toString(riders.size()));
        put(fields, "booking_id", riders.get(0).booking());
        String bookings = riders.stream()
                .map(RiderPart::booking)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .collect(Collectors.joining(","));
        put(fields, "booking_ids", bookings.isEmpty() ? null : bookings);
        addPlace(fields, "start", trip.plan().pickup());
        addPlace(fields, "end", trip.plan().dropoff());
        put(fields, "scheduled_departure", trip.plan().scheduledTime());
        put(fields, "actual_departure", trip.stamps().pickupTime());
    }

    private static void addStep(Map<String, String> fields, TripTransition step) {
        fields.put("version", Long.toString(step.version()));
        fields.put("status", step.to().name());
        put(fields, "previous_status", step.from());
        fields.put("changed_by", step.by().subject().toString());
        fields.put("changed_by_role", step.by().role().name());
    }

    private static void addEnd(Map<String, String> fields, Trip trip) {
        TripStamps stamps = trip.stamps();
        put(fields, "actual_arrival", stamps.completedAt());
        if (trip.distanceMeters() != null) {
            fields.put("distance_km", decimal(trip.distanceMeters() / METERS_PER_KILOMETER));
        }
        trip.durationSeconds()
                .ifPresent(seconds -> fields.put("duration_minutes", decimal(seconds / SECONDS_PER_MINUTE)));
        Instant planned = trip.plan().scheduledTime();
        Instant departed = stamps.pickupTime();
        if (planned != null && departed != null) {
            boolean late = departed.isAfter(planned.plus(ON_TIME));
            fields.put("on_time", Boolean.toString(!late));
        }
    }

    private static void addCancellation(Map<String, String> fields, Trip trip, TripTransition step) {
        fields.put("cancelled_by", canceller(step.by().role()));
        put(fields, "cancellation_reason", step.reason());
        fields.put("was_started", Boolean.toString(trip.stamps().pickupTime() != null));
    }

    private static String canceller(Role role) {
        return role == Role.DRIVER || role == Role.RIDER ? role.name() : "SYSTEM";
    }

    private static void addPlace(Map<String, String> fields, String which, GeoPoint place) {
        fields.put(which + "_lat", Double.toString(place.latitude()));
        fields.put(which + "_lon", Double.toString(place.longitude()));
    }

    private static void put(Map<String, String> fields, String name, @Nullable Object value) {
        if (value != null) {
            fields.put(name, value.toString());
        }
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
