package com.openride.fleet.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocationHistoryTest {

    private final RestServer server = new RestServer();
    private final String path = "/v1/drivers/" + server.driver + "/locations";
    private final Instant start = Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_last_day_comes_oldest_first_with_numbers_as_numbers() {
        report(0, 10, 20);

        JsonNode page = read("").json();

        // background 20, 23, 24
        assertThat(page.path("driverId").asText()).isEqualTo(server.driver.toString());
        assertThat(page.path("locations").findValuesAsText("timestamp")).containsExactly(time(0), time(10), time(20));
        assertThat(page.at("/locations/0/latitude").isNumber()).isTrue();
        assertThat(page.at("/locations/0/bearing").isNumber()).isTrue(); // background 15
        assertThat(page.path("nextCursor").isNull()).isTrue();
        assertThat(read("").header("Link")).isEmpty();
    }

    @Test
    void a_long_list_is_read_page_by_page_without_gap_or_repetition() {
        report(0, 1, 2, 3, 4, 5, 6);
        List<String> seen = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        Set<String> ends = new TreeSet<>();

        String next = path + "?limit=3";
        while (!next.isEmpty()) {
            Reply page = server.get(next, server.driverToken()).isOk();
            seen.addAll(page.json().path("locations").findValuesAsText("timestamp"));
            sizes.add(page.json().path("locations").size());
            ends.add(page.json().path("to").asText());
            next = link(page);
        }

        assertThat(sizes).containsExactly(3, 3, 1);
        assertThat(ends).hasSize(1); // "now" stays where it was on the first page
        assertThat(seen).containsExactly(time(0), time(1), time(2), time(3), time(4), time(5), time(6));
    }

    @Test
    void the_cursor_in_the_body_leads_on_as_the_link_does() {
        report(0, 1, 2);
        String cursor = read("?limit=2").json().path("nextCursor").asText();

        assertThat(cursor).matches("[A-Za-z0-9_-]+");
        assertThat(read("?limit=2&cursor=" + cursor).json().path("locations").findValuesAsText("timestamp"))
                .containsExactly(time(2));
    }

    @Test
    void a_range_begins_with_its_first_instant_and_ends_before_its_last() {
        report(0, 10, 20);

        JsonNode page = read("?from=" + time(10) + "&to=" + time(20)).json();

        assertThat(page.path("locations").findValuesAsText("timestamp")).containsExactly(time(10));
        // TIME-07: no zone means UTC
        assertThat(read("?from=" + time(10).replace("Z", "") + "&to="
                                + start.plusSeconds(11).toEpochMilli())
                        .json()
                        .path("locations"))
                .hasSize(1);
    }

    @Test
    void a_trip_of_the_driver_narrows_the_range() {
        report(0);
        Trip trip = server.trips.plan(server.driver, server.rider);
        server.trips.progress(trip, TripStatus.EN_ROUTE);
        server.post(
                        "/v1/drivers/" + server.driver + "/location",
                        server.driverToken(),
                        "{\"latitude\":6.6,\"longitude\":3.4}")
                .isOk();
        server.trips.progress(trip, TripStatus.CANCELLED);

        JsonNode page = read("?tripId=" + trip.id()).json();

        assertThat(page.path("locations").size()).isLessThanOrEqualTo(1);
        assertThat(page.path("locations").findValuesAsText("timestamp")).doesNotContain(time(0));
        bad("?tripId=" + UUID.randomUUID()).isProblem(404, "TRIP_NOT_FOUND");
    }

    @Test
    void what_cannot_be_listed_is_refused_by_name() {
        bad("?from=2025-01-02T00:00:00Z&to=2025-01-01T00:00:00Z").refuses("from"); // TIME-07
        bad("?from=2015-01-01T00:00:00Z&to=2025-01-01T00:00:00Z").refuses("from");
        bad("?from=yesterday").refuses("from");
        bad("?to=2025-13-01T00:00:00Z").refuses("to");
        bad("?tripId=1").refuses("tripId");
        // ID-10
        for (String limit : List.of("1000000000", "1001", "0", "-1", "x", "1.5", "")) {
            bad("?limit=" + limit).refuses("limit");
        }
        for (String cursor : List.of("x", "%00", "!!!!", "dA", "bDk5OTk5OTk5OTk5OTk5OTk5OTk5", "")) {
            bad("?cursor=" + cursor).refuses("cursor");
        }
    }

    @Test
    void thirty_one_days_are_allowed() {
        bad("?from=2025-01-01T00:00:00Z&to=2025-02-01T00:00:00Z").isOk();
        bad("?from=2025-01-01T00:00:00Z&to=2025-02-01T00:00:00.001Z").refuses("from");
    }

    @Test
    void geo_json_is_a_collection_of_points() {
        report(0, 10);

        Reply reply = read("", "application/geo+json");

        assertThat(reply.header("Content-Type")).startsWith("application/geo+json");
        JsonNode collection = reply.json();
        assertThat(collection.path("type").asText()).isEqualTo("FeatureCollection");
        assertThat(collection.path("features")).hasSize(2);
        JsonNode feature = collection.at("/features/0");
        assertThat(feature.path("type").asText()).isEqualTo("Feature");
        assertThat(feature.at("/geometry/type").asText()).isEqualTo("Point");
        assertThat(feature.at("/geometry/coordinates/0").doubleValue()).isEqualTo(-0.00001);
        assertThat(feature.at("/geometry/coordinates/1").doubleValue()).isEqualTo(6.5);
        assertThat(feature.at("/properties/timestamp").asText()).isEqualTo(time(0));
    }

    @Test
    void gpx_is_a_track_that_any_reader_takes() {
        report(0, 10);

        Reply reply = read("", "application/gpx+xml");

        assertThat(reply.header("Content-Type")).startsWith("application/gpx+xml");
        assertThat(GpxReading.of(reply.text()).points())
                .containsExactly("6.5 -0.00001 " + time(0), "6.5 -0.00001 " + time(10));
    }

    @Test
    void csv_has_a_header_and_nothing_that_a_spreadsheet_would_run() {
        report(0);

        Reply reply = read("", "text/csv");

        assertThat(reply.header("Content-Type")).startsWith("text/csv");
        List<String> lines = List.of(reply.text().split("\r\n", -1));
        assertThat(lines.get(0)).isEqualTo("timestamp,latitude,longitude,bearing,speed,accuracy,altitude,receivedAt");
        assertThat(lines.get(1)).startsWith(time(0) + ",6.5,-0.00001,0");
        assertThat(List.of(lines.get(1).split(",", -1)))
                .hasSize(8)
                .allMatch(cell -> cell.isEmpty() || cell.matches("-?\\d.*"));
        assertThat(lines).hasSize(3);
    }

    @Test
    void what_the_caller_likes_best_is_sent() {
        report(0);

        assertThat(read("", "*/*").header("Content-Type")).startsWith("application/json");
        assertThat(read("", "text/*").header("Content-Type")).startsWith("text/csv");
        assertThat(read("", "application/json;q=0.5, text/csv").header("Content-Type"))
                .startsWith("text/csv");
        assertThat(read("", "text/html,application/xhtml+xml,*/*;q=0.8").header("Content-Type"))
                .startsWith("application/json");
        read("", "application/pdf").isProblem(406, "NOT_ACCEPTABLE");
        read("", "text/csv;q=0").isProblem(406, "NOT_ACCEPTABLE");
    }

    private void report(int... seconds) {
        for (int second : seconds) {
            server.post(
                            "/v1/drivers/" + server.driver + "/location",
                            server.driverToken(),
                            "{\"latitude\":6.5,\"longitude\":-0.00001,\"bearing\":0,\"timestamp\":\"" + time(second)
                                    + "\"}")
                    .isOk();
        }
    }

    private Reply read(String query) {
        return server.get(path + query, server.driverToken()).isOk();
    }

    private Reply read(String query, String accept) {
        return server.get(path + query, server.driverToken(), "Accept", accept);
    }

    private Reply bad(String query) {
        return server.get(path + query, server.driverToken());
    }

    private String time(int seconds) {
        return Wire.time(start.plusSeconds(seconds));
    }

    private static String link(Reply page) {
        Matcher link = Pattern.compile("<([^>]+)>; rel=\"next\"").matcher(page.header("Link"));
        return link.matches() ? link.group(1) : "";
    }
}
