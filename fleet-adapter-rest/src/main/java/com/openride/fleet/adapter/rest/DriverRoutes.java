package com.openride.fleet.adapter.rest;

import static com.openride.fleet.adapter.rest.Route.Answer.empty;
import static com.openride.fleet.adapter.rest.Route.Answer.json;

import com.openride.fleet.adapter.rest.Route.Parameter;
import com.openride.fleet.application.port.in.ChangeAvailability;
import com.openride.fleet.application.port.in.DriverPosition;
import com.openride.fleet.application.port.in.LocationReceipt;
import com.openride.fleet.application.port.in.LocationReceipt.Accepted;
import com.openride.fleet.application.port.in.LocationReceipt.Refused;
import com.openride.fleet.application.port.in.LocationReceipt.Throttled;
import com.openride.fleet.application.port.in.ReportLocation;
import com.openride.fleet.application.port.in.ViewDrivers;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.InvalidValue;
import com.openride.fleet.domain.fault.TooSoon;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.location.LocationFix;
import com.openride.fleet.domain.trip.TripId;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything under {@code /v1/drivers/{driverId}}. */
final class DriverRoutes {

    private static final String DRIVER = "/v1/drivers/{driverId}";
    private static final List<Parameter> HISTORY = List.of(
            Parameter.query("from", "time", "the first instant; 24 hours before to, if absent"),
            Parameter.query("to", "time", "the first instant after; now, if absent"),
            Parameter.query("tripId", "uuid", "only while this trip ran"),
            Parameter.query("limit", "limit1000", "at most so many positions"),
            Parameter.query("cursor", "string", "where the page before ended"));

    private static final LocationReceipt TOO_LATE = new Refused(new com.openride.fleet.domain.fault.Refused(
            FaultCode.UNAVAILABLE, "the position could not be stored in time, try again"));

    private final ViewDrivers drivers;
    private final ReportLocation locations;
    private final ChangeAvailability availability;
    private final InstantSource clock;
    private final Duration patience;

    /** Routes that wait for a fix to be durable no longer than the given time. */
    DriverRoutes(
            ViewDrivers drivers,
            ReportLocation locations,
            ChangeAvailability availability,
            InstantSource clock,
            Duration patience) {
        this.drivers = drivers;
        this.locations = locations;
        this.availability = availability;
        this.clock = clock;
        this.patience = patience;
    }

    List<Route> all() {
        return Stream.of(reads(), writes()).flatMap(List::stream).toList();
    }

    private List<Route> reads() {
        return List.of(
                Route.get(
                        DRIVER + "/status",
                        "Shows what a driver is doing; riders on the way see less.",
                        List.of(),
                        json(200, "The driver.", "Driver"),
                        this::status),
                Route.get(
                                DRIVER + "/location",
                                "Shows where a driver is.",
                                List.of(),
                                json(200, "The newest position.", "DriverPosition"),
                                this::position)
                        .tagged(),
                Route.get(
                        DRIVER + "/locations",
                        "Shows where a driver was, oldest first.",
                        HISTORY,
                        new Route.Answer(200, "A page of positions.", LocationFormat.TYPES, "LocationPage"),
                        this::history));
    }

    private List<Route> writes() {
        return List.of(
                Route.post(
                        DRIVER + "/status",
                        "Starts or ends work; for the driver and operators.",
                        "DutyRequest",
                        List.of(empty(204, "It is so.")),
                        this::changeStatus),
                Route.post(
                        DRIVER + "/location",
                        "Reports a position, as the event driver:location does.",
                        "LocationRequest",
                        List.of(json(200, "The position is durable.", "LocationReceipt")),
                        this::report));
    }

