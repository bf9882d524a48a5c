package com.openride.fleet.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TripViewTest {

    private final RestServer server = new RestServer();
    private final RiderId other = new RiderId(UUID.randomUUID());

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whoever_takes_part_sees_the_trip() {
        Trip trip = server.trips.plan(server.driver, server.rider);

        for (String token :
                List.of(server.driverToken(), server.riderToken(), server.serviceToken(), server.adminToken())) {
            assertThat(server.get("/v1/trips/" + trip.id(), token)
                            .isOk()
                            .json()
                            .path("tripId")
                            .asText())
                    .isEqualTo(trip.id().toString());
        }
    }

    @Test
    void who_has_this_version_is_sent_nothing() {
        Trip trip = server.trips.plan(server.driver, server.rider);
        String path = "/v1/trips/" + trip.id();
        String tag = server.get(path, server.riderToken()).header("ETag");

        assertThat(tag).isEqualTo("\"1\"");
        for (String known : List.of(tag, "\"0\", " + tag, "W/" + tag, "*")) {
            Reply same = server.get(path, server.riderToken(), "If-None-Match", known);
            assertThat(same.status()).as(known).isEqualTo(304);
            assertThat(same.text()).isEmpty();
            assertThat(same.header("Cache-Control")).isEqualTo("private, no-cache");
        }
        server.trips.progress(trip, TripStatus.EN_ROUTE);
        Reply moved =
                server.get(path, server.riderToken(), "If-None-Match", tag).isOk();
        assertThat(moved.header("ETag")).isEqualTo("\"2\"");
        server.get(path, server.token(UUID.randomUUID(), Role.RIDER), "If-None-Match", "*")
                .isProblem(404, "TRIP_NOT_FOUND");
    }

    @Test
    void a_rider_of_a_shared_trip_sees_nothing_of_the_others() {
        UUID id = UUID.randomUUID();
        String riders = "\"riders\":[{\"riderId\":\"" + server.rider
                + "\",\"pickup\":{\"lat\":6.55,\"lng\":3.35},\"dropoff\":{\"lat\":6.52,\"lng\":3.37}},{\"riderId\":\""
                + other + "\"," + TripBodies.PLACES + "}],";
        String stops = "\"stops\":[{\"lat\":6.58,\"lng\":3.35,\"name\":\"at the other's door\"}],"
                + "\"route\":[[3.3515,6.6018],[3.3711,6.5095]],";
        Reply planned = server.post("/v1/trips", server.serviceToken(), TripBodies.ofOne(id, server, riders + stops));
        assertThat(planned.status()).as(planned.text()).isEqualTo(201);
        server.post("/v1/trips/" + id + "/status", server.driverToken(), TripBodies.step("EN_ROUTE"))
                .isOk();
        server.post(
                        "/v1/drivers/" + server.driver + "/location",
                        server.driverToken(),
                        "{\"latitude\":6.6018,\"longitude\":3.3515}")
                .isOk();

        Reply own = server.get("/v1/trips/" + id, server.riderToken()).isOk();

        JsonNode view = own.json();
        assertThat(view.path("riders")).hasSize(1);
        assertThat(view.path("riderId").asText()).isEqualTo(server.rider.toString());
        assertThat(view.at("/pickup/latitude").doubleValue()).isEqualTo(6.55);
        assertThat(view.at("/dropoff/latitude").doubleValue()).isEqualTo(6.52);
        assertThat(view.at("/riders/0/stopsBefore").intValue()).isEqualTo(1);
        assertThat(view.has("stops")).isFalse();
        assertThat(view.has("route")).isFalse();
        for (String part : List.of("", "/history", "/track")) {
            assertThat(server.get("/v1/trips/" + id + part, server.riderToken())
                            .isOk()
                            .text())
                    .doesNotContain(other.toString(), "the other's door", "6.6018");
        }
        assertThat(server.get("/v1/trips/rider/" + server.rider, server.riderToken())
                        .isOk()
                        .text())
                .doesNotContain(other.toString(), "the other's door", "6.6018");
        assertThat(server.get("/v1/trips/" + id, server.driverToken()).json().path("riders"))
                .hasSize(2);
    }

    @Test
    void lists_are_read_page_by_page_newest_first() {
        List<String> planned = IntStream.range(0, 7)
                .mapToObj(each ->
                        server.trips.plan(server.driver, server.rider).id().toString())
                .toList();
        List<String> seen = new ArrayList<>();
        String path = "/v1/trips/driver/" + server.driver + "?limit=3";

        String cursor = "";
        while (!cursor.equals("null")) {
            JsonNode page =
                    server.get(path + cursor, server.driverToken()).isOk().json();
            page.path("trips").forEach(trip -> seen.add(trip.path("tripId").asText()));
            assertThat(page.path("trips").size()).isLessThanOrEqualTo(3);
            cursor = page.path("nextCursor").isNull()
                    ? "null"
                    : "&cursor=" + page.path("nextCursor").asText();
        }

        assertThat(seen).containsExactlyInAnyOrderElementsOf(planned);
    }

    @Test
    void a_list_may_be_of_some_states_alone() {
        Trip pending = server.trips.plan(server.driver, server.rider);
        Trip gone = server.trips.plan(server.driver, server.rider);
        Trip onTheWay = server.trips.plan(server.driver, server.rider);
        server.trips.progress(gone, TripStatus.CANCELLED);
        server.trips.progress(onTheWay, TripStatus.EN_ROUTE);
        String path = "/v1/trips/rider/" + server.rider;

        JsonNode open = server.get(path + "?status=PENDING,EN_ROUTE", server.riderToken())
                .isOk()
                .json();

        assertThat(open.path("trips").findValuesAsText("status")).containsExactlyInAnyOrder("PENDING", "EN_ROUTE");
        assertThat(open.toString()).contains(pending.id().toString());
        server.get(path + "?status=pending", server.riderToken()).refuses("status");
        server.get(path + "?status=", server.riderToken()).refuses("status");
    }

    @Test
    void what_cannot_be_listed_is_refused_by_name() {
        String path = "/v1/trips/driver/" + server.driver;

        for (String limit : List.of("0", "101", "-1", "x", "1e2", "99999999999999999999")) {
            server.get(path + "?limit=" + limit, server.driverToken()).refuses("limit"); // ID-10
        }
        for (String cursor : List.of("x", "bDE", "%0d%0a", "dDEseHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4")) {
            server.get(path + "?cursor=" + cursor, server.driverToken()).refuses("cursor");
        }
        server.get(path + "?limit=100", server.driverToken()).isOk();
    }

    @Test
    void a_driver_may_hold_several_trips() {
        Trip one = server.trips.plan(server.driver, server.rider);
        Trip two = server.trips.plan(server.driver, other);

        // TRIP-07, background 27
        for (Trip trip : List.of(one, two)) {
            server.post("/v1/trips/" + trip.id() + "/status", server.driverToken(), TripBodies.step("EN_ROUTE"))
                    .isOk();
        }
        assertThat(server.get("/v1/drivers/" + server.driver + "/status", server.driverToken())
                        .json()
                        .path("activeTrips"))
                .hasSize(2);
    }
}
