package com.openride.fleet.adapter.rest;

import static com.openride.fleet.adapter.rest.Route.Answer.json;

import com.openride.fleet.adapter.rest.Route.Parameter;
import com.openride.fleet.application.port.in.FindNearby;
import com.openride.fleet.application.port.in.FindNearby.Found;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.fault.InvalidValue;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The search for drivers around a place. */
final class NearbyRoutes {

    private static final String PATH = "/v1/drivers/nearby";
    private static final String SUMMARY = "Finds drivers around a place, nearest first; for services and operators.";

    private static final String[] NAMES = {
        "latitude",
        "lat",
        "longitude",
        "lon",
        "lng",
        "radiusMeters",
        "radius_meters",
        "limit",
        "availability",
        "maxAgeSeconds",
        "max_age_seconds"
    };

    private final FindNearby nearby;

    NearbyRoutes(FindNearby nearby) {
        this.nearby = nearby;
    }

    List<Route> all() {
        var answer = json(200, "The drivers.", "Nearby");
        return List.of(
                Route.get(
                        PATH,
                        SUMMARY,
                        List.of(
                                Parameter.query("latitude", "number", "degrees north"),
                                Parameter.query("longitude", "number", "degrees east"),
                                Parameter.query("radiusMeters", "number", "100 to 50000, 5000 if absent"),
                                Parameter.query("limit", "limit50", "at most so many drivers, 10 if absent"),
                                Parameter.query("availability", "string", "their status, ONLINE if absent"),
                                Parameter.query("maxAgeSeconds", "number", "1 to 86400, 60 if absent")),
                        answer,
                        call -> find(call, () -> call.queryFields(NAMES))),
                Route.post(PATH, SUMMARY, "NearbyRequest", List.of(answer), call -> find(call, call::body)));
    }

    private void find(Call call, Supplier<Fields> input) {
        call.principal().requireAny(Role.SERVICE, Role.ADMIN);
        Fields fields = input.get();
        Double radius = fields.number("radiusMeters", "radius_meters");
        Double age = fields.number("maxAgeSeconds", "max_age_seconds");
        Double limit = fields.number("limit");
        var query = new FindNearby.Query(
                TripInput.point(fields),
                radius == null ? 5000 : radius,
                Set.of(status(fields.text("availability"))),
                Duration.ofMillis(age == null ? 60_000 : Math.round(Math.min(1e9, age) * 1000)),
                limit == null ? 10 : limit(limit));
        List<Found> found = nearby.nearby(call.principal(), query);
        call.json(
                HttpStatus.OK,
                Map.of("drivers", found.stream().map(NearbyRoutes::driver).toList()));
    }

    private static int limit(double limit) {
        if (limit != Math.rint(limit)) {
            throw new InvalidValue("limit", "must be a whole number");
        }
        return (int) limit;
    }

    private static DriverStatus status(@Nullable String name) {
        return name == null
                ? DriverStatus.ONLINE
                : Stream.of(DriverStatus.values())
                        .filter(status -> status.name().equals(name))
                        .findFirst()
                        .orElseThrow(
                                () -> new InvalidValue("availability", "must be ONLINE, BUSY, ON_TRIP or OFFLINE"));
    }

    private static Map<String, @Nullable Object> driver(Found found) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("driverId", found.location().driver().toString());
        fields.put("distanceMeters", Math.round(found.distanceMeters() * 10) / 10.0);
        fields.put("status", found.status().name());
        fields.putAll(Wire.location(found.location()));
        return fields;
    }
}
