package com.openride.fleet.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StrictJsonTest {

    private final RestServer server = new RestServer();
    private final String path = "/v1/drivers/" + server.driver + "/location";

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void deep_nesting_is_refused() {
        report("[".repeat(1100) + "]".repeat(1100)).refuses("body"); // JSON-01
        report("{\"x\":".repeat(40) + "1" + "}".repeat(40)).refuses("body");
        report("{\"latitude\":6.5,\"longitude\":3.4,\"more\":" + "[".repeat(30) + "]".repeat(30) + "}")
                .isOk();
    }

    @Test
    void malformed_json_is_refused_without_the_words_of_the_parser() {
        // JSON-02, JSON-11, JSON-14
        for (String body : List.of("{", "{\"latitude\":", "", "null", "7", "[]", "{} garbage", "{}{}", "\u0000")) {
            Reply reply = report(body).refuses("body");
            assertThat(reply.text()).doesNotContain("garbage", "line", "column", "Unexpected", "token");
        }
    }

    @Test
    void a_key_may_come_once() {
        report("{\"latitude\":1,\"latitude\":2,\"longitude\":3}").refuses("body"); // JSON-03
    }

    @Test
    void only_finite_numbers_are_numbers() {
        report("{\"latitude\":NaN,\"longitude\":Infinity}").refuses("body"); // JSON-04
        report("{\"latitude\":1e400,\"longitude\":0}").refuses("latitude"); // JSON-05
        report("{\"latitude\":" + "9".repeat(2000) + ",\"longitude\":0}").refuses("body"); // JSON-06
        report("{\"latitude\":1e999999999,\"longitude\":0}").refuses("latitude");
        report("{\"latitude\":6.5,\"longitude\":3.3,\"timestamp\":1e400}").refuses("timestamp");
    }

    @Test
    void nothing_is_taken_for_a_number_that_is_none() {
        report("{\"latitude\":\"6.5\",\"longitude\":\"3.3\"}").refuses("latitude"); // JSON-07
        report("{\"latitude\":null,\"longitude\":[1]}").refuses("latitude"); // JSON-08
        report("{\"latitude\":1,\"longitude\":[1]}").refuses("longitude");
        report("{\"latitude\":true,\"longitude\":1}").refuses("latitude");
        report("{\"latitude\":1,\"longitude\":1,\"speed\":\"fast\"}").refuses("speed");
    }

    @Test
    void whom_a_fix_is_of_is_said_by_the_token_alone() {
        String other = UUID.randomUUID().toString();

        // JSON-09, JSON-10
        report("{\"driverId\":\"" + other + "\",\"@class\":\"javax.script.ScriptEngineManager\","
                        + "\"latitude\":1,\"longitude\":2}")
                .isOk();

        assertThat(server.get(path, server.adminToken())
                        .isOk()
                        .json()
                        .path("driverId")
                        .asText())
                .isEqualTo(server.driver.toString());
        server.get("/v1/drivers/" + other + "/location", server.adminToken()).isProblem(404, "DRIVER_NOT_FOUND");
    }

    @Test
    void a_body_is_json_and_says_so() {
        // JSON-12
        for (String type : List.of("text/xml", "text/plain", "application/jsonx", "application/json-patch+json")) {
            post(type, "{\"latitude\":1,\"longitude\":2}").isProblem(415, "UNSUPPORTED_MEDIA_TYPE");
        }
        server.send(server.request(path, server.driverToken()).POST(BodyPublishers.ofString("{}")))
                .isProblem(415, "UNSUPPORTED_MEDIA_TYPE");
        post("Application/JSON; charset=utf-8", "{\"latitude\":1,\"longitude\":2}")
                .isOk();
    }

    @Test
    void a_compressed_body_is_refused_unread() {
        // JSON-13
        server.post(path, server.driverToken(), "{}", "Content-Encoding", "gzip")
                .isProblem(415, "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void a_body_has_at_most_256_kibibytes() {
        String fix = "{\"latitude\":1,\"longitude\":2,\"x\":\"";

        // JSON-15
        report(fix + "a".repeat(256 * 1024) + "\"}").isProblem(413, "CONTENT_TOO_LARGE");
        report("a".repeat(2_000_000)).isProblem(413, "CONTENT_TOO_LARGE");
        report(fix + "a".repeat(250 * 1024) + "\"}").isOk();
    }

    @Test
    void a_body_of_unknown_length_has_the_same_limit() {
        byte[] much = "a".repeat(600_000).getBytes(StandardCharsets.US_ASCII);

        server.send(server.request(path, server.driverToken())
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(much))))
                .isProblem(413, "CONTENT_TOO_LARGE");
    }

    @Test
    void keys_that_collide_cost_no_more_than_others() {
        byte[] colliding = object(number -> collision(number));
        byte[] ordinary = object(number -> "key-of-the-same-length-" + number);
        processorTime(ordinary);
        processorTime(colliding);

        long ordinaryTime = processorTime(ordinary);
        long collidingTime = processorTime(colliding);

        // JSON-17; three times was measured, a table that degrades to lists compares eight million texts an object
        assertThat(collidingTime).isLessThan(10 * ordinaryTime);
        report(new String(colliding, StandardCharsets.US_ASCII)).refuses("latitude");
    }

    /** One of 4,096 texts with the same hash code. */
    private static String collision(int number) {
        return IntStream.range(0, 12)
                .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
                .collect(Collectors.joining());
    }

    private static byte[] object(IntFunction<String> key) {
        return IntStream.range(0, 4096)
                .mapToObj(number -> "\"" + key.apply(number) + "\":1")
                .collect(Collectors.joining(",", "{", "}"))
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Nanoseconds of this thread's own work, so that a busy machine does not matter. */
    private static long processorTime(byte[] text) {
        var threads = ManagementFactory.getThreadMXBean();
        long begun = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < 10; i++) {
            assertThat(Json.read(text).size()).isEqualTo(4096);
        }
        return threads.getCurrentThreadCpuTime() - begun;
    }

    private Reply report(String body) {
        return post("application/json", body);
    }

    private Reply post(String type, String body) {
        return server.send(server.request(path, server.driverToken())
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body)));
    }
}
