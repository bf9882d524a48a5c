package com.openride.fleet.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openride.fleet.adapter.redis.RedisConfig;
import com.openride.fleet.domain.monitor.Thresholds;
import com.openride.fleet.domain.trip.Visibility;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FleetConfigTest {

    @Test
    void an_empty_environment_serves_with_a_secret_of_its_own() { // background 46
        FleetConfig config = FleetConfig.of(Map.of());

        assertThat(config.port()).isEqualTo(8096);
        assertThat(config.tokens().madeAtStart()).isTrue();
        assertThat(config.tokens().algorithm().getName()).isEqualTo("HS256");
        assertThat(config.locationInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.connectionsPerDriver()).isEqualTo(3);
        assertThat(config.allowedOrigins()).isEmpty();
        assertThat(config.trustedProxies()).isEmpty();
        assertThat(config.eventsPerSecond()).isEqualTo(20);
        assertThat(config.requestsPerMinute()).isEqualTo(120);
        assertThat(config.offlineGrace()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.visibility()).isEqualTo(Visibility.DEFAULT);
        assertThat(FleetConfig.of(Map.of("VISIBILITY_MINUTES", "5")).visibility())
                .isEqualTo(new Visibility(Duration.ofMinutes(5)));
    }

    @Test
    void trips_are_watched_as_usual_and_steps_left_to_drivers_unless_said_otherwise() {
        FleetConfig usual = FleetConfig.of(Map.of());
        FleetConfig set = FleetConfig.of(Map.of("AUTO_ARRIVE", "true"));

        assertThat(usual.monitor().autoArrive()).isFalse();
        assertThat(usual.monitor().thresholds()).isEqualTo(Thresholds.USUAL);
        assertThat(set.monitor().autoArrive()).isTrue();
        assertThat(FleetConfig.unused(Map.of("AUTO_ARRIVE", "true"))).isEmpty();
        assertThat(problem(Map.of("AUTO_ARRIVE", "maybe"))).startsWith("AUTO_ARRIVE: 'maybe' is not allowed");
        assertThat(problem(Map.of("THRESHOLDS_FILE", "/none")))
                .isEqualTo("THRESHOLDS_FILE: '/none' is not allowed, must be a file that can be read");
    }

    // JWT-19, background 46
    @ParameterizedTest
    @ValueSource(
            strings = {
                "your-secret-key-change-in-production",
                "your-super-secret-jwt-key-change-in-production",
                "0123456789abcdef0123456789abcde"
            })
    void a_secret_that_others_know_or_could_guess_stops_the_start_unseen(String secret) {
        for (String name : new String[] {"JWT_SECRET_KEY", "JWT_SECRET"}) {
            assertThat(problem(Map.of(name, secret)))
                    .startsWith(name + ": must be ")
                    .doesNotContain(secret);
            assertThat(FleetConfig.of(Map.of(name, secret, "ENV", "development"))
                            .tokens()
                            .madeAtStart())
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PORT, 70000",
        "PORT, x",
        "LOCATION_UPDATE_RATE_LIMIT, -1",
        "LOCATION_UPDATE_RATE_LIMIT, NaN",
        "MAX_CONNECTIONS_PER_DRIVER, 0",
        "SOCKET_EVENTS_PER_SECOND, 0",
        "REST_RATE_LIMIT_PER_MINUTE, -1",
        "DRIVER_OFFLINE_GRACE_SECONDS, soon",
        "DRAIN_SECONDS, -2",
        "VISIBILITY_MINUTES, 1441",
        "VISIBILITY_MINUTES, 2.5",
        "LOG_LEVEL, LOUD",
        "LOG_FORMAT, xml",
        "JWT_ALGORITHM, none",
        "SOCKETIO_CORS_ALLOWED_ORIGINS, *"
    })
    void a_wrong_value_is_told_in_one_line_that_names_the_variable_the_value_and_what_is_allowed(
            String name, String value) {
        assertThat(problem(Map.of(name, value)))
                .startsWith(name + ": '" + value + "' is not allowed, must be ")
                .doesNotContain("\n");
    }

    @Test
    void redis_is_where_its_url_says_with_the_password_from_either() {
        RedisConfig none = FleetConfig.of(Map.of()).redis();
        RedisConfig one = FleetConfig.of(Map.of(
                        "REDIS_URL", "redis://cache:7000",
                        "REDIS_PASSWORD", "inside",
                        "REDIS_MAX_CONNECTIONS", "8"))
                .redis();

        assertThat(none).isNull();
        assertThat(one)
                .isEqualTo(new RedisConfig(List.of(new RedisConfig.Node("cache", 7000)), false, null, "inside", 0, 8));
    }

    @Test
    void a_redis_that_cannot_be_understood_stops_the_start_unseen() {
        var variables = Map.of("REDIS_URL", "http://:hidden@cache", "REDIS_MAX_CONNECTIONS", "1");

        assertThatThrownBy(() -> FleetConfig.of(variables))
                .isInstanceOf(InvalidEnvironment.class)
                .hasMessageContaining("REDIS_URL: must be redis://user:password@host:port/database, or rediss://")
                .hasMessageContaining("REDIS_MAX_CONNECTIONS: '1' is not allowed, must be a whole number from 4")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void levels_have_the_names_of_python_and_java() {
        assertThat(FleetConfig.of(Map.of("LOG_LEVEL", "warning")).logLevel()).isEqualTo("WARN");
        assertThat(FleetConfig.of(Map.of("LOG_LEVEL", "CRITICAL")).logLevel()).isEqualTo("ERROR");
        assertThat(FleetConfig.of(Map.of("LOG_LEVEL", "debug")).logLevel()).isEqualTo("DEBUG");
    }

    @Test
    void an_asymmetric_algorithm_needs_its_key() {
        assertThat(problem(Map.of("JWT_ALGORITHM", "RS256"))).startsWith("JWT_PUBLIC_KEY: must be ");
        assertThat(problem(Map.of("JWT_ALGORITHM", "ES256", "JWT_PUBLIC_KEY", "nonsense")))
                .startsWith("JWT_PUBLIC_KEY: must be ")
                .doesNotContain("nonsense");
    }

    private static String problem(Map<String, String> variables) {
        InvalidEnvironment refused =
                catchThrowableOfType(InvalidEnvironment.class, () -> FleetConfig.of(new HashMap<>(variables)));
        assertThat(refused).as(variables.keySet().toString()).isNotNull();
        return String.valueOf(refused.getMessage());
    }
}
