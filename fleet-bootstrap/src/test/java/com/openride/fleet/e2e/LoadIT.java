package com.openride.fleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code fleet load} against a packaged service. */
@Tag("endurance")
class LoadIT {

    private static final Map<String, String> SECRET = Map.of("JWT_SECRET_KEY", FleetProcess.SECRET);

    @Test
    void a_load_that_is_borne_adds_up() throws JSONException {
        try (var server = FleetProcess.serve(Map.of("LOCATION_UPDATE_RATE_LIMIT", "0"))) {
            JSONObject result = load(0, server, "--connections", "20", "--fanout", "3", "--rate", "100");

            assertThat(result.getInt("connected")).isEqualTo(80);
            assertThat(result.getInt("sent")).isEqualTo(300);
            assertThat(result.getInt("acked")).isEqualTo(300);
            assertThat(result.getInt("delivered") + result.getInt("superseded")).isEqualTo(900);
            assertThat(result.getInt("delivered")).isGreaterThan(450);
            assertThat(result.getInt("lost")).isZero();
            assertThat(result.getJSONObject("deliveryMillis").getDouble("p50")).isPositive();
            assertThat(result.getDouble("serverMebibytes")).isGreaterThan(20);
            assertThat(result.getDouble("serverCores")).isPositive();
        }
    }

    @Test
    void what_the_limit_refuses_is_counted_and_is_no_loss() throws JSONException {
        try (var server = FleetProcess.serve(Map.of("LOCATION_UPDATE_RATE_LIMIT", "60"))) {
            JSONObject result = load(0, server, "--connections", "5", "--rate", "10");

            assertThat(result.getInt("acked")).isEqualTo(5);
            assertThat(result.getInt("refused")).isEqualTo(25);
            assertThat(result.getJSONObject("reasons").getInt("refused: RATE_LIMIT_EXCEEDED"))
                    .isEqualTo(25);
            assertThat(result.getInt("delivered")).isEqualTo(5);
        }
    }

    @Test
    void who_cannot_connect_is_counted_and_the_status_says_so() throws JSONException {
        int nobody = FleetProcess.freePort();
        try (var load = command("http://127.0.0.1:" + nobody, "--connections", "2")) {
            assertThat(load.exitWithin(Duration.ofSeconds(60))).isEqualTo(1);
            assertThat(new JSONObject(load.output()).getInt("notConnected")).isPositive();
        }
    }

    private static JSONObject load(int status, FleetProcess server, String... options) throws JSONException {
        try (var load = command(server.url("").toString(), options)) {
            int ended = load.exitWithin(Duration.ofSeconds(60));
            assertThat(ended).as(load.output() + load.errors()).isEqualTo(status);
            return new JSONObject(load.output());
        }
    }

    private static FleetProcess command(String url, String... options) {
        var words = new ArrayList<>(List.of("load", "--url", url, "--warmup", "1", "--duration", "2", "--json"));
        words.addAll(List.of(options));
        return FleetProcess.start(0, SECRET, words.toArray(String[]::new));
    }
}
