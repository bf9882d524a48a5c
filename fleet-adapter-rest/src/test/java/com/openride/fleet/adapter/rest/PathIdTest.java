package com.openride.fleet.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PathIdTest {

    private final RestServer server = new RestServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void only_a_uuid_of_36_characters_is_an_id() {
        String id = server.trips.plan(server.driver, server.rider).id().toString();
        List<String> wrong = List.of(
                "1", // ID-01
                id + ";x=1", // ID-03
                "%EF%BC%91" + id.substring(1), // ID-04
                "{" + id + "}", // ID-05
                id.replace("-", ""),
                "1-1-1-1-1",
                "000000001-000-0000-0000-000000000000",
                id + "0");

        for (String text : wrong) {
            String escaped = text.replace("{", "%7B").replace("}", "%7D");
            Reply reply = server.get("/v1/trips/" + escaped, server.serviceToken());
            reply.isProblem(400, "INVALID_PAYLOAD");
            assertThat(reply.text()).doesNotContain(id);
        }
        server.get("/v1/trips/" + id.toUpperCase(Locale.ROOT), server.serviceToken())
                .isOk();
    }

    @Test
    void every_kind_of_id_is_checked_and_named() {
        server.get("/v1/trips/x", server.serviceToken()).refuses("tripId");
        server.get("/v1/trips/x/history", server.serviceToken()).refuses("tripId");
        server.get("/v1/trips/x/track", server.serviceToken()).refuses("tripId");
        server.post("/v1/trips/x/status", server.serviceToken(), TripBodies.step("ARRIVED"))
                .refuses("tripId");
        server.get("/v1/trips/driver/x", server.serviceToken()).refuses("driverId");
        server.get("/v1/trips/rider/x", server.serviceToken()).refuses("riderId");
        server.get("/v1/drivers/x/status", server.serviceToken()).refuses("driverId");
        server.get("/v1/drivers/x/location", server.serviceToken()).refuses("driverId");
        server.get("/v1/drivers/x/locations", server.serviceToken()).refuses("driverId");
        server.post("/v1/drivers/x/status", server.adminToken(), TripBodies.step("ONLINE"))
                .refuses("driverId");
    }

    @Test
    void paths_that_try_to_climb_lead_nowhere() {
        // ID-02, ID-04
        for (String path : List.of("/v1/trips/..%2fhealth", "/v1/trips/%2e%2e/health", "/v1/trips/%00", "/v1/%ff")) {
            String answer =
                    server.raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                            + server.serviceToken() + "\r\n\r\n");

            assertThat(answer).as(path).startsWith("HTTP/1.1 4").contains("application/problem+json");
            assertThat(answer).doesNotContain("<html", "health");
        }
    }

    @Test
    void the_nil_uuid_is_just_unknown() {
        server.get("/v1/trips/00000000-0000-0000-0000-000000000000", server.serviceToken())
                .isProblem(404, "TRIP_NOT_FOUND"); // ID-06
    }

    @Test
    void what_a_query_names_is_never_repeated() {
        String id = server.driver.toString();

        // ID-08
        server.get("/v1/drivers/" + id + "/locations?from=%27%20OR%201=1--", server.driverToken())
                .refuses("from");
        Reply twice = server.get(
                "/v1/drivers/" + id + "/locations?%3Cscript%3E=1&%3Cscript%3E=2&limit=1", server.driverToken());
        assertThat(twice.text()).doesNotContain("script");
        server.get("/v1/drivers/" + id + "/locations?limit=1&limit=2", server.driverToken())
                .refuses("limit");
        server.get("/v1/drivers/" + id + "/locations?from=1&from=2", server.driverToken())
                .refuses("from");
    }
}
