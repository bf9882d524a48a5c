package com.openride.fleet.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.application.fixture.TestReports;
import com.openride.fleet.domain.access.Actor;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.alert.Alert;
import com.openride.fleet.domain.alert.AlertDetails;
import com.openride.fleet.domain.alert.AlertId;
import com.openride.fleet.domain.alert.AlertKind;
import com.openride.fleet.domain.alert.AlertReport;
import com.openride.fleet.domain.alert.AlertStep;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.trip.TripId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlertsTest {

    private final RestServer server = new RestServer();
    private final UUID operator = UUID.randomUUID();
    private final String token = server.token(operator, Role.ADMIN);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void an_alert_shows_all_that_is_known_of_it() {
        var details = new AlertDetails(
                new Actor(server.rider.value(), Role.RIDER),
                new GeoPoint(6.5, 3.3),
                "he will not stop",
                false,
                Map.of("peakKmh", 131.5));
        var report = AlertReport.of(
                new AlertId(UUID.randomUUID()),
                AlertKind.SOS,
                server.driver,
                new TripId(UUID.randomUUID()),
                Instant.parse("2026-11-24T12:00:00Z"),
                details);
        server.fleet.alerts.raise(report);

        JsonNode alert = list("").at("/alerts/0");

        assertThat(alert.path("alertId").asText()).isEqualTo(report.id().toString());
        assertThat(alert.path("kind").asText()).isEqualTo("SOS");
        assertThat(alert.path("severity").asText()).isEqualTo("CRITICAL");
        assertThat(alert.path("status").asText()).isEqualTo("RAISED");
        assertThat(alert.path("version").asLong()).isEqualTo(1);
        assertThat(alert.path("stored").asBoolean()).isTrue();
        assertThat(alert.path("driverId").asText()).isEqualTo(server.driver.toString());
        assertThat(alert.path("tripId").asText()).isEqualTo(String.valueOf(report.trip()));
        assertThat(alert.path("at").asText()).isEqualTo("2026-11-24T12:00:00.000Z");
        assertThat(alert.at("/location/latitude").asDouble()).isEqualTo(6.5);
        assertThat(alert.path("message").asText()).isEqualTo("he will not stop");
        assertThat(alert.at("/figures/peakKmh").asDouble()).isEqualTo(131.5);
        assertThat(alert.path("by").asText()).isEqualTo(server.rider.toString());
        assertThat(alert.path("role").asText()).isEqualTo("RIDER");
        assertThat(alert.path("acknowledgement").isNull()).isTrue();
        assertThat(alert.path("resolution").isNull()).isTrue();
    }

    @Test
    void it_is_taken_on_and_closed_with_or_without_a_note() {
        Alert raised = raise(AlertKind.OFF_ROUTE);

        JsonNode taken = server.post(path(raised, "/ack"), token, "{\"note\":\"calling\"}")
                .isOk()
                .json();
        JsonNode closed = server.send(server.request(path(raised, "/resolve"), token)
                        .POST(java.net.http.HttpRequest.BodyPublishers.noBody()))
                .isOk()
                .json();

        assertThat(taken.path("status").asText()).isEqualTo("ACKNOWLEDGED");
        assertThat(taken.at("/acknowledgement/by").asText()).isEqualTo(operator.toString());
        assertThat(taken.at("/acknowledgement/role").asText()).isEqualTo("ADMIN");
        assertThat(taken.at("/acknowledgement/note").asText()).isEqualTo("calling");
        assertThat(closed.path("status").asText()).isEqualTo("RESOLVED");
        assertThat(closed.path("version").asLong()).isEqualTo(3);
        assertThat(closed.at("/resolution/note").isNull()).isTrue();
        assertThat(list("?status=RAISED,ACKNOWLEDGED").path("alerts")).isEmpty();
        server.post(path(raised, "/ack"), token, "{}").isOk();
    }

    @Test
    void what_closed_by_itself_was_closed_by_nobody() {
        Alert raised = raise(AlertKind.OVERSPEED);
        server.fleet.alerts.advance(raised, AlertStep.ended(Instant.now(), Map.of("seconds", 40.0)));

        JsonNode alert = list("").at("/alerts/0");

        assertThat(alert.at("/resolution/by").isNull()).isTrue();
        assertThat(alert.at("/figures/seconds").asDouble()).isEqualTo(40);
        server.post(path(raised, "/ack"), token, "{}").isProblem(409, "CONFLICT");
    }

    @Test
    void it_is_read_page_by_page_and_by_what_is_asked_for() {
        List<String> raised = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            raised.add(
                    0, raise(i == 0 ? AlertKind.SOS : AlertKind.OVERSPEED).id().toString());
        }

        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = list("?limit=2" + cursor);
            page.path("alerts").forEach(alert -> seen.add(alert.path("alertId").asText()));
            cursor = page.path("nextCursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("nextCursor").asText();
        } while (!cursor.isEmpty());

        assertThat(seen).isEqualTo(raised);
        assertThat(list("?kind=SOS,DARK_DRIVER").path("alerts")).hasSize(1);
        assertThat(list("?severity=CRITICAL").path("alerts")).hasSize(1);
        assertThat(list("?sinceVersion=3").path("alerts")).hasSize(2);
        assertThat(list("?driverId=" + server.driver).path("alerts")).isEmpty();
        assertThat(list("?tripId=" + server.driver).path("alerts")).isEmpty();
    }

    @Test
    void a_wrong_filter_is_named() {
        server.get("/v1/alerts?status=OPEN", token).refuses("status");
        server.get("/v1/alerts?kind=sos", token).refuses("kind");
        server.get("/v1/alerts?severity=,", token).refuses("severity");
        server.get("/v1/alerts?driverId=7", token).refuses("driverId");
        server.get("/v1/alerts?sinceVersion=-1", token).refuses("sinceVersion");
        server.get("/v1/alerts?limit=101", token).refuses("limit");
        server.get("/v1/alerts?cursor=bDE", token).refuses("cursor");
        server.post(path(raise(AlertKind.SOS), "/ack"), token, "{\"note\":\"" + "x".repeat(501) + "\"}")
                .refuses("note");
        server.post(path(raise(AlertKind.SOS), "/ack"), token, "{\"note\":7}").refuses("note");
        server.post("/v1/alerts/x/ack", token, "{}").refuses("alertId");
        server.post("/v1/alerts/" + UUID.randomUUID() + "/resolve", token, "{}").isProblem(404, "ALERT_NOT_FOUND");
    }

    @Test
    void it_is_for_operators_whatever_is_asked_for() {
        for (String nosy : List.of(server.driverToken(), server.riderToken(), server.serviceToken())) {
            server.get("/v1/alerts?limit=x", nosy).isProblem(403, "UNAUTHORIZED");
            for (String step : List.of("/ack", "/resolve")) {
                server.post(path(raise(AlertKind.SOS), step), nosy, "{").isProblem(403, "UNAUTHORIZED");
                server.post("/v1/alerts/x" + step, nosy, "{}").isProblem(403, "UNAUTHORIZED");
            }
        }
    }

    @Test
    void a_call_for_help_that_waits_for_the_store_is_shown_as_such() {
        raise(AlertKind.OVERSPEED);
        server.fleet.alerts.goAway();
        server.get("/v1/alerts", token).isProblem(503, "UNAVAILABLE");
        server.fleet.raising.raiseUrgently(TestReports.of(AlertKind.SOS));

        JsonNode page = list("");

        assertThat(page.path("complete").asBoolean()).isFalse();
        assertThat(page.path("alerts")).isEmpty();
        assertThat(page.at("/notStored/0/stored").asBoolean()).isFalse();
        assertThat(page.at("/notStored/0/version").asLong()).isZero();
    }

    private Alert raise(AlertKind kind) {
        return server.fleet.alerts.raise(TestReports.of(kind)).alert();
    }

    private JsonNode list(String query) {
        return server.get("/v1/alerts" + query, token).isOk().json();
    }

    private static String path(Alert alert, String step) {
        return "/v1/alerts/" + alert.id() + step;
    }
}
