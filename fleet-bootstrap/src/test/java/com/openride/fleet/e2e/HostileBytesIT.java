package com.openride.fleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.domain.access.Role;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that no decent client sends, at the front door of the packaged service. */
class HostileBytesIT extends AttackedFleet {

    @Test
    void a_request_to_rest_whose_head_drips_is_ended() { // HTTP-03
        try (var wire = new Wire(fleet.port())) {
            wire.send("GET /v1/trips/" + UUID.randomUUID() + " HTTP/1.1\r\nHost: x\r\nX-A: ");
            long begun = System.nanoTime();
            await().pollInterval(Duration.ofSeconds(2))
                    .atMost(Duration.ofSeconds(12))
                    .until(() -> {
                        wire.send("a");
                        return Duration.ofNanos(System.nanoTime() - begun).toSeconds() >= 8;
                    });

            wire.rest();

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(12));
        }
    }

    @Test
    void who_knocks_a_thousand_times_and_says_no_more_is_forgotten() { // HTTP-28
        long before = files();
        List<Wire> knocks = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            knocks.add(Wire.webSocket(fleet.port(), ""));
        }
        an_honest_driver_is_served_at_once();
        for (Wire knock : knocks) {
            assertThat(knock.next(packet -> packet.startsWith("42"))).isEqualTo(Wire.CLOSED); // SIO-20
            knock.close();
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> files() <= before + 10);
    }

    @Test
    void a_body_that_is_announced_and_never_sent_is_given_up() { // HTTP-29
        try (var wire = new Wire(fleet.port())) {
            wire.send("POST /v1/trips/" + UUID.randomUUID() + "/status HTTP/1.1\r\nHost: x\r\n"
                    + "Expect: 100-continue\r\nContent-Length: 10\r\n\r\n");

            assertThat(wire.rest()).containsAnyOf("HTTP/1.1 4", "HTTP/1.1 100");
        }
    }

    @Test
    void compression_is_not_offered_and_not_taken() { // EIO-12, EIO-13
        try (var wire = new Wire(fleet.port())) {
            assertThat(wire.upgrade()).startsWith("HTTP/1.1 101").doesNotContainIgnoringCase("extensions");

            wire.send(Wire.frame(0xc1, new byte[16_000]));

            assertThat(wire.next(packet -> packet.startsWith("4"))).isEqualTo(Wire.CLOSED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"81023278", "81ff4000000000000000"})
    void a_frame_that_breaks_the_protocol_ends_the_connection(String hex) { // EIO-32, EIO-33
        try (var wire = Wire.webSocket(fleet.port(), "")) {
            wire.send(HexFormat.of().parseHex(hex));

            assertThat(wire.next(packet -> packet.startsWith("4"))).isEqualTo(Wire.CLOSED);
        }
    }

    @Test
    void the_heap_stays_flat_under_a_rain_of_nonsense() {
        rain(200);
        double before = used();
        rain(2000);

        assertThat(used()).isLessThan(before + 16e6);
        assertThat(fleet.isAlive()).isTrue();
    }

    @Test
    void who_comes_and_goes_all_the_time_locks_nobody_out() { // LIM-04
        String token = Operator.token(UUID.randomUUID(), Role.DRIVER);
        for (int i = 0; i < 100; i++) {
            Wire.webSocket(fleet.port(), "40{\"token\":\"" + token + "\"}").close();
        }
        await().atMost(Duration.ofSeconds(5)).until(() -> {
            try (var car = Wire.webSocket(fleet.port(), "40{\"token\":\"" + token + "\"}")) {
                return car.next(packet -> packet.startsWith("42[\"connected\"") || packet.startsWith("44"))
                        .startsWith("42[\"connected\"");
            }
        });
    }

    private static void rain(int drops) {
        String deep = "42[\"driver:location\"," + "[".repeat(1500) + "]".repeat(1500) + "]";
        String[] packets = {
            deep,
            "42[\"x\"]",
            "40{\"token\":\"x\"}",
            "451-[{\"_placeholder\":true,\"num\":0}]",
            "9",
            "4" + "9".repeat(3000)
        };
        for (int i = 0; i < drops; i++) {
            try (var wire = Wire.webSocket(fleet.port(), packets[i % packets.length])) {
                wire.next(packet -> packet.startsWith("44"));
            }
            try (var wire = new Wire(fleet.port())) {
                wire.send(("G\u0000T /" + "%zz".repeat(i % 50) + " HTTP/1.1\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
                wire.rest();
            }
        }
    }

    /** Bytes of heap in use after a collection, as the service itself tells. */
    private static double used() {
        fleet.collectGarbage();
        return metric("jvm_memory_used_bytes{area=\"heap\"");
    }

    private static long files() {
        return (long) metric("process_files_open_files");
    }

    private static double metric(String start) {
        return fleet.get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(start))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
