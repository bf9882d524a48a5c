package com.openride.fleet.adapter.rest;

import static com.openride.fleet.adapter.rest.TripBodies.step;
import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccessTest {

    private final RestServer server = new RestServer();
    private final Trip own = server.trips.plan(server.driver, server.rider);
    private final DriverId otherDriver = new DriverId(UUID.randomUUID());
    private final RiderId otherRider = new RiderId(UUID.randomUUID());
    private final Trip foreign = server.trips.plan(otherDriver, otherRider);
    private final UUID nobody = UUID.randomUUID();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void every_route_but_the_open_ones_wants_a_token() {
        // AZ-09, background 21
        for (Route route : server.adapter.routes()) {
            String path = route.path().replaceAll("\\{\\w+}", nobody.toString());
            var request = server.request(path, "")
                    .method(route.method().name(), java.net.http.HttpRequest.BodyPublishers.noBody());

            if (!route.open()) {
                Reply reply = server.send(request).isProblem(401, "AUTHENTICATION_FAILED");
                assertThat(reply.header("WWW-Authenticate")).isEqualTo("Bearer");
            }
        }
    }

    @Test
    void every_bad_token_gets_the_same_answer() {
        String path = "/v1/trips/" + own.id();
        String none =
                server.getOpenly(path).isProblem(401, "AUTHENTICATION_FAILED").withoutCorrelation();

        for (String header :
                List.of("Bearer", "Bearer ", "Bearer nonsense", "Basic dXNlcjpwYXNz", server.adminToken())) {
            Reply reply = server.getOpenly(path, "Authorization", header);

            assertThat(reply.isProblem(401, "AUTHENTICATION_FAILED").withoutCorrelation())
                    .isEqualTo(none);
        }
        Reply twice = server.getOpenly(
                path, "Authorization", "Bearer " + server.adminToken(), "Authorization", "Bearer nonsense");
        assertThat(twice.withoutCorrelation()).isEqualTo(none);
    }

    @Test
    void only_an_expired_token_is_told_so() {
        Instant past = Instant.now().minus(Duration.ofMinutes(5));

        Reply reply = server.get(
                "/v1/trips/" + own.id(),
                server.fleet.tokens.of(server.rider.value(), past, Role.RIDER).text());

        assertThat(reply.isProblem(401, "TOKEN_EXPIRED").header("WWW-Authenticate"))
                .isEqualTo("Bearer");
    }

    @Test
    void a_token_in_the_query_opens_nothing() {
        server.getOpenly("/v1/trips/" + own.id() + "?token=" + server.adminToken() + "&access_token="
                        + server.adminToken())
                .isProblem(401, "AUTHENTICATION_FAILED");
    }

    @Test
    void anothers_trip_is_as_unknown_as_one_that_is_none() {
        // AZ-08
        for (String token : List.of(server.riderToken(), server.driverToken())) {
            for (String part : List.of("", "/history", "/track")) {
                Reply theirs = server.get("/v1/trips/" + foreign.id() + part, token);
                Reply none = server.get("/v1/trips/" + nobody + part, token);

                theirs.isProblem(404, "TRIP_NOT_FOUND");
                assertSame(theirs, none);
            }
        }
    }

    @Test
    void anothers_trip_cannot_be_moved_and_looks_unknown() {
        // AZ-10
        for (String token : List.of(server.riderToken(), server.driverToken())) {
            Reply theirs = server.post("/v1/trips/" + foreign.id() + "/status", token, step("CANCELLED"));
            Reply none = server.post("/v1/trips/" + nobody + "/status", token, step("CANCELLED"));

            theirs.isProblem(404, "TRIP_NOT_FOUND");
            assertSame(theirs, none);
        }
    }

    @Test
    void a_rider_may_only_cancel_whichever_trip_it_is() {
        // AZ-11; the role is judged before any look-up
        for (Object id : List.of(own.id(), foreign.id(), nobody)) {
            server.post("/v1/trips/" + id + "/status", server.riderToken(), step("COMPLETED"))
                    .isProblem(403, "UNAUTHORIZED");
        }
        server.post("/v1/trips/" + own.id() + "/status", server.riderToken(), step("CANCELLED"))
                .isOk();
    }

    @Test
    void a_rider_aboard_cancels_no_more() {
        server.trips.progress(own, TripStatus.EN_ROUTE, TripStatus.ARRIVED, TripStatus.IN_PROGRESS);

        // AZ-12
        server.post("/v1/trips/" + own.id() + "/status", server.riderToken(), step("CANCELLED"))
                .isProblem(409, "INVALID_STATUS_TRANSITION");
    }

    @Test
    void drivers_and_riders_plan_no_trips() {
        // AZ-15; even a body that is nonsense is not looked at
        for (String token : List.of(server.driverToken(), server.riderToken())) {
            server.post("/v1/trips", token, TripBodies.ofOne(UUID.randomUUID(), server))
                    .isProblem(403, "UNAUTHORIZED");
            server.post("/v1/trips", token, "{").isProblem(403, "UNAUTHORIZED");
        }
    }

    @Test
    void lists_are_of_ones_own_trips_alone() {
        // AZ-16
        server.get("/v1/trips/rider/" + otherRider, server.riderToken()).isProblem(404, "TRIP_NOT_FOUND");
        server.get("/v1/trips/driver/" + otherDriver, server.driverToken()).isProblem(404, "TRIP_NOT_FOUND");
        server.get("/v1/trips/driver/" + server.rider, server.riderToken()).isProblem(404, "TRIP_NOT_FOUND");
        assertThat(listed("/v1/trips/rider/" + server.rider, server.riderToken()))
                .containsExactly(own.id().toString());
        assertThat(listed("/v1/trips/driver/" + server.driver, server.driverToken()))
                .containsExactly(own.id().toString());
        assertThat(listed("/v1/trips/driver/" + otherDriver, server.adminToken()))
                .containsExactly(foreign.id().toString());
    }

    @Test
    void where_a_driver_was_is_for_the_driver_and_operators() {
        String path = "/v1/drivers/" + otherDriver + "/locations";

        server.get(path, server.riderToken()).isProblem(403, "UNAUTHORIZED"); // AZ-13
        server.get(path, server.driverToken()).isProblem(404, "DRIVER_NOT_FOUND");
        server.get(path, server.token(otherDriver.value(), Role.DRIVER)).isOk();
        server.get(path, server.serviceToken()).isOk();
        server.get(path, server.adminToken()).isOk(); // AZ-19
    }

    @Test
    void a_driver_one_does_not_ride_with_is_as_unknown_as_one_that_is_none() {
        locate(otherDriver);

        // AZ-14
        for (String token : List.of(server.riderToken(), server.driverToken())) {
            for (String part : List.of("/status", "/location")) {
                Reply theirs = server.get("/v1/drivers/" + otherDriver + part, token);
                Reply none = server.get("/v1/drivers/" + nobody + part, token);

                theirs.isProblem(404, "DRIVER_NOT_FOUND");
                assertSame(theirs, none);
            }
        }
    }

    @Test
    void a_rider_sees_the_driver_while_the_trip_is_under_way_and_less_than_the_driver() {
        locate(server.driver);
        String status = "/v1/drivers/" + server.driver + "/status";
        String location = "/v1/drivers/" + server.driver + "/location";

        server.get(location, server.riderToken()).isProblem(404, "DRIVER_NOT_FOUND");
        server.trips.progress(own, TripStatus.EN_ROUTE);

        Reply reduced = server.get(status, server.riderToken()).isOk();
        assertThat(reduced.json().has("connections")).isFalse();
        assertThat(reduced.json().at("/activeTrips/0").asText())
                .isEqualTo(own.id().toString());
        assertThat(server.get(status, server.driverToken())
                        .isOk()
                        .json()
                        .path("connections")
                        .isInt())
                .isTrue();
        assertThat(server.get(location, server.riderToken())
                        .isOk()
                        .json()
                        .path("tripId")
                        .asText())
                .isEqualTo(own.id().toString());
        server.trips.progress(own, TripStatus.CANCELLED);
        server.get(location, server.riderToken()).isProblem(404, "DRIVER_NOT_FOUND");
    }

    @Test
    void nobody_reports_or_works_for_another_driver() {
        String location = "/v1/drivers/" + otherDriver + "/location";
        String status = "/v1/drivers/" + otherDriver + "/status";
        String both = server.token(UUID.randomUUID(), Role.DRIVER, Role.ADMIN);
        String fix = "{\"latitude\":6.5,\"longitude\":3.4}";

        server.post(location, server.driverToken(), fix).isProblem(404, "DRIVER_NOT_FOUND");
        server.post(location, server.riderToken(), fix).isProblem(403, "UNAUTHORIZED"); // AZ-07
        server.post(location, server.serviceToken(), fix).isProblem(403, "UNAUTHORIZED");
        server.post(location, both, fix).isProblem(404, "DRIVER_NOT_FOUND");
        server.post(status, server.driverToken(), step("ONLINE")).isProblem(404, "DRIVER_NOT_FOUND");
        server.post(status, server.riderToken(), step("ONLINE")).isProblem(403, "UNAUTHORIZED");
        server.post(status, server.serviceToken(), step("ONLINE")).isProblem(403, "UNAUTHORIZED");
        assertThat(server.post(status, server.adminToken(), step("ONLINE")).status())
                .isEqualTo(204);
    }

    @Test
    void only_services_and_operators_search() {
        String path = "/v1/drivers/nearby?latitude=6.5&longitude=3.4";

        for (String token : List.of(server.driverToken(), server.riderToken())) {
            server.get(path, token).isProblem(403, "UNAUTHORIZED");
            server.get("/v1/drivers/nearby", token).isProblem(403, "UNAUTHORIZED");
            server.post("/v1/drivers/nearby", token, "{").isProblem(403, "UNAUTHORIZED");
        }
    }

    private void locate(DriverId driver) {
        server.post(
                        "/v1/drivers/" + driver + "/location",
                        server.token(driver.value(), Role.DRIVER),
                        "{\"latitude\":6.5,\"longitude\":3.4}")
                .isOk();
    }

    private List<String> listed(String path, String token) {
        return server.get(path, token).isOk().json().path("trips").findValuesAsText("tripId");
    }

    private static void assertSame(Reply one, Reply other) {
        assertThat(one.status()).isEqualTo(other.status());
        assertThat(one.withoutCorrelation()).isEqualTo(other.withoutCorrelation());
        assertThat(one.headers().map().keySet()).isEqualTo(other.headers().map().keySet());
    }
}
