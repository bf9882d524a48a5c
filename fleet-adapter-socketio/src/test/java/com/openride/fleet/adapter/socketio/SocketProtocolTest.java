package com.openride.fleet.adapter.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.domain.access.Role;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SocketProtocolTest {

    private static final TestServer SERVER = new TestServer();
    private static final int PORT = SERVER.port();

    private final UUID user = UUID.randomUUID();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void whoever_is_let_in_is_welcomed() {
        Instant expiry = Instant.parse("2090-01-02T03:04:05Z");
        try (var socket = new RawSocket(PORT)) {
            socket.send("40{\"token\":\"" + SERVER.token(user, expiry, Role.DRIVER, Role.RIDER) + "\"}");
            JsonNode connect =
                    Json.read(socket.take(packet -> packet.startsWith("40")).substring(2));
            JsonNode welcome = socket.event("connected");

            assertThat(welcome.path("sessionId").textValue())
                    .isEqualTo(connect.path("sid").textValue());
            assertThat(welcome.path("userId").textValue()).isEqualTo(user.toString());
            assertThat(welcome.path("roles").toString()).isEqualTo("[\"DRIVER\",\"RIDER\"]");
            assertThat(welcome.path("tokenExpiresAt").textValue()).isEqualTo("2090-01-02T03:04:05.000Z");
            assertThat(welcome.path("serverTime").textValue()).endsWith("Z").hasSize(24);
            assertThat(welcome.path("locationIntervalSeconds").intValue()).isEqualTo(5);
        }
    }

    // EIO-46
    @Test
    void the_token_may_come_in_the_header_or_the_query() {
        String token = SERVER.token(user, Role.RIDER);
        try (var header = new RawSocket(PORT, "EIO=4&transport=websocket", "Authorization", "Bearer " + token);
                var query = new RawSocket(PORT, "EIO=4&transport=websocket&token=" + token.replace("+", "%2B"))) {
            header.send("40");
            query.send("40{}");

            assertThat(header.event("connected").path("userId").textValue()).isEqualTo(user.toString());
            assertThat(query.event("connected").path("userId").textValue()).isEqualTo(user.toString());
        }
    }

    // EIO-06
    @ParameterizedTest
    @ValueSource(strings = {"40", "40{}", "40{\"token\":\"bad\"}", "40{\"token\":7}", "40{\"token\":null}"})
    void whoever_is_refused_is_told_why_and_closed_for_real(String connect) {
        try (var socket = new RawSocket(PORT)) {
            socket.send(connect);
            socket.send("420[\"driver:location\",{\"latitude\":1,\"longitude\":2}]");
            JsonNode refusal =
                    Json.read(socket.take(packet -> packet.startsWith("44")).substring(2));

            assertThat(refusal.path("message").textValue()).isNotBlank();
            assertThat(refusal.path("data").path("code").textValue()).isEqualTo("AUTHENTICATION_FAILED");
            socket.awaitClosed();
            assertThat(socket.received).noneMatch(packet -> packet.startsWith("43"));
        }
    }

    @Test
    void a_refusal_reaches_a_polling_client_as_well() {
        String sid = Tcp.handshake(PORT);
        Tcp.post(PORT, sid, "40{\"token\":\"" + SERVER.token(user, Instant.now().minusSeconds(99), Role.RIDER) + "\"}");

        String refusal = Tcp.bodyOf(Tcp.poll(PORT, sid));

        assertThat(refusal).startsWith("44{").contains("\"code\":\"TOKEN_EXPIRED\"");
        await().until(() -> Tcp.poll(PORT, sid).startsWith("HTTP/1.1 400"));
    }

    @Test
    void a_service_opens_no_socket() {
        try (var socket = new RawSocket(PORT)) {
            socket.send("40{\"token\":\"" + SERVER.token(user, Role.SERVICE) + "\"}");

            assertThat(socket.take(packet -> packet.startsWith("44"))).contains("AUTHENTICATION_FAILED");
            socket.awaitClosed();
        }
    }

    @Test
    void a_driver_holds_three_connections_and_no_fourth() {
        try (var one = SERVER.driver(user);
                var two = SERVER.driver(user);
                var three = SERVER.driver(user);
                var four = new RawSocket(PORT)) {
            four.send("40{\"token\":\"" + SERVER.token(user, Role.DRIVER) + "\"}");

            assertThat(four.take(packet -> packet.startsWith("44"))).contains("MAX_CONNECTIONS_EXCEEDED");
            assertThat(one.closed).isNotDone();
            assertThat(two.closed).isNotDone();
            assertThat(three.closed).isNotDone();
        }
        await().until(() -> SERVER.fleet.sessions.here() == 0);
    }

    // EIO-01 EIO-02 EIO-09 EIO-20 EIO-21 EIO-27 EIO-35 SIO-02 SIO-05 SIO-12
    @ParameterizedTest
    @ValueSource(
            strings = {
                "42[\"driver:location\",{\"latitude\":1,\"longitude\":2}]",
                "420[\"driver:location\",{\"latitude\":1,\"longitude\":2}]",
                "41",
                "1",
                "5",
                "2probe",
                "6",
                "2",
                "4abc",
                "430[1]",
                "1:3420[\"x\"]",
                "3\u001e420[\"x\"]",
                "40{\"token\":",
                "42/admin,[\"x\"]",
                "45999999-[\"x\"]"
            })
    void a_stranger_says_nothing_but_connect(String packet) {
        try (var socket = new RawSocket(PORT)) {
            socket.send(packet);

            socket.awaitClosed();
            assertThat(socket.received).noneMatch(answer -> answer.startsWith("42") || answer.startsWith("43"));
        }
    }

    // EIO-07 EIO-08 EIO-10 EIO-15 EIO-16 EIO-17 EIO-18 EIO-22 EIO-23 EIO-24 EIO-25 EIO-26 SIO-03 SIO-04 SIO-09 SIO-11
    @ParameterizedTest
    @ValueSource(
            strings = {
                "40",
                "40{}",
                "41",
                "1",
                "5",
                "2probe",
                "6",
                "2",
                "4abc",
                "42{}",
                "42abc[\"x\"]",
                "42[null]",
                "42[{\"toString\":\"foo\"}]",
                "42[]",
                "43[]",
                "4299999999999999999999[\"driver:location\",{}]",
                "9:42[\"a\",1]",
                "451-[\"x\",{\"_placeholder\":true,\"num\":-1}]",
                "45:-[\"x\"]",
                "42[\"a\"]\u001e42[\"b\"]",
                "40/adm in"
            })
    void a_client_that_breaks_the_protocol_is_closed(String packet) {
        try (var socket = RawSocket.in(PORT, SERVER.token(user, Role.DRIVER))) {
            socket.send(packet);

            socket.awaitClosed();
        }
        await().until(() -> SERVER.fleet.sessions.here() == 0);
    }

    // EIO-14 EIO-34 EIO-36
    @Test
    void only_whole_text_frames_are_taken() {
        try (var binary = RawSocket.in(PORT, SERVER.token(user, Role.RIDER));
                var part = RawSocket.in(PORT, SERVER.token(user, Role.RIDER))) {
            binary.sendBinary("42[\"a\"]".getBytes(StandardCharsets.UTF_8));
            part.sendPart("42[\"x");

            binary.awaitClosed();
            part.awaitClosed();
        }
    }

    // EIO-30 EIO-31
    @Test
    void websocket_pings_are_answered_but_not_for_ever() {
        try (var socket = RawSocket.in(PORT, SERVER.token(user, Role.RIDER))) {
            socket.ping("hi").join();
            assertThat(socket.take(packet -> packet.startsWith("pong:"))).isEqualTo("pong:hi");

            for (int i = 0; i < 2000 && !socket.closed.isDone(); i++) {
                socket.ping("x").exceptionally(closed -> socket.cut()).join();
            }

            socket.awaitClosed();
        }
    }

    // EIO-29
    @Test
    void a_flood_of_pongs_ends_the_connection() {
        try (var socket = RawSocket.in(PORT, SERVER.token(user, Role.RIDER))) {
            for (int i = 0; i < 5000 && !socket.closed.isDone(); i++) {
                socket.raw()
                        .sendText("3", true)
                        .exceptionally(closed -> socket.cut())
                        .join();
            }

            socket.awaitClosed();
        }
    }

    @Test
    void packets_are_small_before_and_larger_after_the_token() {
        String big = "x".repeat(5000);
        try (var stranger = new RawSocket(PORT);
                var member = RawSocket.in(PORT, SERVER.token(user, Role.RIDER))) {
            stranger.send("40{\"token\":\"" + big + "\"}");
            stranger.awaitClosed();

            assertThat(member.ask(1, "nothing", "\"" + big + "\"")
                            .path("error")
                            .path("code")
                            .textValue())
                    .isEqualTo("NOT_SUPPORTED");
            member.send("421[\"" + "x".repeat(66_000) + "\"]");
            member.awaitClosed();
        }
    }

    // SIO-01
    @Test
    void other_namespaces_are_not_served() {
        try (var socket = RawSocket.in(PORT, SERVER.token(user, Role.RIDER))) {
            socket.send("40/admin,{\"token\":\"x\"}");

            assertThat(socket.take(packet -> packet.startsWith("44")))
                    .isEqualTo("44/admin,{\"message\":\"Invalid namespace\"}");
            assertThat(socket.ask(1, "nothing", "").path("ok").booleanValue()).isFalse();
        }
    }

    // SIO-06 SIO-07 SIO-08 SIO-10
    @Test
    void what_means_nothing_does_nothing() {
        try (var socket = RawSocket.in(PORT, SERVER.token(user, Role.RIDER))) {
            socket.send("42[\"disconnect\"]");
            socket.send("42[\"error\",\"x\"]");
            socket.send("43777[1]");
            socket.send("42[\"driver:selfdestruct\",{}]");

            assertThat(socket.event("error").path("code").textValue()).isEqualTo("NOT_SUPPORTED");
            for (String name : new String[] {"ops", "sos:", "watch", "driver:selfdestruct"}) {
                JsonNode answer = socket.ask(1, name, "{}");
                assertThat(answer.path("error").path("code").textValue()).isEqualTo("NOT_SUPPORTED");
            }
        }
    }

    // JSON-01 JSON-02 JSON-03 JSON-04 JSON-05 JSON-06 JSON-07 JSON-08 SIO-14 SIO-15
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"latitude\":1,\"latitude\":2,\"longitude\":3}",
                "{\"latitude\":NaN,\"longitude\":Infinity}",
                "{\"latitude\":1e400,\"longitude\":0}",
                "{\"latitude\":\"6.5\",\"longitude\":\"3.3\"}",
                "{\"latitude\":null,\"longitude\":[1]}",
                "{\"latitude\":6}",
                "{\"latitude\":91,\"longitude\":3}",
                "\"abc\"",
                "7",
                "null",
                "[1,2]",
                "{\"latitude\":6,\"longitude\":3,\"timestamp\":\"yesterday\"}",
                "{\"latitude\":6,",
                "{\"latitude\":6,\"longitude\":3,\"timestamp\":\"+292278994-08-17T07:12:55Z\"}",
                ""
            })
    void a_bad_fix_is_refused_and_the_socket_stays(String payload) {
        try (var socket = RawSocket.in(PORT, SERVER.token(user, Role.DRIVER))) {
            JsonNode refused = socket.ask(3, "driver:location", payload);
            JsonNode nested = socket.ask(4, "driver:location", "[".repeat(1100) + "]".repeat(1100));
            JsonNode good =
                    socket.ask(5, "driver:location", "{\"latitude\":6,\"longitude\":3,\"driverId\":\"x\"},{},3");

            assertThat(refused.path("ok").booleanValue()).isFalse();
            assertThat(refused.path("error").path("code").textValue()).isEqualTo("INVALID_PAYLOAD");
            assertThat(refused.path("error").path("details").path("field").textValue())
                    .isNotBlank();
            assertThat(nested.path("error").path("code").textValue()).isEqualTo("INVALID_PAYLOAD");
            assertThat(good.path("ok").booleanValue()).isTrue();
        }
    }

    @Test
    void early_words_are_heard_once_the_client_is_in() {
        try (var socket = new RawSocket(PORT)) {
            socket.send("40{\"token\":\"" + SERVER.token(user, Role.DRIVER) + "\"}");
            socket.send("421[\"driver:location\",{\"latitude\":6,\"longitude\":3}]");

            socket.take(packet -> packet.startsWith("40"));
            socket.event("connected");
            assertThat(socket.answer(1).path("ok").booleanValue()).isTrue();
        }
    }

    @Test
    void a_client_that_leaves_while_it_is_let_in_leaves_nothing_behind() {
        for (int i = 0; i < 100; i++) {
            var socket = new RawSocket(PORT);
            socket.send("40{\"token\":\"" + SERVER.token(UUID.randomUUID(), Role.RIDER) + "\"}");
            socket.close();
        }

        await().atMost(Duration.ofSeconds(5)).until(() -> SERVER.fleet.sessions.here() == 0);
        await().atMost(Duration.ofSeconds(5))
                .until(() -> SERVER.adapter.clients().isEmpty());
    }
}