    private void status(Call call) {
        ViewDrivers.View view = drivers.status(call.principal(), call.driverId());
        DriverLocation location = view.location();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("driverId", view.driver().toString());
        fields.put("status", view.status().name());
        fields.put("available", view.status() == DriverStatus.ONLINE);
        if (view.connections() != null) {
            fields.put("connections", view.connections());
        }
        fields.put("lastSeenAt", Wire.time(view.lastSeenAt()));
        fields.put("location", location == null ? null : Wire.location(location));
        fields.put(
                "activeTrips", view.activeTrips().stream().map(TripId::toString).toList());
        call.json(HttpStatus.OK, fields);
    }

    private void changeStatus(Call call) {
        call.principal().requireAny(Role.DRIVER, Role.ADMIN);
        DriverId driver = call.principal().is(Role.ADMIN) ? call.driverId() : own(call);
        Fields body = call.body();
        String status = body.text("status");
        Boolean available = body.flag("available");
        switch (status == null ? "" : status) {
            case "ONLINE" -> availability.online(driver, available == null || available);
            case "BUSY" -> availability.online(driver, false);
            case "OFFLINE" -> availability.offline(driver);
            default -> throw new InvalidValue("status", "must be ONLINE, BUSY or OFFLINE");
        }
        call.context().status(HttpStatus.NO_CONTENT);
    }

    private void position(Call call) {
        DriverPosition position = drivers.position(call.principal(), call.driverId());
        Instant recordedAt = position.location().fix().recordedAt();
        String tag = recordedAt.toEpochMilli() + "-" + position.status();
        if (Etags.mark(call.context(), tag)) {
            call.context().status(HttpStatus.NOT_MODIFIED);
            return;
        }
        TripId trip = position.trip();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("driverId", position.location().driver().toString());
        fields.putAll(Wire.location(position.location()));
        fields.put("status", position.status().name());
        fields.put("tripId", trip == null ? null : trip.toString());
        call.json(HttpStatus.OK, fields);
    }

    private void report(Call call) {
        call.principal().requireAny(Role.DRIVER);
        DriverId driver = own(call);
        LocationFix fix = LocationInput.fix(call.body(), clock.instant());
        call.context()
                .future(() -> locations
                        .report(driver, fix)
                        .thenApply(receipt -> receipt)
                        .toCompletableFuture()
                        .completeOnTimeout(TOO_LATE, patience.toMillis(), TimeUnit.MILLISECONDS)
                        .thenAccept(receipt -> answer(call, receipt)));
    }

    private void history(Call call) {
        call.principal().requireAny(Role.DRIVER, Role.SERVICE, Role.ADMIN);
        String type = Formats.choose(call.context().header("Accept"), LocationFormat.TYPES);
        Fields fields = call.queryFields("from", "to", "tripId", "trip_id");
        UUID trip = fields.id("tripId", "trip_id");
        var query = new ViewDrivers.Query(
                fields.time("from"),
                fields.time("to"),
                trip == null ? null : new TripId(trip),
                Cursors.time(call.query("cursor")),
                call.limit(500, 1000));
        ViewDrivers.Page page = drivers.locations(call.principal(), call.driverId(), query);
        Instant next = page.next();
        if (next != null) {
            call.context().header("Link", "<" + LocationInput.nextUrl(call, page, next) + ">; rel=\"next\"");
        }
        LocationFormat.write(call.context(), type, page);
    }

    /** The driver of the path, if it is the caller. */
    private static DriverId own(Call call) {
        DriverId driver = call.driverId();
        if (!call.principal().is(Role.DRIVER) || !call.principal().subject().equals(driver.value())) {
            throw com.openride.fleet.domain.fault.Refused.driverNotFound();
        }
        return driver;
    }

    private static void answer(Call call, LocationReceipt receipt) {
        if (receipt instanceof Accepted accepted) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("recordedAt", Wire.time(accepted.location().fix().recordedAt()));
            fields.put("duplicate", accepted.duplicate());
            call.json(HttpStatus.OK, fields);
        } else if (receipt instanceof Throttled throttled) {
            throw new TooSoon(throttled.retryAfter());
        } else if (receipt instanceof Refused refused) {
            throw refused.fault();
        }
    }
}
