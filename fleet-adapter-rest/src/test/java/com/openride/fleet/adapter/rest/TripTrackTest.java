package com.openride.fleet.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.application.fixture.TestClock;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripStatus;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TripTrackTest {

    private static final GeoPoint IKEJA = new GeoPoint(6.6018, 3.3515);
    private static final GeoPoint MARYLAND = new GeoPoint(6.5700, 3.3660);
    private static final GeoPoint YABA = new GeoPoint(6.5095, 3.3711);

    private final TestClock clock = new TestClock(Instant.parse("2026-03-01T08:00:00Z"));
    private final RestServer server = new RestServer(clock, Duration.ZERO, 0);
    private final Trip trip = server.trips.plan(server.driver, server.rider);
    private final String path = "/v1/trips/" + trip.id() + "/track";

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_driven_path_comes_with_its_length_and_duration() {
        drive();

        JsonNode track = read("application/json").json();

        // background 36
        assertThat(track.path("tripId").asText()).isEqualTo(trip.id().toString());
        assertThat(track.path("locations")).hasSize(3);
        assertThat(track.at("/locations/0/latitude").doubleValue()).isEqualTo(IKEJA.latitude());
        long expected = Math.round(IKEJA.metersTo(MARYLAND) + MARYLAND.metersTo(YABA));
        assertThat(track.path("distanceMeters").asLong()).isEqualTo(expected);
        assertThat(track.path("durationSeconds").asLong()).isEqualTo(1800);
        JsonNode stored =
                server.get("/v1/trips/" + trip.id(), server.driverToken()).json();
        assertThat(stored.path("distanceMeters").asLong()).isEqualTo(expected);
    }

    @Test
    void geo_json_is_a_line_with_its_times() {
        drive();

        Reply reply = read("application/geo+json");

        assertThat(reply.header("Content-Type")).startsWith("application/geo+json");
        JsonNode feature = reply.json();
        assertThat(feature.path("type").asText()).isEqualTo("Feature");
        assertThat(feature.at("/geometry/type").asText()).isEqualTo("LineString");
        assertThat(feature.at("/geometry/coordinates")).hasSize(3);
        assertThat(feature.at("/geometry/coordinates/0/0").doubleValue()).isEqualTo(IKEJA.longitude());
        assertThat(feature.at("/properties/tripId").asText())
                .isEqualTo(trip.id().toString());
        assertThat(feature.at("/properties/coordTimes")).hasSize(3);
        assertThat(feature.at("/properties/distanceMeters").isNumber()).isTrue();
        assertThat(feature.at("/properties/durationSeconds").asLong()).isEqualTo(1800);
    }

    @Test
    void gpx_is_one_track_named_by_the_trip() {
        drive();

        Reply reply = read("application/gpx+xml");

        GpxReading gpx = GpxReading.of(reply.text());
        assertThat(gpx.name()).isEqualTo(trip.id().toString());
        assertThat(gpx.points())
                .containsExactly(
                        "6.6018 3.3515 2026-03-01T08:00:00.000Z",
                        "6.57 3.366 2026-03-01T08:15:00.000Z",
                        "6.5095 3.3711 2026-03-01T08:30:00.000Z");
    }

    @Test
    void before_the_start_there_is_an_empty_path_in_every_form() {
        assertThat(read("application/json").json().path("locations")).isEmpty();
        assertThat(read("application/json").json().path("distanceMeters").asInt(-1))
                .isZero();
        assertThat(GpxReading.of(read("application/gpx+xml").text()).points()).isEmpty();
        // RFC 7946, 3.1.4: a line has two positions or more; 3.2: a feature without a place has a null geometry
        JsonNode feature = read("application/geo+json").json();
        assertThat(feature.path("type").asText()).isEqualTo("Feature");
        assertThat(feature.path("geometry").isNull()).isTrue();
        assertThat(feature.at("/properties/coordTimes")).isEmpty();
    }

    @Test
    void a_single_fix_is_still_a_valid_line() {
        server.trips.progress(trip, TripStatus.EN_ROUTE);
        at(IKEJA);

        JsonNode feature = read("application/geo+json").json();

        assertThat(feature.at("/geometry/coordinates")).hasSize(2);
        assertThat(feature.at("/geometry/coordinates/0")).isEqualTo(feature.at("/geometry/coordinates/1"));
        assertThat(feature.at("/properties/coordTimes")).hasSize(2);
        assertThat(feature.at("/properties/distanceMeters").asInt(-1)).isZero();
    }

    @Test
    void no_other_form_can_be_had() {
        server.get(path, server.driverToken(), "Accept", "text/csv").isProblem(406, "NOT_ACCEPTABLE");
    }

    private void drive() {
        server.trips.progress(trip, TripStatus.EN_ROUTE);
        at(IKEJA);
        clock.pass(Duration.ofMinutes(15));
        server.trips.progress(trip, TripStatus.ARRIVED, TripStatus.IN_PROGRESS);
        at(MARYLAND);
        clock.pass(Duration.ofMinutes(15));
        at(YABA);
        server.trips.progress(trip, TripStatus.COMPLETED);
    }

    private void at(GeoPoint point) {
        server.post("/v1/drivers/" + server.driver + "/location", server.driverToken(), Json.write(Wire.point(point)))
                .isOk();
    }

    private Reply read(String accept) {
        return server.get(path, server.driverToken(), "Accept", accept).isOk();
    }
}
