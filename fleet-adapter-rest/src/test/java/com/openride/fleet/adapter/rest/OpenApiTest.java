package com.openride.fleet.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.application.fixture.TestReports;
import com.openride.fleet.domain.alert.AlertKind;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripStatus;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenApiTest {

    /** Section 4 of the wire contract, as far as it is served yet. */
    private static final List<String> CONTRACT = List.of(
            "POST /v1/trips",
            "GET /v1/trips/{tripId}",
            "POST /v1/trips/{tripId}/status",
            "PATCH /v1/trips/{tripId}/status",
            "GET /v1/trips/{tripId}/history",
            "GET /v1/trips/{tripId}/track",
            "GET /v1/trips/driver/{driverId}",
            "GET /v1/trips/rider/{riderId}",
            "GET /v1/drivers/{driverId}/status",
            "POST /v1/drivers/{driverId}/status",
            "GET /v1/drivers/{driverId}/locations",
            "GET /v1/drivers/{driverId}/location",
            "POST /v1/drivers/{driverId}/location",
            "GET /v1/drivers/nearby",
            "POST /v1/drivers/nearby",
            "POST /v1/trips/{tripId}/share",
            "DELETE /v1/trips/{tripId}/share",
            "GET /v1/share/{token}",
            "GET /t/{token}",
            "GET /v1/alerts",
            "POST /v1/alerts/{alertId}/ack",
            "POST /v1/alerts/{alertId}/resolve",
            "GET /v1/admin/audit",
            "GET /health",
            "GET /live",
            "GET /ready",
            "GET /metrics",
            "GET /openapi.json",
            "GET /docs",
            "GET /");

    private final RestServer server = new RestServer();
    private final JsonNode document = server.getOpenly("/openapi.json").isOk().json();
    private final Shape shape = new Shape(document);
    private final Set<String> compared = new TreeSet<>();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_document_holds_the_contract_and_nothing_else() {
        assertThat(document.path("openapi").asText()).startsWith("3.1.");
        assertThat(documented()).containsExactlyInAnyOrderElementsOf(CONTRACT);
    }

    @Test
    void what_is_documented_is_what_javalin_serves() {
        List<String> served = server.adapter.javalin().unsafe.internalRouter.allHttpHandlers().stream()
                .filter(handler ->
                        !List.of(HandlerType.BEFORE, HandlerType.AFTER).contains(handler.endpoint.method))
                .map(handler -> handler.endpoint.method.name() + " " + handler.endpoint.path)
                .filter(route -> !route.startsWith("GET /docs/") && !route.startsWith("GET /share/"))
                .toList();

        assertThat(served).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(documented());
    }

    @Test
    void every_reference_leads_somewhere_and_every_schema_is_used() {
        Set<String> used = document.findValuesAsText("$ref").stream().collect(Collectors.toSet());

        for (String reference : used) {
            assertThat(shape.resolve(reference).isObject()).as(reference).isTrue();
        }
        document.at("/components/schemas")
                .fieldNames()
                .forEachRemaining(name -> assertThat(used).contains("#/components/schemas/" + name));
    }

    @Test
    void every_parameter_of_a_path_is_declared() {
        for (String route : documented()) {
            JsonNode operation = operation(route);
            List<String> inPath = new ArrayList<>();
            operation.path("parameters").forEach(parameter -> {
                if (parameter.path("in").asText().equals("path")) {
                    assertThat(parameter.path("required").asBoolean()).isTrue();
                    inPath.add(parameter.path("name").asText());
                }
            });
            Matcher names = Pattern.compile("\\{(\\w+)}").matcher(route);
            assertThat(inPath)
                    .as(route)
                    .isEqualTo(names.results().map(name -> name.group(1)).toList());
            assertThat(operation.path("summary").asText()).endsWith(".");
            assertThat(operation.path("responses").has("default")).isTrue();
        }
    }

    @Test
    void only_the_open_routes_do_without_a_token() {
        List<String> open = documented().stream()
                .filter(route -> operation(route).path("security").isEmpty())
                .toList();

        assertThat(open)
                .containsExactlyInAnyOrder(
                        "GET /",
                        "GET /health",
                        "GET /live",
                        "GET /ready",
                        "GET /metrics",
                        "GET /openapi.json",
                        "GET /docs",
                        "GET /v1/share/{token}",
                        "GET /t/{token}");
    }

    @Test
    void every_answer_is_as_documented() {
        UUID id = UUID.randomUUID();
        compare("POST /v1/trips", server.post("/v1/trips", server.serviceToken(), fullTrip(id)));
        compare("POST /v1/trips", server.post("/v1/trips", server.serviceToken(), fullTrip(id)));
        String trip = "/v1/trips/" + id;
        compare(
                "POST /v1/trips/{tripId}/status",
                server.post(
                        trip + "/status",
                        server.driverToken(),
                        "{\"status\":\"EN_ROUTE\",\"location\":{\"lat\":6.6,\"lng\":3.35},\"reason\":\"go\"}"));
        String driver = "/v1/drivers/" + server.driver;
        String fix = "{\"latitude\":6.6,\"longitude\":3.35,\"bearing\":0,\"speed\":0,\"accuracy\":3}";
        compare("POST /v1/drivers/{driverId}/location", server.post(driver + "/location", server.driverToken(), fix));
        for (String token : List.of(server.driverToken(), server.riderToken(), server.adminToken())) {
            compare("GET /v1/trips/{tripId}", server.get(trip, token));
            compare("GET /v1/trips/{tripId}/history", server.get(trip + "/history", token));
            compare("GET /v1/trips/{tripId}/track", server.get(trip + "/track", token));
            compare("GET /v1/drivers/{driverId}/status", server.get(driver + "/status", token));
            compare("GET /v1/drivers/{driverId}/location", server.get(driver + "/location", token));
        }
        compare("PATCH /v1/trips/{tripId}/status", server.patch(trip + "/status", server.driverToken(), step()));
        compare(
                "GET /v1/trips/driver/{driverId}",
                server.get("/v1/trips/driver/" + server.driver, server.adminToken()));
        compare("GET /v1/trips/rider/{riderId}", server.get("/v1/trips/rider/" + server.rider, server.riderToken()));
        compare("GET /v1/drivers/{driverId}/locations", server.get(driver + "/locations", server.driverToken()));
        compare(
                "POST /v1/drivers/{driverId}/status",
                server.post(driver + "/status", server.adminToken(), "{\"status\":\"ONLINE\"}"));
        compareNearby();
        compareAlerts();
        compareShare(trip);
        for (String path : List.of("/", "/health", "/live", "/ready", "/metrics", "/openapi.json", "/docs")) {
            compare("GET " + path, server.getOpenly(path));
        }

        assertThat(compared).containsExactlyInAnyOrderElementsOf(new TreeSet<>(CONTRACT));
    }

    @Test
    void every_kind_of_problem_is_as_documented() {
        JsonNode problem = document.at("/components/schemas/Problem");
        Trip trip = server.trips.plan(server.driver, server.rider);
        server.trips.progress(trip, TripStatus.CANCELLED);

        for (Reply reply : List.of(
                server.getOpenly("/nowhere"),
                server.getOpenly("/v1/trips/" + trip.id()),
                server.get("/v1/trips/x", server.adminToken()),
                server.post("/v1/trips", server.riderToken(), "{}"),
                server.post("/v1/trips/" + trip.id() + "/status", server.driverToken(), step()))) {
            assertThat(shape.faults(problem, reply.json(), "problem")).isEmpty();
        }
    }

    @Test
    void the_comparison_would_notice() {
        JsonNode health = document.at("/components/schemas/Health");
        JsonNode trip = document.at("/components/schemas/Trip");

        assertThat(shape.faults(health, document, "health")).isNotEmpty();
        assertThat(shape.faults(trip.at("/properties/status"), document.path("openapi"), "status"))
                .hasSize(1);
        assertThat(shape.faults(trip.at("/properties/pickup"), document.path("info"), "pickup"))
                .hasSizeGreaterThan(2);
    }

    private void compareNearby() {
        Awaitility.await()
                .until(() -> !server.get(nearby(), server.adminToken())
                        .json()
                        .path("drivers")
                        .isEmpty());
        compare("GET /v1/drivers/nearby", server.get(nearby(), server.adminToken()));
        compare(
                "POST /v1/drivers/nearby",
                server.post(
                        "/v1/drivers/nearby",
                        server.serviceToken(),
                        "{\"latitude\":6.6,\"longitude\":3.35,\"availability\":\"ON_TRIP\"}"));
    }

    private void compareShare(String trip) {
        Reply made = server.post(trip + "/share", server.riderToken(), "");
        compare("POST /v1/trips/{tripId}/share", made);
        compare(
                "GET /v1/share/{token}",
                server.getOpenly("/v1/share/" + made.json().path("token").asText()));
        compare("GET /t/{token}", server.getOpenly(made.json().path("path").asText()));
        compare("GET /t/{token}", server.getOpenly("/t/none"));
        compare(
                "DELETE /v1/trips/{tripId}/share",
                server.send(server.request(trip + "/share", server.riderToken()).DELETE()));
    }

    private void compareAlerts() {
        String alert = "/v1/alerts/"
                + server.fleet
                        .alerts
                        .raise(TestReports.of(AlertKind.SOS))
                        .alert()
                        .id();
        compare("POST /v1/alerts/{alertId}/ack", server.post(alert + "/ack", server.adminToken(), "{\"note\":\"n\"}"));
        compare("POST /v1/alerts/{alertId}/resolve", server.post(alert + "/resolve", server.adminToken(), "{}"));
        compare("GET /v1/alerts", server.get("/v1/alerts", server.adminToken()));
        compare("GET /v1/admin/audit", server.get("/v1/admin/audit", server.adminToken()));
    }

    private void compare(String route, Reply reply) {
        JsonNode answer = operation(route).path("responses").path(Integer.toString(reply.status()));
        assertThat(answer.isObject())
                .as(route + " " + reply.status() + reply.text())
                .isTrue();
        String type = reply.header("Content-Type").split(";", -1)[0];
        JsonNode content = answer.path("content");
        assertThat(content.has(type) || (content.isMissingNode() && reply.text().isEmpty()))
                .as(route + " as " + type)
                .isTrue();
        if (type.equals("application/json") && content.has(type)) {
            assertThat(shape.faults(content.path(type).path("schema"), reply.json(), route))
                    .isEmpty();
        }
        compared.add(route);
    }

    private JsonNode operation(String route) {
        List<String> parts = List.of(route.split(" ", -1));
        return document.path("paths").path(parts.get(1)).path(parts.get(0).toLowerCase(Locale.ROOT));
    }

    private List<String> documented() {
        List<String> routes = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(method -> routes.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return routes;
    }

    private String fullTrip(UUID id) {
        return TripBodies.ofOne(
                id,
                server,
                "\"bookingId\":\"" + new UUID(4, 4) + "\",\"scheduledTime\":\"2030-01-01T00:00:00Z\","
                        + "\"stops\":[{\"lat\":6.55,\"lon\":3.35,\"name\":\"Oshodi\",\"plannedOffsetSeconds\":60}],"
                        + "\"route\":\"_p~iF~ps|U_ulLnnqC_mqNvxq`@\",");
    }

    private static String step() {
        return TripBodies.step("ARRIVED");
    }

    private static String nearby() {
        return "/v1/drivers/nearby?latitude=6.6&longitude=3.35&availability=ON_TRIP";
    }
}
