package com.openride.fleet.adapter.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.application.port.in.ProgressTrip;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.fault.InvalidValue;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.geo.Polyline;
import com.openride.fleet.domain.geo.RoutePath;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.BookingId;
import com.openride.fleet.domain.trip.RiderPart;
import com.openride.fleet.domain.trip.Stop;
import com.openride.fleet.domain.trip.TripId;
import com.openride.fleet.domain.trip.TripPlan;
import com.openride.fleet.domain.trip.TripStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads trips and steps out of bodies. */
final class TripInput {

    private static final int MOST_POINTS = 10_000;

    private TripInput() {}

    static TripId tripId(Fields fields) {
        return new TripId(required(fields, "tripId", "trip_id"));
    }

    static DriverId driverId(Fields fields) {
        return new DriverId(required(fields, "driverId", "driver_id"));
    }

    static TripPlan plan(Fields fields) {
        GeoPoint pickup = point(fields, "pickup");
        GeoPoint dropoff = point(fields, "dropoff", "drop_off", "dropOff");
        JsonNode riders = fields.find("riders");
        return new TripPlan(
                riders == null
                        ? List.of(soleRider(fields, pickup, dropoff))
                        : list(riders, "riders", rider -> rider(Fields.of(rider), pickup, dropoff)),
                pickup,
                dropoff,
                list(fields.find("stops"), "stops", TripInput::stop),
                route(fields.find("route")),
                fields.time("scheduledTime", "scheduled_time"));
    }

    static ProgressTrip.Request step(Fields fields, @Nullable String key) {
        JsonNode location = fields.find("location");
        return new ProgressTrip.Request(
                status(fields.text("status")),
                location == null ? null : point(Fields.of(location)),
                fields.time("eta"),
                fields.text("reason"),
                fields.wholeNumber("expectedVersion", "expected_version"),
                key);
    }

    static TripStatus status(@Nullable String name) {
        return Stream.of(TripStatus.values())
                .filter(status -> status.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new InvalidValue(
                        "status", "must be PENDING, EN_ROUTE, ARRIVED, IN_PROGRESS, COMPLETED or CANCELLED"));
    }

    private static RiderPart soleRider(Fields fields, GeoPoint pickup, GeoPoint dropoff) {
        return new RiderPart(new RiderId(required(fields, "riderId", "rider_id")), booking(fields), pickup, dropoff);
    }

    private static RiderPart rider(Fields fields, GeoPoint pickup, GeoPoint dropoff) {
        return new RiderPart(
                new RiderId(required(fields, "riderId", "rider_id")),
                booking(fields),
                fields.find("pickup") == null ? pickup : point(fields, "pickup"),
                fields.find("dropoff", "drop_off", "dropOff") == null
                        ? dropoff
                        : point(fields, "dropoff", "drop_off", "dropOff"));
    }

    private static @Nullable BookingId booking(Fields fields) {
        UUID id = fields.id("bookingId", "booking_id");
        return id == null ? null : new BookingId(id);
    }

    private static Stop stop(JsonNode node) {
        Fields fields = Fields.of(node);
        Long offset = fields.wholeNumber("plannedOffsetSeconds", "planned_offset_seconds");
        return new Stop(point(fields), fields.text("name"), offset == null ? null : Duration.ofSeconds(offset));
    }

    private static @Nullable RoutePath route(@Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        if (node.isTextual()) {
            return new RoutePath(Polyline.decode(node.textValue()));
        }
        return new RoutePath(list(node, "route", TripInput::pair));
    }

    private static GeoPoint pair(JsonNode node) {
        if (!node.isArray()
                || node.size() < 2
                || !node.get(0).isNumber()
                || !node.get(1).isNumber()) {
            throw new InvalidValue("route", "must be an encoded polyline or pairs of longitude and latitude");
        }
        return new GeoPoint(node.get(1).doubleValue(), node.get(0).doubleValue());
    }

    private static <T> List<T> list(@Nullable JsonNode node, String name, Function<JsonNode, T> reading) {
        if (node == null) {
            return List.of();
        }
        if (!node.isArray() || node.size() > MOST_POINTS) {
            throw new InvalidValue(name, "must be an array of at most " + MOST_POINTS);
        }
        List<T> items = new ArrayList<>();
        node.forEach(item -> items.add(reading.apply(item)));
        return items;
    }

    private static GeoPoint point(Fields fields, String... names) {
        JsonNode node = fields.find(names);
        if (node == null) {
            throw new InvalidValue(names[0], "is required");
        }
        return point(Fields.of(node));
    }

    static GeoPoint point(Fields fields) {
        return new GeoPoint(fields.requiredNumber("latitude", "lat"), fields.requiredNumber("longitude", "lon", "lng"));
    }

    private static UUID required(Fields fields, String... names) {
        UUID id = fields.id(names);
        if (id == null) {
            throw new InvalidValue(names[0], "is required");
        }
        return id;
    }
}
