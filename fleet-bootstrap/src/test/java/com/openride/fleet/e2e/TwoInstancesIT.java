package com.openride.fleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.adapter.redis.RedisServer;
import com.openride.fleet.domain.access.Role;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The driver here, the rider there, and Redis in between. */
class TwoInstancesIT {

    private static final Duration SOON = Duration.ofSeconds(5);

    @SuppressWarnings("NullAway.Init")
    private static RedisServer redis;

    @SuppressWarnings("NullAway.Init")
    private static FleetProcess here;

    @SuppressWarnings("NullAway.Init")
    private static FleetProcess there;

    private final UUID driver = UUID.randomUUID();
    private final UUID rider = UUID.randomUUID();
    private final UUID trip = UUID.randomUUID();

    @BeforeAll
    static void serve() throws IOException {
        redis = new RedisServer("--requirepass", "inside");
        Map<String, String> variables =
                Map.of("REDIS_URL", redis.url(), "REDIS_PASSWORD", "inside", "LOCATION_UPDATE_RATE_LIMIT", "0.5");
        here = FleetProcess.serve(variables);
        there = FleetProcess.serve(variables);
    }

    @AfterAll
    static void stop() throws IOException {
        here.close();
        there.close();
        redis.close();
    }

    @Test
    void a_rider_there_sees_the_driver_here_from_setting_out_to_the_end() throws Exception {
        plan();
        try (var car = car(here);
                var phone = phone(there)) {
            phone.ask("rider:subscribe", new JSONObject().put("tripId", trip.toString()));
            new Operator(here).move(trip, "EN_ROUTE");

            assertThat(phone.step("EN_ROUTE").getInt("version")).isEqualTo(2);
            drive(car, 6.601);
            assertThat(phone.next("driver:location").getDouble("latitude")).isEqualTo(6.601);
            new Operator(here).move(trip, "ARRIVED", "IN_PROGRESS", "COMPLETED");
            assertThat(phone.step("COMPLETED").getInt("version")).isEqualTo(5);
        }
    }

    @Test
    void an_operator_there_sees_the_driver_here_and_hears_when_they_call_for_help() throws Exception {
        plan();
        var lagos = new JSONObject()
                .put("south", 6.3)
                .put("west", 3.1)
                .put("north", 6.8)
                .put("east", 3.7);
        try (var car = car(here);
                var map = JavaPhone.connected(there, "websocket", Operator.token(UUID.randomUUID(), Role.ADMIN))) {
            assertThat(map.ask("ops:watch", new JSONObject().put("bounds", lagos))
                            .getBoolean("ok"))
                    .isTrue();

            drive(car, 6.605);
            map.next("ops:positions", told -> told.toString().contains(driver.toString()));
            assertThat(car.ask("sos", new JSONObject()).getBoolean("stored")).isTrue();

            assertThat(map.next("alert").getString("driverId")).isEqualTo(driver.toString());
        }
    }

    @Test
    void a_driver_has_three_connections_and_one_fix_in_each_interval_wherever_they_are() throws Exception {
        try (var first = car(here);
                var second = car(there);
                var third = car(there);
                var fourth = JavaPhone.connecting(here, "websocket", Operator.token(driver, Role.DRIVER))) {
            assertThat(fourth.refusal()).isEqualTo("MAX_CONNECTIONS_EXCEEDED");

            drive(first, 6.601);
            JSONObject tooSoon = second.ask("driver:location", fix(6.602)).getJSONObject("error");
            assertThat(tooSoon.getString("code")).isEqualTo("RATE_LIMIT_EXCEEDED");
            assertThat(third.ask("driver:offline").getBoolean("ok")).isTrue();
        }
    }

    @Test
    void steps_reach_other_services_through_the_stream() {
        plan();

        await().atMost(SOON)
                .until(
                        () -> execute("XREVRANGE", "openride.events.trip", "+", "-"),
                        all -> all.contains(trip.toString()));
    }

    @Test
    void while_redis_is_away_each_instance_goes_on_alone_and_says_so() throws Exception {
        plan();
        new Operator(here).move(trip, "EN_ROUTE");
        new Operator(there).move(trip, "EN_ROUTE");
        try (var car = car(here);
                var near = phone(here);
                var far = phone(there)) {
            near.ask("rider:subscribe", new JSONObject().put("tripId", trip.toString()));
            far.ask("rider:subscribe", new JSONObject().put("tripId", trip.toString()));
            redis.freeze();
            awaitHealth("degraded", "disconnected");
            drive(car, 6.603);
            near.next("driver:location", seen -> latitude(seen) == 6.603);
            assertThat(here.get("/ready").statusCode()).isEqualTo(200);
            assertThat(far.rest("driver:location")).isEmpty();
            redis.thaw();
            redis.stop();

            redis.restart();
            awaitHealth("healthy", "connected");
            await().atMost(SOON).pollInterval(Duration.ofMillis(600)).until(() -> {
                drive(car, 6.604);
                return !far.rest("driver:location").isEmpty();
            });
        }
    }

    @Test
    void a_redis_that_cannot_be_had_ends_the_start_with_one_line_and_no_secret() {
        var variables = Map.of("JWT_SECRET_KEY", FleetProcess.SECRET, "REDIS_URL", "redis://:hidden@127.0.0.1:1");
        try (var fleet = FleetProcess.start(FleetProcess.freePort(), variables, "serve")) {
            assertThat(fleet.exitWithin(Duration.ofSeconds(20))).isEqualTo(1);
            assertThat(fleet.errors().strip().lines())
                    .last()
                    .isEqualTo("Redis 127.0.0.1:1 does not answer as it should; check host, port and TLS in REDIS_URL");
            assertThat(fleet.errors()).doesNotContain("hidden", "\tat ");
        }
    }

    private void plan() {
        // Trips are in each process's memory.
        new Operator(here).plan(trip, driver, rider);
        new Operator(there).plan(trip, driver, rider);
    }

    private JavaPhone car(FleetProcess fleet) {
        return JavaPhone.connected(fleet, "websocket", Operator.token(driver, Role.DRIVER));
    }

    private JavaPhone phone(FleetProcess fleet) {
        return JavaPhone.connected(fleet, "websocket", Operator.token(rider, Role.RIDER));
    }

    private static void drive(JavaPhone car, double latitude) throws Exception {
        assertThat(car.ask("driver:location", fix(latitude)).getBoolean("ok")).isTrue();
    }

    private static JSONObject fix(double latitude) throws JSONException {
        return new JSONObject().put("latitude", latitude).put("longitude", 3.35);
    }

    private static double latitude(JSONObject position) {
        return position.optDouble("latitude");
    }

    private static void awaitHealth(String status, String state) {
        await().atMost(SOON).untilAsserted(() -> {
            for (FleetProcess fleet : new FleetProcess[] {here, there}) {
                assertThat(fleet.get("/health").body())
                        .contains("\"status\":\"" + status + "\"", "\"redis\":\"" + state + "\"");
                assertThat(fleet.get("/health").statusCode()).isEqualTo(200);
            }
        });
    }

    private static String execute(String name, String... arguments) {
        return redis.execute(name, arguments);
    }
}
