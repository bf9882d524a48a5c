package com.openride.fleet.adapter.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.application.fixture.FleetFixture;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ProtocolSuiteServerTest {

    @Test
    void the_suite_finds_its_echo() {
        try (var fleet = new FleetFixture(Duration.ZERO);
                var adapter = ProtocolSuiteServer.start(0, fleet);
                var socket = new RawSocket(adapter.port())) {
            socket.send("40{\"token\":\"123\"}");

            assertThat(socket.take(packet -> packet.startsWith("40"))).startsWith("40{\"sid\":\"");
            assertThat(socket.take(packet -> packet.startsWith("42"))).isEqualTo("42[\"auth\",{\"token\":\"123\"}]");
            socket.send("42[\"message\",1,\"2\",{\"3\":[true]}]");
            assertThat(socket.take(packet -> packet.startsWith("42")))
                    .isEqualTo("42[\"message-back\",1,\"2\",{\"3\":[true]}]");
            socket.send("42456[\"message-with-ack\",1,\"2\",{\"3\":[false]}]");
            assertThat(socket.take(packet -> packet.startsWith("43"))).isEqualTo("43456[1,\"2\",{\"3\":[false]}]");
        }
    }

    @Test
    void nobody_needs_a_token_there() {
        try (var fleet = new FleetFixture(Duration.ZERO);
                var adapter = ProtocolSuiteServer.start(0, fleet);
                var socket = new RawSocket(adapter.port())) {
            socket.send("40");

            assertThat(socket.take(packet -> packet.startsWith("42"))).isEqualTo("42[\"auth\",{}]");
        }
    }
}
