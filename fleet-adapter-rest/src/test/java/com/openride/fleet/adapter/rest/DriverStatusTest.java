package com.openride.fleet.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripStatus;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DriverStatusTest {

    private final RestServer server = new RestServer();
    private final String path = "/v1/drivers/" + server.driver + "/status";

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_driver_comes_to_work_and_goes() {
        // background 20, 33
        assertThat(go("{\"status\":\"ONLINE\"}").status()).isEqualTo(204);
        assertThat(status()).isEqualTo("ONLINE");
        assertThat(read().path("available").asBoolean()).isTrue();
        go("{\"status\":\"ONLINE\",\"available\":false}");
        assertThat(status()).isEqualTo("BUSY");
        assertThat(read().path("available").asBoolean()).isFalse();
        go("{\"status\":\"BUSY\"}");
        assertThat(status()).isEqualTo("BUSY");
        go("{\"status\":\"OFFLINE\"}");
        assertThat(status()).isEqualTo("OFFLINE");
    }

    @Test
    void coming_to_work_never_hides_a_trip() {
        Trip trip = server.trips.plan(server.driver, server.rider);
        server.trips.progress(trip, TripStatus.EN_ROUTE);

        go("{\"status\":\"ONLINE\"}");

        // background 33, 34
        await().untilAsserted(() -> assertThat(status()).isEqualTo("ON_TRIP"));
        assertThat(read().at("/activeTrips/0").asText()).isEqualTo(trip.id().toString());
        assertThat(read().path("lastSeenAt").asText()).endsWith("Z");
    }

    @Test
    void what_is_no_duty_is_refused_by_name() {
        for (String status : List.of("\"ON_TRIP\"", "\"online\"", "null", "1")) {
            go("{\"status\":" + status + "}").refuses("status");
        }
        go("{}").refuses("status");
        go("{\"status\":\"ONLINE\",\"available\":\"yes\"}").refuses("available");
    }

    @Test
    void the_nearest_drivers_are_found_first() {
        DriverId near = online(6.501, 3.4);
        DriverId far = online(6.52, 3.4);
        online(7.5, 3.4);

        await().untilAsserted(() -> assertThat(nearby("")).hasSize(2));
        JsonNode found = nearby("");
        assertThat(found.at("/0/driverId").asText()).isEqualTo(near.toString());
        assertThat(found.at("/0/distanceMeters").doubleValue()).isBetween(110.0, 112.5);
        assertThat(found.at("/0/latitude").isNumber()).isTrue(); // background 23
        assertThat(found.at("/1/driverId").asText()).isEqualTo(far.toString());
        assertThat(nearby("&limit=1")).hasSize(1);
        assertThat(nearby("&radiusMeters=1000")).hasSize(1);
        assertThat(nearby("&availability=BUSY")).isEmpty();
        assertThat(server.post(
                                "/v1/drivers/nearby",
                                server.serviceToken(),
                                "{\"lat\":6.5,\"lng\":3.4,\"radius_meters\":1000,\"max_age_seconds\":30,\"limit\":5}")
                        .isOk()
                        .json()
                        .path("drivers"))
                .hasSize(1);
    }

    @Test
    void a_search_out_of_range_is_refused_by_name() {
        search("?longitude=3.4").refuses("latitude");
        search("?latitude=91&longitude=3.4").refuses("latitude");
        search("?latitude=x&longitude=3.4").refuses("latitude");
        search("?latitude=6.5&longitude=3.4&radiusMeters=99").refuses("radiusMeters");
        search("?latitude=6.5&longitude=3.4&radiusMeters=50001").refuses("radiusMeters");
        search("?latitude=6.5&longitude=3.4&limit=0").refuses("limit");
        search("?latitude=6.5&longitude=3.4&limit=51").refuses("limit");
        search("?latitude=6.5&longitude=3.4&limit=1.5").refuses("limit");
        search("?latitude=6.5&longitude=3.4&availability=AWAY").refuses("availability");
        search("?latitude=6.5&longitude=3.4&maxAgeSeconds=0").refuses("maxAgeSeconds");
        search("?latitude=6.5&longitude=3.4&latitude=6.6").refuses("latitude");
        server.post("/v1/drivers/nearby", server.serviceToken(), "{\"latitude\":\"6.5\",\"longitude\":3.4}")
                .refuses("latitude");
        search("?latitude=6.500000000000001&longitude=3.40000000000000001&limit=50")
                .isOk();
    }

    private Reply go(String body) {
        return server.post(path, server.driverToken(), body);
    }

    private JsonNode read() {
        return server.get(path, server.driverToken()).isOk().json();
    }

    private String status() {
        return read().path("status").asText();
    }

    private DriverId online(double latitude, double longitude) {
        var driver = new DriverId(UUID.randomUUID());
        String token = server.token(driver.value(), Role.DRIVER);
        server.post("/v1/drivers/" + driver + "/status", token, "{\"status\":\"ONLINE\"}");
        server.post(
                        "/v1/drivers/" + driver + "/location",
                        token,
                        "{\"latitude\":" + latitude + ",\"longitude\":" + longitude + "}")
                .isOk();
        return driver;
    }

    private JsonNode nearby(String more) {
        return search("?latitude=6.5&longitude=3.4" + more).isOk().json().path("drivers");
    }

    private Reply search(String query) {
        return server.get("/v1/drivers/nearby" + query, server.serviceToken());
    }
}
