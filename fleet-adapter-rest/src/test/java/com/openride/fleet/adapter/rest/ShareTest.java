package com.openride.fleet.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripStatus;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShareTest {

    private static final int FIRST_PAINT_BYTES = 50 * 1024;

    private final RestServer server = new RestServer();
    private final Trip trip = server.trips.plan(server.driver, server.rider);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whoever_has_the_link_sees_how_the_trip_goes_and_nobodys_id() {
        underWay();
        JsonNode made = share();

        Reply seen =
                server.getOpenly("/v1/share/" + made.path("token").asText()).isOk();

        JsonNode shared = seen.json();
        assertThat(made.path("token").asText()).matches("[A-Za-z0-9_-]{22}");
        assertThat(made.path("path").asText())
                .isEqualTo("/t/" + made.path("token").asText());
        assertThat(shared.path("status").asText()).isEqualTo("EN_ROUTE");
        assertThat(shared.path("stage").asText()).isEqualTo("WAITING");
        assertThat(shared.path("eta").isTextual()).isTrue();
        assertThat(shared.at("/pickup/latitude").asDouble()).isEqualTo(6.6018);
        assertThat(shared.at("/dropoff/latitude").asDouble()).isEqualTo(6.5095);
        assertThat(shared.at("/position/latitude").asDouble()).isEqualTo(6.5);
        assertThat(shared.at("/position/bearing").asDouble()).isEqualTo(90);
        assertNobody(seen.text());
    }

    @Test
    void the_page_says_the_same_in_words_and_needs_neither_scripts_nor_anything_from_elsewhere() {
        underWay();
        String path = share().path("path").asText();

        Reply page = server.getOpenly(path).isOk();

        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.text())
                .contains("<h1>On the way to the pickup</h1>", "Expected in ", "The car was last seen at <time ")
                .containsPattern(
                        "<noscript><meta http-equiv=\"refresh\" content=\"15; url=" + path + "\\?again=true\">")
                .doesNotContain("//", "<script>", "onload=", "{{");
        assertThat(page.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                .doesNotContain("http", "unsafe", "*");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.header("X-Robots-Tag")).contains("noindex");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertNobody(page.text());
    }

    @Test
    void the_first_paint_takes_less_than_fifty_kilobytes() {
        underWay();
        Reply page = server.getOpenly(share().path("path").asText());
        List<String> assets = Pattern.compile("(?:src|href)=\"(/[^\"]+)\"")
                .matcher(page.text())
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(assets).containsExactlyInAnyOrder("/share/page.css", "/share/page.js");
        int bytes = size(page);
        for (String asset : assets) {
            Reply reply = server.getOpenly(asset).isOk();
            assertThat(reply.header("Content-Type")).startsWith(asset.endsWith("css") ? "text/css" : "text/javascript");
            assertThat(reply.header("Cache-Control")).contains("max-age");
            assertThat(reply.text().replace("http://www.w3.org/2000/svg", "")).doesNotContain("http:", "https:");
            bytes += size(reply);
        }
        assertThat(bytes).isLessThan(FIRST_PAINT_BYTES);
    }

    @Test
    void it_tells_the_whole_life_of_a_trip() {
        String path = share().path("path").asText();
        List<String> told = new ArrayList<>(List.of(headline(path)));
        for (TripStatus status :
                List.of(TripStatus.EN_ROUTE, TripStatus.ARRIVED, TripStatus.IN_PROGRESS, TripStatus.COMPLETED)) {
            server.trips.progress(trip, status);
            told.add(headline(path));
        }

        assertThat(told)
                .containsExactly(
                        "Planned",
                        "On the way to the pickup",
                        "At the pickup",
                        "On the way to the drop-off",
                        "Arrived");
        assertThat(server.getOpenly(path).text()).contains("The trip ended at").doesNotContain("refresh");
    }

    @Test
    void who_shares_a_car_is_shown_how_many_stops_come_first_and_no_others_places() {
        var other = new RiderId(UUID.randomUUID());
        UUID id = UUID.randomUUID();
        server.post(
                "/v1/trips",
                server.serviceToken(),
                "{\"tripId\":\"" + id + "\",\"driverId\":\"" + server.driver
                        + "\",\"riders\":[{\"riderId\":\"" + server.rider
                        + "\",\"pickup\":{\"lat\":6.57,\"lng\":3.36},\"dropoff\":{\"lat\":6.53,\"lng\":3.37}},{\"riderId\":\""
                        + other + "\"}]," + TripBodies.PLACES + "}");
        server.post("/v1/trips/" + id + "/status", server.driverToken(), TripBodies.step("EN_ROUTE"))
                .isOk();
        locate(6.63, 3.36);
        String path = server.post("/v1/trips/" + id + "/share", server.riderToken(), "")
                .json()
                .path("path")
                .asText();

        Reply page = server.getOpenly(path).isOk();

        assertThat(page.text()).contains("1 stop before the pickup.").doesNotContain("6.6018", other.toString());
    }

    @Test
    void views_are_counted_and_renewals_are_not() {
        JsonNode made = share();
        String token = made.path("token").asText();
        server.getOpenly("/t/" + token).isOk();
        server.getOpenly("/t/" + token + "?again=true").isOk();
        server.getOpenly("/v1/share/" + token).isOk();
        server.getOpenly("/v1/share/" + token + "?again=true").isOk();

        JsonNode links = share().path("links");

        assertThat(links).hasSize(2);
        assertThat(links.at("/0/views").asInt()).isEqualTo(2);
        assertThat(links.at("/1/views").asInt()).isZero();
    }

    @Test
    void what_is_revoked_unknown_or_malformed_is_the_same_nothing() {
        String token = share().path("token").asText();
        assertThat(server.send(server.request(path("/share"), server.riderToken())
                                .DELETE())
                        .status())
                .isEqualTo(204);

        String none = server.getOpenly("/v1/share/" + token)
                .isProblem(404, "SHARE_NOT_FOUND")
                .withoutCorrelation();
        String nothing = server.getOpenly("/t/" + token).text();
        for (String other : List.of("A".repeat(22), "x", "%3Cscript%3E")) {
            assertThat(server.getOpenly("/v1/share/" + other)
                            .isProblem(404, "SHARE_NOT_FOUND")
                            .withoutCorrelation())
                    .isEqualTo(none);
            Reply page = server.getOpenly("/t/" + other);
            assertThat(page.status()).isEqualTo(404);
            assertThat(page.text())
                    .isEqualTo(nothing)
                    .contains("This link shows nothing")
                    .doesNotContain("refresh");
        }
    }

    @Test
    void only_riders_share_and_only_what_is_theirs() {
        String strangers = server.token(UUID.randomUUID(), Role.RIDER);

        server.post(path("/share"), server.driverToken(), "").isProblem(403, "UNAUTHORIZED");
        server.post(path("/share"), server.adminToken(), "").isProblem(403, "UNAUTHORIZED");
        server.post(path("/share"), strangers, "").isProblem(404, "TRIP_NOT_FOUND");
        server.send(server.request(path("/share"), strangers).DELETE()).isProblem(404, "TRIP_NOT_FOUND");
        server.send(server.request(path("/share"), server.serviceToken()).DELETE())
                .isProblem(403, "UNAUTHORIZED");
        assertThat(server.send(server.request(path("/share"), server.adminToken())
                                .DELETE())
                        .status())
                .isEqualTo(204);
        for (int i = 0; i < 3; i++) {
            share();
        }
        server.post(path("/share"), server.riderToken(), "").isProblem(409, "CONFLICT");
    }

    private void underWay() {
        server.trips.progress(trip, TripStatus.EN_ROUTE);
        locate(6.5, 3.3);
    }

    private void locate(double latitude, double longitude) {
        server.post(
                        "/v1/drivers/" + server.driver + "/location",
                        server.driverToken(),
                        "{\"latitude\":" + latitude + ",\"longitude\":" + longitude + ",\"bearing\":90}")
                .isOk();
    }

    private JsonNode share() {
        Reply made = server.post(path("/share"), server.riderToken(), "");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json();
    }

    private String path(String part) {
        return "/v1/trips/" + trip.id() + part;
    }

    private String headline(String path) {
        return server.getOpenly(path).isOk().text().replaceAll("(?s).*<h1>(.*)</h1>.*", "$1");
    }

    private void assertNobody(String text) {
        assertThat(text).doesNotContain(trip.id().toString(), server.driver.toString(), server.rider.toString());
    }

    private static int size(Reply reply) {
        return reply.text().getBytes(StandardCharsets.UTF_8).length;
    }
}
