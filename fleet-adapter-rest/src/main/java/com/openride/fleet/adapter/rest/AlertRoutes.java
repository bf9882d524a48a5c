package com.openride.fleet.adapter.rest;

import static com.openride.fleet.adapter.rest.Route.Answer.json;

import com.openride.fleet.adapter.rest.Route.Parameter;
import com.openride.fleet.application.port.in.HandleAlerts;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.alert.Alert;
import com.openride.fleet.domain.alert.AlertId;
import com.openride.fleet.domain.alert.AlertKind;
import com.openride.fleet.domain.alert.AlertStatus;
import com.openride.fleet.domain.alert.Severity;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.trip.TripId;
import io.javalin.http.HttpStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What operators do with alerts. */
final class AlertRoutes {

    private static final String ALERTS = "/v1/alerts";
    private static final String ALERT = ALERTS + "/{alertId}";
    private static final List<Parameter> FILTER = List.of(
            Parameter.query("status", "string", "only those that stand at one of these, separated by commas"),
            Parameter.query("kind", "string", "only those about one of these, separated by commas"),
            Parameter.query("severity", "string", "only those as grave as one of these, separated by commas"),
            Parameter.query("driverId", "uuid", "only those of this driver"),
            Parameter.query("tripId", "uuid", "only those of this trip"),
            Parameter.query("sinceVersion", "integer", "only those that changed above this version"),
            Parameter.query("limit", "limit100", "at most so many alerts"),
            Parameter.query("cursor", "string", "where the page before ended"));

    private final HandleAlerts alerts;

    AlertRoutes(HandleAlerts alerts) {
        this.alerts = alerts;
    }

    List<Route> all() {
        return List.of(
                Route.get(
                        ALERTS,
                        "Lists alerts, newest first; for operators.",
                        FILTER,
                        json(200, "A page of alerts.", "AlertPage"),
                        this::list),
                step("/ack", "Takes an alert on; for operators.", alerts::acknowledge),
                step("/resolve", "Closes an alert; for operators.", alerts::resolve));
    }

    private static Route step(String path, String summary, Step step) {
        return Route.post(
                ALERT + path,
                summary,
                "AlertNote?",
                List.of(json(200, "The alert as it stands.", "Alert")),
                call -> take(call, step));
    }

    private static void take(Call call, Step step) {
        call.principal().requireAny(Role.ADMIN);
        AlertId alert = call.alertId();
        String note = call.hasBody() ? call.body().text("note") : null;
        call.json(HttpStatus.OK, AlertJson.of(step.take(call.principal(), alert, note)));
    }

    private void list(Call call) {
        call.principal().requireAny(Role.ADMIN);
        HandleAlerts.Page page = alerts.list(call.principal(), query(call));
        Long next = page.next();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("alerts", page.alerts().stream().map(AlertJson::of).toList());
        fields.put("notStored", page.notStored().stream().map(AlertJson::of).toList());
        fields.put("complete", page.complete());
        fields.put("nextCursor", next == null ? null : Cursors.of(next));
        call.json(HttpStatus.OK, fields);
    }

    private static HandleAlerts.Query query(Call call) {
        Fields ids = call.queryFields("driverId", "driver_id", "tripId", "trip_id");
        UUID driver = ids.id("driverId", "driver_id");
        UUID trip = ids.id("tripId", "trip_id");
        return new HandleAlerts.Query(
                call.among("status", AlertStatus.values()),
                call.among("kind", AlertKind.values()),
                call.among("severity", Severity.values()),
                driver == null ? null : new DriverId(driver),
                trip == null ? null : new TripId(trip),
                call.wholeNumber("sinceVersion", "since_version"),
                Cursors.alert(call.query("cursor")),
                call.limit(50, 100));
    }

    /** What an operator does with an alert. */
    @FunctionalInterface
    private interface Step {
        Alert take(Principal principal, AlertId alert, @Nullable String note);
    }
}
