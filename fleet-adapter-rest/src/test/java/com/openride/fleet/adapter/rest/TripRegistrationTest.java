package com.openride.fleet.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TripRegistrationTest {

    private final RestServer server = new RestServer();
    private final UUID id = UUID.randomUUID();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_service_plans_a_trip_and_is_told_where_it_is() {
        String booking = UUID.randomUUID().toString();

        Reply reply = plan(TripBodies.ofOne(id, server, "\"bookingId\":\"" + booking + "\","));

        // background 8
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        assertThat(reply.header("Location")).isEqualTo("/v1/trips/" + id);
        assertThat(reply.header("ETag")).isEqualTo("\"1\"");
        JsonNode trip = reply.json();
        assertThat(trip.path("tripId").asText()).isEqualTo(id.toString());
        assertThat(trip.path("driverId").asText()).isEqualTo(server.driver.toString());
        assertThat(trip.path("riderId").asText()).isEqualTo(server.rider.toString());
        assertThat(trip.path("bookingId").asText()).isEqualTo(booking);
        assertThat(trip.path("status").asText()).isEqualTo("PENDING");
        assertThat(trip.path("version").asInt()).isEqualTo(1);
        assertThat(trip.path("startedAt").isNull()).isTrue();
    }

    @Test
    void coordinates_are_numbers_and_times_end_in_milliseconds_and_z() {
        JsonNode trip = plan(TripBodies.ofOne(id, server)).json();

        // background 23
        assertThat(trip.at("/pickup/latitude").isNumber()).isTrue();
        assertThat(trip.at("/pickup/latitude").doubleValue()).isEqualTo(6.6018);
        // background 44
        assertThat(trip.path("createdAt").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    }

    @Test
    void the_same_trip_again_is_answered_and_not_planned_twice() {
        plan(TripBodies.ofOne(id, server));

        Reply again = plan(TripBodies.ofOne(id, server));

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("version").asInt()).isEqualTo(1);
    }

    @Test
    void the_same_id_with_other_content_is_a_conflict() {
        plan(TripBodies.ofOne(id, server));

        Reply other = plan(TripBodies.ofOne(id, server, "\"scheduledTime\":\"2030-01-01T00:00:00Z\","));

        other.isProblem(409, "CONFLICT");
    }

    @Test
    void snake_case_and_short_names_are_understood() {
        String body = "{\"trip_id\":\"" + id + "\",\"driver_id\":\"" + server.driver + "\",\"rider_id\":\""
                + server.rider + "\",\"booking_id\":\"" + UUID.randomUUID() + "\",\"pickup\":{\"lat\":6.6,\"lng\":3.3},"
                + "\"drop_off\":{\"lat\":6.5,\"lon\":3.4},\"scheduled_time\":1893456000,"
                + "\"stops\":[{\"lat\":6.55,\"lon\":3.35,\"name\":\"Oshodi\",\"planned_offset_seconds\":0}]}";

        JsonNode trip = plan(body).json();

        assertThat(trip.at("/pickup/longitude").doubleValue()).isEqualTo(3.3);
        assertThat(trip.at("/dropoff/longitude").doubleValue()).isEqualTo(3.4);
        assertThat(trip.path("scheduledTime").asText()).isEqualTo("2030-01-01T00:00:00.000Z");
        assertThat(trip.at("/stops/0/name").asText()).isEqualTo("Oshodi");
        assertThat(trip.at("/stops/0/plannedOffsetSeconds").intValue()).isZero();
        assertThat(trip.at("/stops/0/plannedOffsetSeconds").isNumber()).isTrue();
    }

    @Test
    void a_route_comes_as_pairs_or_as_a_polyline_and_goes_as_a_polyline() {
        String pairs = "\"route\":[[-120.2,38.5],[-120.95,40.7],[-126.453,43.252]],";
        String polyline = "\"route\":\"_p~iF~ps|U_ulLnnqC_mqNvxq`@\",";

        Reply first = plan(TripBodies.ofOne(id, server, pairs));
        Reply second = plan(TripBodies.ofOne(UUID.randomUUID(), server, polyline));

        assertThat(first.json().path("route").asText()).isEqualTo("_p~iF~ps|U_ulLnnqC_mqNvxq`@");
        assertThat(second.json().path("route")).isEqualTo(first.json().path("route"));
    }

    @Test
    void several_riders_ride_together() {
        String riders = "\"riders\":[{\"riderId\":\"" + server.rider + "\"," + TripBodies.PLACES + "},{\"riderId\":\""
                + UUID.randomUUID() + "\"," + TripBodies.PLACES + "}],";

        JsonNode trip = plan(TripBodies.ofOne(id, server, riders)).json();

        assertThat(trip.path("riders")).hasSize(2);
        assertThat(trip.has("riderId")).isFalse();
    }

    @Test
    void what_is_wrong_is_named() {
        plan("{}").refuses("tripId");
        plan("{\"tripId\":\"1-1-1-1-1\"}").refuses("tripId"); // ID-05
        plan("{\"tripId\":\"" + id + "\"}").refuses("driverId");
        plan(TripBodies.ofOne(id, server).replace("6.6018", "91")).refuses("latitude");
        plan(TripBodies.ofOne(id, server).replace("6.6018", "\"6.6\"")).refuses("latitude"); // JSON-07
        plan(TripBodies.ofOne(id, server, "\"riders\":[],")).refuses("riders");
        plan(TripBodies.ofOne(id, server, "\"riders\":7,")).refuses("riders");
        plan(TripBodies.ofOne(id, server, "\"stops\":{},")).refuses("stops");
        plan(TripBodies.ofOne(id, server, "\"route\":[[1]],")).refuses("route");
        plan(TripBodies.ofOne(id, server, "\"route\":\"\\u0001\",")).refuses("route");
        plan(TripBodies.ofOne(id, server, "\"scheduledTime\":\"soon\",")).refuses("scheduledTime");
        plan(TripBodies.ofOne(id, server).replace("\"pickup\"", "\"pickop\"")).refuses("pickup");
        // a refused trip has left nothing
        server.get("/v1/trips/" + id, server.serviceToken()).isProblem(404, "TRIP_NOT_FOUND");
    }

    private Reply plan(String body) {
        return server.post("/v1/trips", server.serviceToken(), body);
    }
}
