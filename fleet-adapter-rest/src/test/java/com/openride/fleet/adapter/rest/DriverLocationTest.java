package com.openride.fleet.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.application.fixture.TestMeasurements;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DriverLocationTest {

    private static final String FIX = "{\"latitude\":6.5,\"longitude\":3.4}";

    private final RestServer server = new RestServer();
    private final String path = "/v1/drivers/" + server.driver + "/location";
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_reported_position_can_be_read_at_once() {
        Reply report = report("{\"latitude\":6.5,\"longitude\":3.4,\"bearing\":90,\"speed\":40.5,\"accuracy\":5,"
                + "\"altitude\":12,\"timestamp\":\"" + now + "\"}");

        // background 6, 7
        assertThat(report.isOk().json().path("recordedAt").asText()).isEqualTo(Wire.time(now));
        JsonNode position = read().isOk().json();
        assertThat(position.path("driverId").asText()).isEqualTo(server.driver.toString());
        assertThat(position.path("latitude").doubleValue()).isEqualTo(6.5);
        assertThat(position.path("bearing").doubleValue()).isEqualTo(90);
        assertThat(position.path("speed").doubleValue()).isEqualTo(40.5);
        assertThat(position.path("accuracy").doubleValue()).isEqualTo(5);
        assertThat(position.path("altitude").doubleValue()).isEqualTo(12);
        assertThat(position.path("timestamp").asText()).isEqualTo(Wire.time(now));
    }

    @Test
    void north_and_standing_still_are_zero_and_unknown_is_null() {
        report("{\"latitude\":6.5,\"longitude\":3.4,\"bearing\":0,\"speed\":0}").isOk();

        // background 15
        JsonNode position = read().json();
        assertThat(position.path("bearing").isNumber()).isTrue();
        assertThat(position.path("bearing").doubleValue()).isZero();
        assertThat(position.path("speed").isNumber()).isTrue();
        assertThat(position.path("speed").doubleValue()).isZero();
        assertThat(position.path("altitude").isNull()).isTrue();
    }

    @Test
    void every_alias_of_a_name_is_understood() {
        report("{\"lat\":6.5,\"lng\":3.4,\"heading\":360,\"acc\":7,\"ts\":" + now.toEpochMilli() + "}")
                .isOk();

        JsonNode position = read().json();
        assertThat(position.path("bearing").doubleValue()).isZero();
        assertThat(position.path("accuracy").doubleValue()).isEqualTo(7);
        assertThat(position.path("timestamp").asText()).isEqualTo(Wire.time(now));
        report("{\"latitude\":6.5,\"lon\":3.41,\"course\":1,\"recorded_at\":\"" + now.plusMillis(10) + "\"}")
                .isOk();
        assertThat(read().json().path("longitude").doubleValue()).isEqualTo(3.41);
    }

    @Test
    void what_is_out_of_range_is_named() {
        // background 14
        report("{\"latitude\":999,\"longitude\":3.4}").refuses("latitude");
        report("{\"latitude\":6.5,\"longitude\":181}").refuses("longitude");
        report("{\"latitude\":0,\"longitude\":0}").refuses("latitude");
        report("{\"latitude\":6.5,\"longitude\":3.4,\"bearing\":361}").refuses("bearing");
        report("{\"latitude\":6.5,\"longitude\":3.4,\"speed\":-1}").refuses("speed");
        report("{\"latitude\":6.5,\"longitude\":3.4,\"accuracy\":-1}").refuses("accuracy");
        report("{\"longitude\":3.4}").refuses("latitude");
        read().isProblem(404, "DRIVER_NOT_FOUND");
    }

    @Test
    void times_far_off_are_refused() {
        timed(quoted(now.plus(Duration.ofHours(1)))).refuses("timestamp"); // TIME-01
        timed(quoted(now.minus(Duration.ofHours(25)))).refuses("timestamp"); // TIME-02
        // TIME-06
        for (String time : List.of("+292278994-08-17T07:12:55Z", "1969-01-01T00:00:00Z", "2026-01-01T00:00:00+99:99")) {
            timed("\"" + time + "\"").refuses("timestamp");
        }
        for (String time : List.of("\"\"", "\"now\"", "true", "{}", "-1", "9e99")) {
            timed(time).refuses("timestamp");
        }
    }

    @Test
    void a_time_may_be_iso_without_a_zone_or_since_1970() {
        // TIME-06
        timed("\"" + now.toString().replace("Z", "") + "\"").isOk();
        assertThat(read().json().path("timestamp").asText()).isEqualTo(Wire.time(now));
        timed("\"" + now.plusSeconds(1).toString().replace("Z", "+00:00") + "\"")
                .isOk();
        assertThat(read().json().path("timestamp").asText()).isEqualTo(Wire.time(now.plusSeconds(1)));
        timed(Double.toString((now.toEpochMilli() + 2000) / 1000.0)).isOk();
        assertThat(read().json().path("timestamp").asText()).isEqualTo(Wire.time(now.plusSeconds(2)));
    }

    @Test
    void an_older_fix_is_kept_and_not_shown() {
        timed(quoted(now)).isOk();

        timed(quoted(now.minusSeconds(60))).isOk();

        // TIME-03
        assertThat(read().json().path("timestamp").asText()).isEqualTo(Wire.time(now));
        assertThat(server.get("/v1/drivers/" + server.driver + "/locations", server.driverToken())
                        .json()
                        .path("locations"))
                .hasSize(2);
    }

    @Test
    void the_same_fix_again_is_known_whatever_the_limit_says() {
        try (RestServer limited = new RestServer(InstantSource.system(), Duration.ofSeconds(5), 0)) {
            String fix = "{\"latitude\":6.5,\"longitude\":3.4,\"seq\":7,\"timestamp\":\"" + now + "\"}";
            String place = "/v1/drivers/" + limited.driver + "/location";

            Reply first = limited.post(place, limited.driverToken(), fix).isOk();
            Reply again = limited.post(place, limited.driverToken(), fix).isOk();

            // TIME-04, TIME-05
            assertThat(first.json().path("duplicate").asBoolean()).isFalse();
            assertThat(again.json().path("duplicate").asBoolean()).isTrue();
            assertThat(again.json().path("recordedAt")).isEqualTo(first.json().path("recordedAt"));
        }
    }

    @Test
    void a_fix_that_comes_too_soon_is_told_when_to_come_back() {
        try (RestServer limited = new RestServer(InstantSource.system(), Duration.ofSeconds(5), 0)) {
            String place = "/v1/drivers/" + limited.driver + "/location";
            limited.post(place, limited.driverToken(), FIX).isOk();

            Reply reply = limited.post(place, limited.driverToken(), FIX);

            // background 16, 38
            reply.isProblem(429, "RATE_LIMIT_EXCEEDED");
            assertThat(Integer.parseInt(reply.header("Retry-After"))).isBetween(1, 5);
            assertThat(reply.json().at("/details/retryAfterMs").asInt()).isBetween(1, 5000);
        }
    }

    @Test
    void a_fix_that_cannot_be_stored_is_not_acknowledged() {
        server.fleet.log.goAway();

        Reply reply = report(FIX);

        reply.isProblem(503, "UNAVAILABLE");
        assertThat(reply.header("Retry-After")).isEqualTo("1");
        server.fleet.log.comeBack();
        report(FIX).isOk();
    }

    @Test
    void a_fix_that_is_never_stored_is_given_up() {
        server.fleet.log.slowDown();
        try (RestAdapter impatient = RestAdapter.start(
                RestConfig.onLoopback("1.2.3"),
                server.fleet.useCases(),
                InstantSource.system(),
                new RestAdapter.Observation(new TestMeasurements(), () -> ""),
                Duration.ofMillis(200))) {
            URI place = URI.create("http://127.0.0.1:" + impatient.address().getPort() + path);

            Reply reply = server.send(HttpRequest.newBuilder(place)
                    .header("Authorization", "Bearer " + server.driverToken())
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(FIX)));

            assertThat(reply.isProblem(503, "UNAVAILABLE").header("Retry-After"))
                    .isEqualTo("1");
        }
    }

    @Test
    void reports_that_wait_for_the_store_hold_no_thread() {
        server.fleet.log.slowDown();
        List<CompletableFuture<Reply>> waiting = IntStream.range(0, 200)
                .mapToObj(each -> server.postLater(
                        path,
                        server.driverToken(),
                        "{\"latitude\":6.5,\"longitude\":3.4,\"timestamp\":" + (now.toEpochMilli() + each) + "}"))
                .toList();
        await().atMost(20, TimeUnit.SECONDS)
                .until(() -> server.fleet
                        .live
                        .find(server.driver)
                        .newest()
                        .filter(newest -> newest.fix().recordedAt().equals(now.plusMillis(199)))
                        .isPresent());

        // 200 requests wait where there are 64 threads
        server.getOpenly("/live").isOk();

        await().atMost(20, TimeUnit.SECONDS).until(() -> {
            server.fleet.log.catchUp();
            return waiting.stream().allMatch(CompletableFuture::isDone);
        });
        assertThat(waiting).allMatch(reply -> reply.join().status() == 200);
    }

    @Test
    void who_has_the_newest_position_is_sent_nothing() {
        timed(quoted(now)).isOk();
        String tag = read().header("ETag");

        Reply same = server.get(path, server.driverToken(), "If-None-Match", tag);
        timed(quoted(now.plusSeconds(1))).isOk();
        Reply moved = server.get(path, server.driverToken(), "If-None-Match", tag);

        assertThat(tag).matches("\"[^\"]+\"");
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.text()).isEmpty();
        assertThat(same.header("ETag")).isEqualTo(tag);
        moved.isOk();
        assertThat(moved.header("ETag")).isNotEqualTo(tag);
    }

    private Reply report(String body) {
        return server.post(path, server.driverToken(), body);
    }

    private Reply timed(String time) {
        return report("{\"latitude\":6.5,\"longitude\":3.4,\"timestamp\":" + time + "}");
    }

    private Reply read() {
        return server.get(path, server.driverToken());
    }

    private static String quoted(Instant time) {
        return "\"" + time + "\"";
    }
}
