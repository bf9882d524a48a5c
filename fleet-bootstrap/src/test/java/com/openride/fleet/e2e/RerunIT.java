package com.openride.fleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.adapter.postgis.PostgresServer;
import com.openride.fleet.domain.access.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trip that left its route, driven through the service and run once more from its database. */
@Tag("endurance")
class RerunIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration STEP = Duration.ofMillis(250);
    private static final double METERS = 1 / 111_195.0;
    private static final String ALERT = "then and now    OFF_ROUTE";

    /** Metres to the east at each fix: on the route, away, beside it, back, and on it again. */
    private static final int[] EAST = east();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static PostgresServer postgres;

    private static final UUID DRIVER = UUID.randomUUID();

    @SuppressWarnings("NullAway.Init")
    private static UUID trip;

    @SuppressWarnings("NullAway.Init")
    private static JSONObject shown;

    @BeforeAll
    static void drive() throws IOException, SQLException, InterruptedException, JSONException {
        postgres = new PostgresServer();
        postgres.create("rerun");
        try (var fleet = FleetProcess.serve(variables(postgres.url("rerun"), "jumpy", 2))) {
            var operator = new Operator(fleet);
            trip = operator.planNorth(DRIVER, UUID.randomUUID());
            try (var phone = JavaPhone.connected(fleet, "websocket", Operator.token(DRIVER, Role.DRIVER))) {
                send(phone, 0);
                operator.move(trip, "EN_ROUTE", "ARRIVED", "IN_PROGRESS");
                var next = new AtomicInteger(1);
                await().atMost(LONG).pollInterval(STEP).until(() -> {
                    send(phone, next.get());
                    return next.incrementAndGet() == EAST.length;
                });
                operator.move(trip, "COMPLETED");
                String admin = "Bearer " + Operator.token(UUID.randomUUID(), Role.ADMIN);
                await().atMost(LONG)
                        .until(() -> fleet.get("/v1/alerts?status=RESOLVED", "Authorization", admin)
                                .body()
                                .contains("OFF_ROUTE"));
                shown = new JSONObject(
                        fleet.get("/v1/trips/" + trip, "Authorization", admin).body());
            }
        }
        execute(
                "CREATE ROLE looker LOGIN PASSWORD 'looker'",
                "GRANT USAGE ON SCHEMA fleet TO looker",
                "GRANT SELECT ON ALL TABLES IN SCHEMA fleet TO looker");
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Test
    void the_same_thresholds_find_what_was_raised_and_nothing_else() {
        String table = rerun(variables(reader(), "jumpy", 2), "--trip", trip.toString());

        assertThat(table)
                .contains(ALERT, "peakMeters=", "durationSeconds=", ", COMPLETED", "ETA ", "1 trip\n")
                .contains("then and now    1\n", "only then       0\n", "only now        0\n")
                .doesNotContain("but then");
    }

    @Test
    void other_thresholds_show_the_difference() throws IOException {
        Path slow = thresholds("slow", 3600);
        Path strict = folder.resolve("strict");
        Files.writeString(
                strict,
                Files.readString(thresholds("other", 2)) + "overspeed.triggerKmh=20\n"
                        + "overspeed.clearKmh=10\noverspeed.triggerAfter=1\n");
        Map<String, String> variables = variables(reader(), "jumpy", 2);

        assertThat(rerun(variables, "--trip", trip.toString(), "--thresholds", slow.toString()))
                .contains("only then       OFF_ROUTE", "only then       1\n", "only now        0\n");
        assertThat(rerun(variables, "--trip", trip.toString(), "--thresholds", strict.toString()))
                .contains(ALERT, "only now        OVERSPEED", "only now        1\n", "only then       0\n");
    }

    @Test
    void the_same_fixes_in_whatever_order_they_are_stored_give_the_same_bytes() throws SQLException {
        Map<String, String> variables = variables(reader(), "jumpy", 2);
        String first = rerun(variables, "--trip", trip.toString(), "--json");

        assertThat(rerun(variables, "--trip", trip.toString(), "--json")).isEqualTo(first);
        execute(
                "CREATE TABLE kept AS SELECT * FROM fleet.fix", "TRUNCATE fleet.fix",
                "INSERT INTO fleet.fix SELECT * FROM kept ORDER BY random()", "DROP TABLE kept");
        assertThat(rerun(variables, "--trip", trip.toString(), "--json")).isEqualTo(first);
    }

    @Test
    void estimates_are_scored_as_the_service_has_scored_them() throws JSONException {
        String json = rerun(variables(reader(), "jumpy", 2), "--trip", trip.toString(), "--json");
        var line = new JSONObject(json.lines().findFirst().orElseThrow());

        var now = line.getJSONArray("etaScore");
        var then = shown.getJSONArray("etaScore");
        assertThat(now.length()).isPositive().isEqualTo(then.length());
        for (int i = 0; i < now.length(); i++) {
            JSONObject one = now.getJSONObject(i);
            JSONObject other = then.getJSONObject(i);
            assertThat(one.getString("horizonMinutes")).isEqualTo(other.getString("horizonMinutes"));
            assertThat(one.getInt("estimates")).isEqualTo(other.getInt("estimates"));
        }
    }

    @Test
    void a_day_is_all_of_its_trips_or_those_of_a_driver() {
        Map<String, String> variables = variables(reader(), "jumpy", 2);
        String day = Instant.parse(shown.optString("startedAt"))
                .atZone(ZoneOffset.UTC)
                .toLocalDate()
                .toString();

        assertThat(rerun(variables, "--day", day)).contains(trip.toString(), ALERT);
        assertThat(rerun(variables, "--day", day, "--driver", DRIVER.toString()))
                .contains(trip.toString(), ALERT);
        assertThat(rerun(variables, "--day", day, "--driver", UUID.randomUUID().toString()))
                .contains("0 trips")
                .doesNotContain(trip.toString());
        assertThat(rerun(variables, "--day", "2001-01-01")).contains("0 trips");
    }

    @Test
    void what_cannot_be_run_is_said_in_one_line() {
        Map<String, String> variables = variables(reader(), "jumpy", 2);
        UUID unknown = UUID.randomUUID();

        assertThat(failed(1, variables, "--trip", unknown.toString())).contains("There is no trip " + unknown);
        assertThat(failed(1, Map.of(), "--trip", unknown.toString())).contains("DATABASE_URL: must be set");
        assertThat(failed(2, variables)).contains("either --trip or --day must be given");
        assertThat(failed(2, variables, "--trip", unknown.toString(), "--thresholds", "/nowhere"))
                .contains("/nowhere cannot be read");
    }

    private static String rerun(Map<String, String> variables, String... arguments) {
        try (var rerun = FleetProcess.start(0, variables, command(arguments))) {
            assertThat(rerun.exitWithin(LONG)).as(rerun.errors()).isZero();
            return rerun.output();
        }
    }

    private static String failed(int status, Map<String, String> variables, String... arguments) {
        try (var rerun = FleetProcess.start(0, variables, command(arguments))) {
            assertThat(rerun.exitWithin(LONG)).isEqualTo(status);
            assertThat(rerun.output()).isEmpty();
            return rerun.errors();
        }
    }

    private static String[] command(String... arguments) {
        return Stream.concat(Stream.of("rerun"), Stream.of(arguments)).toArray(String[]::new);
    }

    private static Map<String, String> variables(String url, String name, int seconds) {
        Map<String, String> variables = new HashMap<>();
        variables.put("DATABASE_URL", url);
        variables.put("LOCATION_UPDATE_RATE_LIMIT", "0");
        variables.put("THRESHOLDS_FILE", thresholds(name, seconds).toString());
        return variables;
    }

    /** So near and so soon that a test need not drive for long. */
    private static Path thresholds(String name, int seconds) {
        try {
            return Files.writeString(folder.resolve(name), """
                    offRoute.triggerMeters=20
                    offRoute.clearMeters=10
                    offRoute.triggerAfter=%d
                    offRoute.clearAfter=1
                    """.formatted(seconds));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A login that may only read. */
    private static String reader() {
        return postgres.url("rerun").replaceFirst("//[^@]*@", "//looker:looker@");
    }

    private static void execute(String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl("rerun"));
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static void send(JavaPhone phone, int fix) throws JSONException, InterruptedException {
        var place = new JSONObject()
                .put("latitude", 6.5 + 5 * fix * METERS)
                .put("longitude", 3.3 + EAST[fix] * METERS)
                .put("speed", 72)
                .put("timestamp", Instant.now().toString());
        assertThat(phone.ask("driver:location", place).getBoolean("ok")).isTrue();
    }

    private static int[] east() {
        int[] east = new int[44];
        for (int i = 0; i < east.length; i++) {
            int away = Math.max(0, Math.min(50, 5 * (i - 4)));
            int back = Math.max(0, 5 * (36 - i));
            east[i] = Math.min(away, back);
        }
        return east;
    }
}
