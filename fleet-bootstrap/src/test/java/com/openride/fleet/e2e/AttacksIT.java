package com.openride.fleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.domain.access.Role;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile clients at the front door of the packaged service, which goes on serving the honest ones as if nothing were. */
class AttacksIT {

    private static final String SOMEWHERE = "{\"latitude\":6.524417,\"longitude\":3.379211}";

    @SuppressWarnings("NullAway.Init")
    private static FleetProcess fleet;

    @SuppressWarnings("NullAway.Init")
    private static Operator operator;

    private final UUID driver = UUID.randomUUID();
    private final UUID rider = UUID.randomUUID();

    @BeforeAll
    static void serve() {
        fleet = FleetProcess.serve(Map.of("LOCATION_UPDATE_RATE_LIMIT", "0"));
        operator = new Operator(fleet);
    }

    @AfterAll
    static void stops_and_has_told_nobody_where_anyone_was() { // INF-03, INF-04
        try (FleetProcess ended = fleet) {
            ended.terminate();
            assertThat(ended.exitWithin(Duration.ofSeconds(5))).isZero();
            assertThat(ended.errors() + ended.output()).doesNotContain("6.524417", "3.379211", "eyJ");
        }
    }

    @AfterEach
    void an_honest_driver_is_served_at_once() {
        try (var car = Wire.in(fleet.port(), Operator.token(UUID.randomUUID(), Role.DRIVER))) {
            long begun = System.nanoTime();
            assertThat(car.ask(1, "driver:location", SOMEWHERE)).contains("\"ok\":true");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
        }
    }

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
            wire.send(java.util.HexFormat.of().parseHex(hex));

