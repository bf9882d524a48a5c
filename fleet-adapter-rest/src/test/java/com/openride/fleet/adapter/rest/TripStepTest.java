package com.openride.fleet.adapter.rest;

import static com.openride.fleet.adapter.rest.TripBodies.step;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TripStepTest {

    private final RestServer server = new RestServer();
    private final Trip trip = server.trips.plan(server.driver, server.rider);
    private final String path = "/v1/trips/" + trip.id();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_driver_takes_a_trip_through_its_whole_life() {
        JsonNode enRoute = go("EN_ROUTE").isOk().json();
        JsonNode arrived = go("ARRIVED").isOk().json();
        JsonNode inProgress = go("IN_PROGRESS").isOk().json();
        JsonNode completed = go("COMPLETED").isOk().json();

        // background 11, 12
        assertThat(enRoute.path("startedAt").isTextual()).isTrue();
        assertThat(arrived.path("arrivedAt").isTextual()).isTrue();
        assertThat(inProgress.path("pickupTime").isTextual()).isTrue();
        assertThat(completed.path("status").asText()).isEqualTo("COMPLETED");
        assertThat(completed.path("completedAt").isTextual()).isTrue();
        assertThat(completed.path("version").asInt()).isEqualTo(5);
        assertThat(completed.path("distanceMeters").isNumber()).isTrue();
        assertThat(completed.path("durationSeconds").isNumber()).isTrue();
    }

    @Test
    void post_and_patch_do_the_same() {
        // background 20
        server.post(path + "/status", server.driverToken(), step("EN_ROUTE")).isOk();
        Reply reply = server.patch(path + "/status", server.driverToken(), step("ARRIVED"));

        assertThat(reply.isOk().json().path("status").asText()).isEqualTo("ARRIVED");
        assertThat(reply.header("ETag")).isEqualTo("\"3\"");
    }

    @Test
    void the_same_status_again_is_no_step() {
        go("EN_ROUTE");

        assertThat(go("EN_ROUTE").isOk().json().path("version").asInt()).isEqualTo(2); // TRIP-04
    }

    @Test
    void a_step_that_life_does_not_have_is_a_conflict() {
        go("COMPLETED").isProblem(409, "INVALID_STATUS_TRANSITION"); // TRIP-04
        go("EN_ROUTE");
        go("PENDING").isProblem(409, "INVALID_STATUS_TRANSITION");
        go("CANCELLED");
        go("ARRIVED").isProblem(409, "INVALID_STATUS_TRANSITION");

        assertThat(read().path("version").asInt()).isEqualTo(3);
    }

    @Test
    void the_history_tells_each_step_with_who_where_and_why() {
        go("EN_ROUTE");
        server.post(
                path + "/status",
                server.driverToken(),
                "{\"status\":\"CANCELLED\",\"reason\":\"flat tyre\",\"location\":{\"lat\":6.5,\"lng\":3.4}}");

        // background 20
        JsonNode history =
                server.get(path + "/history", server.driverToken()).isOk().json();
        assertThat(history.path("tripId").asText()).isEqualTo(trip.id().toString());
        assertThat(history.findValuesAsText("version")).containsExactly("1", "2", "3");
        assertThat(history.at("/transitions/0/from").isNull()).isTrue();
        assertThat(history.at("/transitions/0/role").asText()).isEqualTo("SERVICE");
        JsonNode last = history.at("/transitions/2");
        assertThat(last.path("from").asText()).isEqualTo("EN_ROUTE");
        assertThat(last.path("to").asText()).isEqualTo("CANCELLED");
        assertThat(last.path("by").asText()).isEqualTo(server.driver.toString());
        assertThat(last.path("role").asText()).isEqualTo("DRIVER");
        assertThat(last.path("reason").asText()).isEqualTo("flat tyre");
        assertThat(last.at("/location/latitude").doubleValue()).isEqualTo(6.5);
    }

    @Test
    void the_same_key_again_is_answered_as_the_first_time() {
        Reply first = keyed("k-1", step("EN_ROUTE"));
        go("ARRIVED");

        Reply again = keyed("k-1", step("EN_ROUTE"));

        assertThat(again.text()).isEqualTo(first.text()); // TRIP-02, TRIP-06
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(read().path("version").asInt()).isEqualTo(3);
    }

    @Test
    void a_key_for_another_request_is_refused() {
        keyed("k-1", step("EN_ROUTE"));

        keyed("k-1", step("ARRIVED")).isProblem(400, "IDEMPOTENCY_KEY_REUSED"); // TRIP-03
        keyed("x".repeat(256), step("ARRIVED")).refuses("Idempotency-Key");
    }

    @Test
    void another_version_than_expected_is_a_conflict() {
        String body = "{\"status\":\"EN_ROUTE\",\"expectedVersion\":";

        server.post(path + "/status", server.driverToken(), body + "7}").isProblem(409, "CONFLICT");
        server.post(path + "/status", server.driverToken(), body + "\"1\"}").refuses("expectedVersion");
        String snake = body.replace("expectedV", "expected_v");
        server.post(path + "/status", server.driverToken(), snake + "7}").isProblem(409, "CONFLICT");
        server.post(path + "/status", server.driverToken(), snake + "1}").isOk();
    }

    @Test
    void what_is_no_status_is_refused_by_name() {
        // TRIP-05
        for (String status : List.of("\"en_route\"", "\"FLYING\"", "null", "7", "\"" + "x".repeat(10_000) + "\"")) {
            server.post(path + "/status", server.driverToken(), "{\"status\":" + status + "}")
                    .refuses("status");
        }
    }

    @Test
    void an_announced_eta_must_be_near() {
        Instant now = Instant.now();

        announce(now.minus(Duration.ofMinutes(1))).refuses("eta"); // TIME-09
        announce(now.plus(Duration.ofDays(3650))).refuses("eta");
        Instant soon = now.plus(Duration.ofMinutes(5)).truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
        assertThat(Instant.parse(announce(soon).isOk().json().path("eta").asText()))
                .isEqualTo(soon);
    }

    @Test
    void a_reason_is_plain_and_short() {
        // JSON-16
        reason("\\ud800").refuses("reason");
        reason("\\u202e").refuses("reason");
        reason("\\u0000").refuses("reason");
        reason("x".repeat(10_000)).refuses("reason");
        // AZ-22
        reason("<img src=x onerror=alert(1)>").isOk();
        Reply history = server.get(path + "/history", server.driverToken());
        assertThat(history.header("Content-Type")).startsWith("application/json");
        assertThat(history.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void fields_that_are_not_asked_for_change_nothing() {
        String other = UUID.randomUUID().toString();

        server.post(
                        path + "/status",
                        server.driverToken(),
                        "{\"status\":\"EN_ROUTE\",\"driverId\":\"" + other
                                + "\",\"completedAt\":\"2020-01-01T00:00:00Z\",\"version\":99}")
                .isOk();

        // AZ-21
        assertThat(read().path("driverId").asText()).isEqualTo(server.driver.toString());
        assertThat(read().path("completedAt").isNull()).isTrue();
        assertThat(read().path("version").asInt()).isEqualTo(2);
    }

    @Test
    void of_two_ends_at_once_exactly_one_comes_true() {
        // TRIP-01, background 37
        List<Trip> trips = IntStream.range(0, 40)
                .mapToObj(each -> server.trips.plan(server.driver, server.rider))
                .toList();
        trips.forEach(
                one -> server.trips.progress(one, TripStatus.EN_ROUTE, TripStatus.ARRIVED, TripStatus.IN_PROGRESS));
        String token = server.driverToken();

        var answers = trips.stream()
                .map(one -> Stream.of("COMPLETED", "CANCELLED")
                        .map(to -> server.postLater("/v1/trips/" + one.id() + "/status", token, step(to)))
                        .toList())
                .toList();

        for (var pair : answers) {
            assertThat(pair.stream().map(later -> later.join().status())).containsExactlyInAnyOrder(200, 409);
        }
        for (Trip one : trips) {
            JsonNode history =
                    server.get("/v1/trips/" + one.id() + "/history", token).json();
            assertThat(history.path("transitions")).hasSize(5);
        }
    }

    private Reply go(String status) {
        return server.post(path + "/status", server.driverToken(), step(status));
    }

    private Reply keyed(String key, String body) {
        return server.post(path + "/status", server.driverToken(), body, "Idempotency-Key", key);
    }

    private Reply announce(Instant eta) {
        return server.post(path + "/status", server.driverToken(), "{\"status\":\"EN_ROUTE\",\"eta\":\"" + eta + "\"}");
    }

    private Reply reason(String text) {
        return server.post(
                path + "/status", server.driverToken(), "{\"status\":\"CANCELLED\",\"reason\":\"" + text + "\"}");
    }

    private JsonNode read() {
        return server.get(path, server.serviceToken()).json();
    }
}
