package com.openride.fleet.bootstrap;

import com.openride.fleet.adapter.redis.RedisConfig;
import com.openride.fleet.domain.trip.Visibility;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be set, typed and checked. The environment variable of each is in {@code docs/CONFIGURATION.md}.
 *
 * @param serviceName what the service calls itself
 * @param host the address to listen on
 * @param port the one port, 0 for any free one
 * @param tokens how tokens are verified
 * @param store where and how long things are stored
 * @param locationInterval one accepted location per driver and interval; zero for no limit
 * @param connectionsPerDriver how many connections a driver may hold at once
 * @param allowedOrigins the web origins that may connect
 * @param trustedProxies whose forwarding headers are believed
 * @param eventsPerSecond how many events a socket may send
 * @param requestsPerMinute how many REST requests a subject may make; 0 for no limit
 * @param offlineGrace how long after the last connection a driver still counts as reachable
 * @param visibility when riders of a shared vehicle see it
 * @param drain how long disconnects are spread at the end
 * @param metricsPort a port for metrics alone; 0 for none
 * @param logLevel the logger's level
 * @param logAsJson whether log lines are JSON
 * @param redis where other instances are met; null for a single one
 * @param monitor how trips are watched
 */
public record FleetConfig(
        String serviceName,
        String host,
        int port,
        TokenSettings tokens,
        StoreSettings store,
        Duration locationInterval,
        int connectionsPerDriver,
        Set<String> allowedOrigins,
        List<String> trustedProxies,
        int eventsPerSecond,
        int requestsPerMinute,
        Duration offlineGrace,
        Visibility visibility,
        Duration drain,
        int metricsPort,
        String logLevel,
        boolean logAsJson,
        @Nullable RedisConfig redis,
        MonitorSettings monitor) {

    private static final Map<String, String> LEVELS = Map.of(
            "TRACE", "TRACE",
            "NOTSET", "TRACE",
            "DEBUG", "DEBUG",
            "INFO", "INFO",
            "WARN", "WARN",
            "WARNING", "WARN",
            "ERROR", "ERROR",
            "CRITICAL", "ERROR",
            "FATAL", "ERROR",
            "OFF", "OFF");

    /** What is accepted because the former service knew it, or because a later version will, and has no effect here. */
    private static final List<String> UNUSED = List.of("DB_MAX_OVERFLOW", "DEBUG", "JWT_EXPIRATION_MINUTES");

    /**
     * Reads the environment.
     *
     * @param variables by name
     * @throws InvalidEnvironment with a line for each variable that cannot be used
     */
    public static FleetConfig of(Map<String, String> variables) {
        var environment = new Environment(variables);
        var config = new FleetConfig(
                environment.text("SERVICE_NAME", "fleet-service"),
                environment.text("HOST", "0.0.0.0"),
                environment.number("PORT", 8096, 0, 65_535),
                TokenSettings.of(environment),
                StoreSettings.of(environment),
                environment.seconds("LOCATION_UPDATE_RATE_LIMIT", 5, 0, 3600),
                environment.number("MAX_CONNECTIONS_PER_DRIVER", 3, 1, 100),
                environment.list("SOCKETIO_CORS_ALLOWED_ORIGINS"),
                List.copyOf(environment.list("TRUSTED_PROXIES")),
                environment.number("SOCKET_EVENTS_PER_SECOND", 20, 1, 10_000),
                environment.number("REST_RATE_LIMIT_PER_MINUTE", 120, 0, 1_000_000),
                environment.seconds("DRIVER_OFFLINE_GRACE_SECONDS", 30, 0, 3600),
                new Visibility(Duration.ofMinutes(environment.number("VISIBILITY_MINUTES", 30, 0, 1440))),
                environment.seconds("DRAIN_SECONDS", 20, 0, 600),
                environment.number("METRICS_PORT", 0, 0, 65_535),
                LEVELS.getOrDefault(environment.oneOf("LOG_LEVEL", "INFO", LEVELS.keySet()), "INFO"),
                "JSON".equals(environment.oneOf("LOG_FORMAT", "TEXT", Set.of("TEXT", "JSON"))),
                RedisSettings.of(environment),
                MonitorSettings.of(environment));
        if (config.allowedOrigins().contains("*")) {
            environment.refuse(
                    "SOCKETIO_CORS_ALLOWED_ORIGINS", "*", "origins such as https://app.example, not a wildcard");
        }
        environment.requireNoProblems();
        return config;
    }

    /** The variables that are set and have no effect in this version. */
    public static List<String> unused(Map<String, String> variables) {
        return UNUSED.stream().filter(variables::containsKey).toList();
    }
}
