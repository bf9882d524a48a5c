package com.openride.fleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openride.fleet.adapter.postgis.PostgresServer;
import com.openride.fleet.adapter.redis.RedisServer;
import com.openride.fleet.domain.access.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an operator has to watch over a service with PostgreSQL and Redis: metrics, audit, log. */
class ObservabilityIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path DEPLOY = Path.of("..", "deploy");
    private static final Pattern SERIES =
            Pattern.compile("\\b((?:fleet|jvm|process|system)_[a-z0-9_]+)(?:\\{([^}]*)})?");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=(~?)\"([^\"]*)\"");
    private static final String TOKEN = "eyJ";
    private static final String LATITUDE = "6.512345";

    @SuppressWarnings("NullAway.Init")
    private static PostgresServer postgres;

    @SuppressWarnings("NullAway.Init")
    private static RedisServer redis;

    @SuppressWarnings("NullAway.Init")
    private static FleetProcess fleet;

    private final UUID driver = UUID.randomUUID();
    private final UUID rider = UUID.randomUUID();

    @BeforeAll
    static void serve() throws IOException, SQLException {
        postgres = new PostgresServer();
        postgres.create("observed");
        redis = new RedisServer();
        fleet = FleetProcess.serve(
                Map.of("DATABASE_URL", postgres.url("observed"), "REDIS_URL", redis.url(), "LOG_FORMAT", "json"));
    }

    @AfterAll
    static void every_line_of_the_log_is_json_and_tells_no_token_and_no_place() throws IOException {
        fleet.terminate();
        fleet.exitWithin(Duration.ofSeconds(15));
        String log = fleet.errors();
        fleet.close();
        redis.close();
        postgres.close();
        for (String line : log.lines().toList()) {
            assertThat(JSON.readTree(line).path("level").asText()).as(line).isNotEmpty();
        }
        assertThat(log).contains("\"message\":").doesNotContain(TOKEN, LATITUDE);
    }

    @Test
    void every_series_on_the_dashboard_and_in_the_alert_rules_is_measured() throws Exception {
        drive();
        String scraped = fleet.get("/metrics").body();
        List<String> expressions = Stream.concat(dashboard(), rules()).toList();

        assertThat(expressions).hasSizeGreaterThan(50);
        Set<String> missing = new TreeSet<>();
        for (String expression : expressions) {
            List<MatchResult> series = SERIES.matcher(expression).results().toList();
            assertThat(series).as(expression).isNotEmpty();
            series.stream()
                    .filter(found -> !isMeasured(scraped, found.group(1), found.group(2)))
                    .forEach(found -> missing.add(found.group()));
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void who_comes_follows_stays_goes_and_is_refused_is_in_the_audit_with_the_reason() throws Exception {
        UUID trip = new Operator(fleet).plan(driver, rider);
        String bad = Operator.token(rider, Role.RIDER, Duration.ofHours(-1));
        try (var stranger = JavaPhone.connecting(fleet, "websocket", bad)) {
            assertThat(stranger.refusal()).isEqualTo("TOKEN_EXPIRED");
        }
        String session;
        try (var phone = JavaPhone.connecting(fleet, "websocket", Operator.token(rider, Role.RIDER))) {
            session = phone.next("connected").getString("sessionId");
            phone.ask("rider:subscribe", new JSONObject(Map.of("tripId", trip.toString())));
            phone.ask(
                    "rider:subscribe",
                    new JSONObject(Map.of("tripId", UUID.randomUUID().toString())));
            String fresh = Operator.token(rider, Role.RIDER, Duration.ofHours(2));
            phone.ask("auth:refresh", new JSONObject(Map.of("token", fresh)));
        }

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(audit("userId=" + rider))
                        .containsExactly(
                                "DISCONNECTED " + session + " CLIENT_LEFT by " + session,
                                "TOKEN_REFRESHED " + session + " null by " + session,
                                "SUBSCRIPTION_REFUSED null TRIP_NOT_FOUND by " + session,
                                "SUBSCRIBED null trip " + trip + " by " + session,
                                "CONNECTED " + session + " [RIDER] over WEBSOCKET from 127.0.0.1 by null"));
        assertThat(audit("kind=REFUSED")).contains("REFUSED null TOKEN_EXPIRED over WEBSOCKET from 127.0.0.1 by null");
    }

    @Test
    void what_an_operator_looks_at_is_in_the_audit_by_the_correlation_id_of_the_request() throws Exception {
        UUID trip = new Operator(fleet).plan(driver, rider);
        UUID operator = UUID.randomUUID();
        String token = "Bearer " + Operator.token(operator, Role.ADMIN);

        fleet.get("/v1/trips/" + trip, "Authorization", token, "X-Correlation-ID", "ticket-4711");

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(audit("kind=OPERATOR_READ&userId=" + operator))
                        .containsExactly("OPERATOR_READ null trip " + trip + " by ticket-4711"));
    }

    private void drive() throws Exception {
        new Operator(fleet).plan(driver, rider);
        try (var car = JavaPhone.connected(fleet, "websocket", Operator.token(driver, Role.DRIVER))) {
            JSONObject fix = new JSONObject(Map.of("latitude", Double.parseDouble(LATITUDE), "longitude", 3.35));
            assertThat(car.ask("driver:location", fix).getBoolean("ok")).isTrue();
        }
        fleet.get("/v1/trips/none");
    }

    private static List<String> audit(String query) throws IOException {
        String token = "Bearer " + Operator.token(UUID.randomUUID(), Role.ADMIN);
        String body = fleet.get("/v1/admin/audit?limit=100&" + query, "Authorization", token)
                .body();
        return StreamSupport.stream(JSON.readTree(body).path("entries").spliterator(), false)
                .map(entry -> text(entry, "kind") + " " + text(entry, "sessionId") + " " + text(entry, "detail")
                        + " by " + text(entry, "correlationId"))
                .toList();
    }

    private static String text(JsonNode entry, String field) {
        return entry.path(field).asText();
    }

    /** Every query of the dashboard, as a service of any job would be asked. */
    private static Stream<String> dashboard() throws IOException {
        JsonNode panels = JSON.readTree(Files.readString(DEPLOY.resolve("grafana/fleet.json")))
                .path("panels");
        return panels.findValuesAsText("expr").stream();
    }

    private static Stream<String> rules() throws IOException {
        return Files.readAllLines(DEPLOY.resolve("prometheus/alerts.yml")).stream()
                .map(String::strip)
                .filter(line -> line.startsWith("expr: "));
    }

    /** Whether there is a sample of the series with each label value that is asked for, but for what Prometheus adds. */
    private static boolean isMeasured(String scraped, String name, String selector) {
        List<String> samples = scraped.lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .toList();
        Set<String> wanted = LABEL.matcher(selector == null ? "" : selector)
                .results()
                .filter(label ->
                        !label.group(1).equals("job") && !label.group(1).equals("status"))
                .flatMap(label ->
                        Stream.of(label.group(3).split("\\|")).map(value -> label.group(1) + "=\"" + value + "\""))
                .collect(Collectors.toSet());
        return !samples.isEmpty()
                && wanted.stream().allMatch(label -> samples.stream().anyMatch(sample -> sample.contains(label)));
    }
}
