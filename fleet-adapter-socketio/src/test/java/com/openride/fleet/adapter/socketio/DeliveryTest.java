package com.openride.fleet.adapter.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.domain.access.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

final class DeliveryTest {

    private static final TestServer SERVER = new TestServer();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    // The library takes packets for a poll while others add to them, which goes wrong once in fifty times if unguarded.
    @RepeatedTest(20)
    void nothing_is_lost_between_two_polls_however_much_there_is() {
        Client client = polling();
        String sid = client.id().toString();
        for (int i = 0; i < 160; i++) {
            client.sendQueue().send(Wire.event("step", Map.of("number", i)));
        }

        var numbers = new ArrayList<Integer>();
        while (numbers.size() < 160) {
            String body = polled(sid);
            assertThat(body.split("\u001e", -1).length).isLessThanOrEqualTo(50);
            numbers.addAll(numbersIn(body));
        }

        assertThat(numbers).isEqualTo(IntStream.range(0, 160).boxed().toList());
    }

    @Test
    void of_positions_only_the_newest_waits_for_a_poll() {
        Client client = polling();
        String sid = client.id().toString();
        for (int i = 0; i < 1000; i++) {
            client.sendQueue().send("car", Wire.event("position", Map.of("number", i)));
        }

        var numbers = new ArrayList<Integer>();
        while (!numbers.contains(999)) {
            numbers.addAll(numbersIn(polled(sid)));
        }

        assertThat(numbers).hasSizeLessThanOrEqualTo(2);
    }

    /** What a poll hands out; a session that is gone would be polled for ever. */
    private static String polled(String sid) {
        String response = Tcp.poll(SERVER.port(), sid);
        assertThat(response).startsWith("HTTP/1.1 200");
        return Tcp.bodyOf(response);
    }

    @Test
    void what_is_sent_after_a_poll_was_broken_off_comes_with_the_next_and_once() {
        Client client = polling();
        String sid = client.id().toString();
        try (var broken = new Tcp(SERVER.port())) {
            broken.send("GET /socket.io/?EIO=4&transport=polling&sid=" + sid + " HTTP/1.1\r\nHost: x\r\n\r\n");
            await().until(() -> SERVER.parks(sid));
        }
        await().until(() -> !SERVER.parks(sid));

        client.sendQueue().send(Wire.event("step", Map.of("number", 1)));
        client.sendQueue().send("car", Wire.event("position", Map.of("number", 2)));

        assertThat(numbersIn(polled(sid))).contains(1).doesNotHaveDuplicates();
        client.sendQueue().send(Wire.event("step", Map.of("number", 3)));
        var later = numbersIn(polled(sid));
        assertThat(later).contains(3).doesNotContain(1);
    }

    // EIO-40
    @Test
    void a_client_that_never_polls_is_cut_and_told_to_come_back() {
        Client client = polling();
        for (int i = 0; i < 400; i++) {
            client.sendQueue().send(Wire.event("step", Map.of("number", i)));
        }

        await().until(() -> SERVER.adapter.clients().find(client.id()) == null);
        assertThat(Tcp.poll(SERVER.port(), client.id().toString())).startsWith("HTTP/1.1 400");
    }

    // EIO-41
    @Test
    void a_slow_reader_costs_little_and_is_cut() {
        try (var stalled = new Tcp(SERVER.port())) {
            Client client = stalledClient(stalled);
            for (int i = 0; i < 100_000; i++) {
                client.sendQueue().send("car", Wire.event("position", Map.of("number", i, "filler", "x".repeat(100))));
            }
            assertThat(SERVER.adapter.clients().find(client.id())).isNotNull();

            String filler = "x".repeat(10_000);
            for (int i = 0; i < 2000; i++) {
                client.sendQueue().send(Wire.event("step", Map.of("number", i, "filler", filler)));
            }

            await().until(() -> SERVER.adapter.clients().find(client.id()) == null);
        }
    }

    /** A WebSocket client that has been let in and reads no further. */
    private static Client stalledClient(Tcp tcp) {
        List<UUID> before =
                SERVER.adapter.clients().all().stream().map(Client::id).toList();
        String token = SERVER.token(UUID.randomUUID(), Role.RIDER);
        String[] lines = {
            "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
            "Host: x",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "",
            ""
        };
        tcp.send(String.join("\r\n", lines)).readResponse();
        byte[] connect = ("40{\"token\":\"" + token + "\"}").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        byte[] frame = new byte[6 + connect.length];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | connect.length);
        System.arraycopy(connect, 0, frame, 6, connect.length);
        tcp.send(frame);
        await().until(() -> SERVER.adapter.clients().all().stream()
                .anyMatch(client ->
                        !before.contains(client.id()) && client.stage().isOpen()));
        return SERVER.adapter.clients().all().stream()
                .filter(client -> !before.contains(client.id()))
                .findAny()
                .orElseThrow();
    }

    private static Client polling() {
        String sid = Tcp.handshake(SERVER.port());
        Tcp.post(SERVER.port(), sid, "40{\"token\":\"" + SERVER.token(UUID.randomUUID(), Role.RIDER) + "\"}");
        Client client = SERVER.adapter.clients().find(UUID.fromString(sid));
        assertThat(client).isNotNull();
        await().until(() -> client.stage().isOpen());
        Tcp.poll(SERVER.port(), sid);
        return client;
    }

    private static List<Integer> numbersIn(String body) {
        return Pattern.compile("\"number\":(\\d+)")
                .matcher(body)
                .results()
                .map(found -> Integer.valueOf(found.group(1)))
                .toList();
    }
}
