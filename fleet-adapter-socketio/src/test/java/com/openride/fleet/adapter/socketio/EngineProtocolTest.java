package com.openride.fleet.adapter.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.domain.access.Role;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EngineProtocolTest {

    private static final String APP = "https://app.openride.example";
    private static final TestServer SERVER = new TestServer(config -> config.withAllowedOrigins(Set.of(APP)));
    private static final int PORT = SERVER.port();
    /** One that soon gives up who does not answer; only for what is about that, since a busy machine is slow to answer. */
    private static final TestServer HASTY =
            new TestServer(config -> config.withHeartbeat(Duration.ofMillis(300), Duration.ofSeconds(1))
                    .withAuthDeadline(Duration.ofMillis(1500)));

    /** One that pings as often, but whose patience of 3.3 s outlasts a stall of a busy machine; 14 answers outlast that. */
    private static final TestServer BRISK =
            new TestServer(config -> config.withHeartbeat(Duration.ofMillis(300), Duration.ofSeconds(3)));

    private static final int OFTEN = 14;

    @AfterAll
    static void stop() {
        SERVER.close();
        BRISK.close();
        HASTY.close();
    }

    @Test
    void a_polling_handshake_offers_the_upgrade_and_bounds_payloads() {
        String response = Tcp.poll(PORT, "");

        JsonNode open = Json.read(Tcp.bodyOf(response).substring(1));
        assertThat(response).startsWith("HTTP/1.1 200 OK").containsIgnoringCase("connection: close");
        assertThat(response).containsIgnoringCase("content-type: text/plain; charset=UTF-8");
        assertThat(response).doesNotContainIgnoringCase("set-cookie");
        assertThat(open.path("sid").textValue()).hasSize(36);
        assertThat(open.path("upgrades").toString()).isEqualTo("[\"websocket\"]");
        assertThat(open.path("pingInterval").intValue()).isEqualTo(25_000);
        assertThat(open.path("pingTimeout").intValue()).isEqualTo(20_000);
        assertThat(open.path("maxPayload").intValue()).isEqualTo(65_536);
    }

    @Test
    void a_websocket_handshake_offers_no_upgrade() {
        try (var socket = new RawSocket(PORT)) {
            JsonNode open =
                    Json.read(socket.take(packet -> packet.startsWith("0")).substring(1));

            assertThat(open.path("upgrades").toString()).isEqualTo("[]");
        }
    }

    // HTTP-05 HTTP-06 HTTP-07 HTTP-09 HTTP-10 HTTP-11 HTTP-12 EIO-03 EIO-04 EIO-05
    @ParameterizedTest
    @CsvSource({
        "EIO=3&transport=polling, 5",
        "EIO=3&transport=websocket, 5",
        "EIO=5&transport=polling, 5",
        "EIO=abc&transport=polling, 5",
        "transport=polling, 5",
        "EIO=4&EIO=3&transport=polling, 5",
        "EIO=4, 0",
        "EIO=4&transport=abc, 0",
        "EIO=4&transport=__proto__, 0",
        "EIO=4&transport=polling&transport=websocket, 0",
        "EIO=4&transport=websocket, 3",
        "EIO=4&transport=polling&sid=abc, 1",
        "EIO=4&transport=polling&sid=, 1",
        "EIO=4&transport=websocket&sid=xyz, 1",
        "EIO=4&transport=polling&sid=00000000-0000-4000-8000-000000000000, 1",
        "EIO=4&transport=polling&sid=1-1-1-1-1, 1",
        "EIO=4&transport=polling&j=zzz, 3",
        "EIO=4&transport=polling&disconnect&sid=00000000-0000-4000-8000-000000000000, 3",
    })
    void a_request_outside_the_protocol_is_refused_at_once(String query, int code) {
        String response = Tcp.get(PORT, "/socket.io/?" + query);

        assertThat(response).startsWith("HTTP/1.1 400 Bad Request").contains("{\"code\":" + code + ",\"message\":\"");
    }

    @Test
    void an_old_client_is_told_why() {
        assertThat(Tcp.bodyOf(Tcp.get(PORT, "/socket.io/?EIO=3&transport=polling")))
                .isEqualTo("{\"code\":5,\"message\":\"Unsupported protocol version\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "HEAD"})
    void no_other_method_opens_a_session(String method) {
        String response = Tcp.exchange(
                PORT, method + " /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");

        assertThat(response).startsWith("HTTP/1.1 400");
    }

    @Test
    void a_websocket_of_another_version_leaves_no_session_behind() {
        int before = SERVER.adapter.clients().all().size();

        for (int i = 0; i < 50; i++) {
            String response = Tcp.get(
                    PORT,
                    "/socket.io/?EIO=4&transport=websocket",
                    "Upgrade: websocket",
                    "Connection: Upgrade",
                    "Sec-WebSocket-Version: 99",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
            assertThat(response).startsWith("HTTP/1.1 400");
        }

        assertThat(SERVER.adapter.clients().all().size()).isLessThanOrEqualTo(before);
    }

    // EIO-42 EIO-43 EIO-44 EIO-45
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "null",
                "https://app.openride.example.evil.com",
                "http://app.openride.example",
                "https://app.openride.example:444"
            })
    void a_page_of_another_origin_is_refused(String origin) {
        String polling = Tcp.get(PORT, "/socket.io/?EIO=4&transport=polling", "Origin: " + origin);
        String socket = Tcp.get(
                PORT,
                "/socket.io/?EIO=4&transport=websocket",
                "Origin: " + origin,
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");

        assertThat(polling).startsWith("HTTP/1.1 403").doesNotContainIgnoringCase("access-control-allow");
        assertThat(socket).startsWith("HTTP/1.1 403");
    }

    @Test
    void a_page_that_may_connect_may_also_read() {
        String allowed = Tcp.get(PORT, "/socket.io/?EIO=4&transport=polling", "Origin: " + APP);
        String twice = Tcp.get(PORT, "/socket.io/?EIO=4&transport=polling", "Origin: " + APP, "Origin: " + APP);
        String preflight = Tcp.exchange(
                PORT, "OPTIONS /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: x\r\nOrigin: " + APP + "\r\n\r\n");
        String foreign =
                Tcp.exchange(PORT, "OPTIONS /socket.io/ HTTP/1.1\r\nHost: x\r\nOrigin: https://evil.example\r\n\r\n");

        assertThat(allowed).startsWith("HTTP/1.1 200").containsIgnoringCase("access-control-allow-origin: " + APP);
        assertThat(twice).startsWith("HTTP/1.1 403");
        assertThat(preflight).startsWith("HTTP/1.1 204").containsIgnoringCase("access-control-allow-origin: " + APP);
        assertThat(foreign).doesNotContainIgnoringCase("access-control-allow-origin");
    }

    // EIO-39
    @Test
    void nobody_chooses_their_own_session_id() {
        String chosen = "11111111-1111-4111-8111-111111111111";

        String response = Tcp.get(PORT, "/socket.io/?EIO=4&transport=polling", "Cookie: io=" + chosen, "io: " + chosen);

        assertThat(response).startsWith("HTTP/1.1 200").doesNotContain(chosen);
    }

    @Test
    void polls_and_posts_are_answered() {
        String sid = Tcp.handshake(PORT);
        String token = SERVER.token(UUID.randomUUID(), Role.RIDER);

        String posted = Tcp.post(PORT, sid, "40{\"token\":\"" + token + "\"}");
        String connected = Tcp.bodyOf(Tcp.poll(PORT, sid));

        assertThat(Tcp.bodyOf(posted)).isEqualTo("ok");
        assertThat(connected).contains("40{\"sid\":");
    }

    // EIO-19
    @Test
    void packets_of_one_post_are_answered_in_order() {
        String sid = Tcp.handshake(PORT);
        String token = SERVER.token(UUID.randomUUID(), Role.DRIVER);

        Tcp.post(PORT, sid, "40{\"token\":\"" + token + "\"}\u001e421[\"nothing\"]\u001e422[\"nothing\"]");
        var all = new StringBuilder();
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            all.append(Tcp.bodyOf(Tcp.poll(PORT, sid)));
            return all.indexOf("432[") > 0;
        });

        assertThat(all.indexOf("40{")).isLessThan(all.indexOf("connected"));
        assertThat(all.indexOf("connected")).isLessThan(all.indexOf("431["));
        assertThat(all.indexOf("431[")).isLessThan(all.indexOf("432["));
    }

    @Test
    void a_second_poll_beside_the_first_ends_the_session() {
        String sid = Tcp.handshake(PORT);
        CompletableFuture<String> first = Tcp.pollLater(PORT, sid);
        await().until(() -> SERVER.parks(sid));

        String second = Tcp.poll(PORT, sid);

        assertThat(second).startsWith("HTTP/1.1 400");
        assertThat(first).succeedsWithin(Duration.ofSeconds(10));
        assertThat(Tcp.poll(PORT, sid)).startsWith("HTTP/1.1 400").contains("\"code\":1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "", "40{\u001e", "42[\"x\"]", "4abc", "6", "2", "5", "2probe"})
    void a_post_outside_the_grammar_ends_the_session(String body) {
        String sid = Tcp.handshake(PORT);

        Tcp.post(PORT, sid, body);

        await().until(() -> Tcp.poll(PORT, sid).contains("{\"code\":1"));
    }

    @Test
    void a_client_is_pinged_and_given_up_when_it_does_not_answer() {
        try (var silent = new RawSocket(HASTY.port())) {
            silent.take("2"::equals);
            silent.awaitClosed();
            assertThat(silent.received).noneMatch("41"::equals);
        }
        try (var lively = RawSocket.in(BRISK.port(), BRISK.token(UUID.randomUUID(), Role.RIDER))) {
            for (int i = 0; i < OFTEN; i++) {
                lively.take("2"::equals);
                lively.send("3");
            }
            assertThat(lively.closed).isNotDone();
        }
    }

    @Test
    void a_polling_client_that_answers_pings_stays() {
        String sid = Tcp.handshake(BRISK.port());
        Tcp.post(BRISK.port(), sid, "40{\"token\":\"" + BRISK.token(UUID.randomUUID(), Role.RIDER) + "\"}");

        for (int i = 0; i < OFTEN; i++) {
            String body = Tcp.bodyOf(Tcp.poll(BRISK.port(), sid));
            if (body.endsWith("2")) {
                assertThat(Tcp.bodyOf(Tcp.post(BRISK.port(), sid, "3"))).isEqualTo("ok");
            }
        }

        assertThat(Tcp.poll(BRISK.port(), sid)).startsWith("HTTP/1.1 200");
    }

    @Test
    void a_client_says_goodbye() {
        String sid = Tcp.handshake(PORT);

        Tcp.post(PORT, sid, "1");
        try (var socket = new RawSocket(PORT)) {
            socket.send("1");
            socket.awaitClosed();
        }

        await().until(() -> Tcp.poll(PORT, sid).startsWith("HTTP/1.1 400"));
    }

    @Test
    void polling_changes_over_to_a_websocket_without_losing_anything() {
        String sid = Tcp.handshake(PORT);
        CompletableFuture<String> parked = Tcp.pollLater(PORT, sid);
        await().until(() -> SERVER.parks(sid));
        try (var socket = new RawSocket(PORT, "EIO=4&transport=websocket&sid=" + sid)) {
            socket.send("2probe");
            socket.take("3probe"::equals);
            assertThat(parked)
                    .succeedsWithin(Duration.ofSeconds(10))
                    .satisfies(r -> assertThat(Tcp.bodyOf(r)).isIn("6", "2"));
            // The stall of the library: the client has opened its next poll before it could know.
            CompletableFuture<String> next = Tcp.pollLater(PORT, sid);
            assertThat(next).succeedsWithin(Duration.ofSeconds(10));
            Tcp.post(PORT, sid, "40{\"token\":\"" + SERVER.token(UUID.randomUUID(), Role.RIDER) + "\"}");
            socket.send("5");

            socket.take(packet -> packet.startsWith("40"));
            socket.event("connected");
            assertThat(Tcp.poll(PORT, sid)).startsWith("HTTP/1.1 400");
            assertThat(socket.closed).isNotDone();
        }
    }

    @Test
    void nobody_takes_over_a_live_websocket() {
        try (var victim = RawSocket.in(PORT, SERVER.token(UUID.randomUUID(), Role.RIDER))) {
            String sid = SERVER.open().id().toString();

            String taken = Tcp.get(
                    PORT,
                    "/socket.io/?EIO=4&transport=websocket&sid=" + sid,
                    "Upgrade: websocket",
                    "Connection: Upgrade",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==");
            String posted = Tcp.post(PORT, sid, "420[\"x\"]");
            String gone = Tcp.get(PORT, "/socket.io/?EIO=4&transport=polling&disconnect=1&sid=" + sid);

            // HTTP-26 HTTP-27
            assertThat(taken).startsWith("HTTP/1.1 400");
            assertThat(posted).startsWith("HTTP/1.1 400");
            assertThat(gone).startsWith("HTTP/1.1 400");
            assertThat(victim.ask(1, "nothing", "").path("ok").booleanValue()).isFalse();
        }
    }

    // EIO-37
    @Test
    void a_socket_that_nobody_vouches_for_is_closed_in_time() {
        try (var socket = new RawSocket(HASTY.port())) {
            long start = System.nanoTime();
            await().pollInterval(Duration.ofMillis(20))
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> {
                        if ("2".equals(socket.received.poll())) {
                            socket.send("3");
                        }
                        return socket.hasEnded();
                    });

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(1200), Duration.ofMillis(4900));
        }
    }
}
