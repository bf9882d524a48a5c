package com.openride.fleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rides of their own beside each other: they wait for clocks more than they compute. */
@Execution(ExecutionMode.CONCURRENT)
class OfficialClientsIT {

    @SuppressWarnings("NullAway.Init")
    private static FleetProcess fleet;

    @BeforeAll
    static void serve() {
        fleet = FleetProcess.serve(Map.of());
    }

    @AfterAll
    static void stop() {
        String log = fleet.errors();
        fleet.close();
        assertThat(log).doesNotContain("eyJ", "6.6018", "ERROR");
    }

    // background 4, 5, 9, 10, 11, 15, 16, 17, 19, 28
    @ParameterizedTest
    @CsvSource({"4,websocket", "4,polling", "4,upgrade", "3,websocket", "3,polling", "3,upgrade"})
    void the_official_clients_ride(String version, String transports) {
        NodeScripts.run(fleet, Duration.ofSeconds(40), "scenario.mjs", version, transports);
    }

    @ParameterizedTest
    @CsvSource({"4,websocket", "4,polling", "3,upgrade"})
    void operators_watch_help_is_called_and_trips_are_shared(String version, String transports) {
        NodeScripts.run(fleet, Duration.ofSeconds(40), "operators.mjs", version, transports);
    }

    @ParameterizedTest
    @CsvSource({"4,websocket", "4,polling", "4,upgrade", "3,websocket", "3,polling", "3,upgrade"})
    void sessions_end_with_their_tokens_and_clients_come_back_by_themselves(String version, String transports) {
        NodeScripts.run(fleet, Duration.ofSeconds(40), "sessions.mjs", version, transports);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "4"})
    void a_service_that_is_going_away_says_so(String version) {
        try (var going = FleetProcess.serve(Map.of("DRAIN_SECONDS", "6"))) {
            NodeScripts.run(
                    going,
                    Duration.ofSeconds(30),
                    "draining.mjs",
                    version,
                    Long.toString(going.handle().pid()));
        }
    }

    @Test
    void clients_of_the_old_protocol_are_told_so() {
        var answer = fleet.get("/socket.io/?EIO=3&transport=polling");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"code\":5,\"message\":\"Unsupported protocol version\"}");
    }
}