            assertThat(wire.next(packet -> packet.startsWith("4"))).isEqualTo(Wire.CLOSED);
        }
    }

    @Test
    void more_arguments_than_one_are_not_looked_at() { // SIO-13
        try (var car = driving()) {
            car.say("421[\"driver:location\"," + SOMEWHERE + ",{\"x\":1},3]");

            assertThat(car.next(packet -> packet.startsWith("431"))).contains("\"ok\":true");
        }
    }

    @Test
    void a_rider_who_tries_trips_by_the_hundred_finds_none() { // SIO-17, ID-07
        try (var phone = riding()) {
            for (int i = 0; i < 300; i++) {
                assertThat(phone.ask(i, "rider:subscribe", "{\"tripId\":\"" + UUID.randomUUID() + "\"}"))
                        .containsAnyOf("TRIP_NOT_FOUND", "RATE_LIMIT_EXCEEDED");
            }
        }
    }

    @Test
    void a_room_is_not_for_a_client_to_name() { // SIO-19
        UUID trip = operator.plan(driver, rider);
        operator.move(trip, "EN_ROUTE");
        UUID stranger = UUID.randomUUID();
        try (var phone = riding();
                var other = Wire.in(fleet.port(), Operator.token(stranger, Role.DRIVER))) {
            assertThat(phone.ask(1, "rider:subscribe", "{\"tripId\":\"" + trip + "\",\"room\":\"drivers\"}"))
                    .contains("\"ok\":true");
            other.ask(1, "driver:location", SOMEWHERE);
            phone.say("422[\"rider:unsubscribe\"]");

            assertThat(phone.next(packet -> packet.startsWith("42[\"driver:location") || packet.startsWith("432")))
                    .startsWith("432");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"*\\r\\nFLUSHALL\\r\\n", "../../etc/passwd", "' OR 1=1 --", "%00"})
    void an_id_is_an_id_or_nothing(String id) { // ID-09
        try (var phone = riding()) {
            assertThat(phone.ask(1, "rider:subscribe", "{\"tripId\":\"" + id + "\"}"))
                    .contains("INVALID_PAYLOAD", "tripId");
        }
    }

    @Test
    void rest_takes_one_bearer_in_the_header_and_nothing_else() { // JWT-25
        String token = Operator.token(rider, Role.RIDER);
        for (String[] headers : new String[][] {
            {"Authorization", "Basic Zm9v"},
            {"Authorization", token},
            {"X-Token", token},
            {"Authorization", "Bearer " + token, "Authorization", "Bearer " + token}
        }) {
            var answer = fleet.get("/v1/trips/rider/" + rider, headers);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .startsWith("Bearer");
        }
        assertThat(fleet.get("/v1/trips/rider/" + rider + "?token=" + token).statusCode())
                .isEqualTo(401);
    }

    // GEO-06, GEO-07, GEO-08, GEO-09, and the 360 degrees that are 0
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"speed\":900",
                "\"speed\":-1",
                "\"accuracy\":-5",
                "\"bearing\":360.01",
                "\"bearing\":-1",
                "\"accuracy\":1000000000"
            })
    void a_measure_that_cannot_be_is_refused_by_name(String measure) {
        String field = measure.substring(1, measure.indexOf('"', 1));
        try (var car = driving()) {
            assertThat(car.ask(1, "driver:location", "{\"latitude\":6.5,\"longitude\":3.3," + measure + "}"))
                    .contains("INVALID_PAYLOAD", "\"field\":\"" + field + "\"");
            assertThat(car.ask(2, "driver:location", "{\"latitude\":6.5,\"longitude\":3.3,\"bearing\":360}"))
                    .contains("\"ok\":true");
        }
    }

    // GEO-05, GEO-10, GEO-14: doubted by the domain, and never refused
    @Test
    void what_is_hard_to_believe_is_taken() {
        try (var car = driving()) {
            assertThat(car.ask(1, "driver:location", SOMEWHERE)).contains("\"ok\":true");
            assertThat(car.ask(2, "driver:location", "{\"latitude\":9.0765,\"longitude\":7.3986}"))
                    .contains("\"ok\":true");
            assertThat(car.ask(3, "driver:location", "{\"latitude\":51.5,\"longitude\":0}"))
                    .contains("\"ok\":true");
            assertThat(car.ask(4, "driver:location", "{\"latitude\":6.5,\"longitude\":3.3,\"mock\":true}"))
                    .contains("\"ok\":true");
        }
    }

    @Test
    void a_rider_follows_nobody_but_the_driver_of_an_own_trip() { // AZ-01, AZ-02, AZ-03
        UUID trip = operator.plan(driver, rider);
        UUID foreign = operator.plan(driver, UUID.randomUUID());
        try (var phone = riding();
                var stranger = Wire.in(fleet.port(), Operator.token(UUID.randomUUID(), Role.RIDER))) {
            assertThat(stranger.ask(1, "rider:subscribe", "{\"driverId\":\"" + driver + "\"}"))
                    .contains("TRIP_NOT_FOUND");
            assertThat(phone.ask(2, "rider:subscribe", pair(driver, foreign))).contains("TRIP_NOT_FOUND");
            assertThat(phone.ask(3, "rider:subscribe", pair(UUID.randomUUID(), trip)))
                    .contains("TRIP_NOT_FOUND");
        }
    }

    @Test
    void before_the_ride_and_after_it_the_car_is_not_to_be_seen() { // AZ-04, AZ-05
        UUID trip = operator.plan(driver, rider);
        try (var phone = riding();
                var car = driving()) {
            car.ask(1, "driver:location", SOMEWHERE);
            assertThat(phone.ask(1, "rider:subscribe", pair(driver, trip))).contains("\"position\":null");
            operator.move(trip, "EN_ROUTE", "ARRIVED", "IN_PROGRESS", "COMPLETED");
            assertThat(phone.next(packet -> packet.contains("COMPLETED"))).startsWith("42[\"trip:update\"");
            car.ask(2, "driver:location", SOMEWHERE);
            phone.say("422[\"rider:unsubscribe\"]");
            assertThat(phone.next(packet -> packet.startsWith("42[\"driver:location") || packet.startsWith("432")))
                    .startsWith("432");
            assertThat(phone.ask(3, "rider:subscribe", pair(driver, trip))).contains("\"position\":null");
        }
    }

    @Test
    void who_comes_and_goes_all_the_time_locks_nobody_out() { // LIM-04
        String token = Operator.token(driver, Role.DRIVER);
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

    @Test
    void the_heap_stays_flat_under_a_rain_of_nonsense() {
        rain(200);
        double before = used();
        rain(2000);

        assertThat(used()).isLessThan(before + 16e6);
        assertThat(fleet.isAlive()).isTrue();
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

    private Wire driving() {
        return Wire.in(fleet.port(), Operator.token(driver, Role.DRIVER));
    }

    private Wire riding() {
        return Wire.in(fleet.port(), Operator.token(rider, Role.RIDER));
    }

    private static String pair(UUID driver, UUID trip) {
        return "{\"driverId\":\"" + driver + "\",\"tripId\":\"" + trip + "\"}";
    }
}
