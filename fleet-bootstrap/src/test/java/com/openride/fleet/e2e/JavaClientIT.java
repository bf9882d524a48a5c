package com.openride.fleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.domain.access.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scenario of {@code scenario.mjs}, step by step, with the official Java client. */
class JavaClientIT {

    private static final String WEBSOCKET = "websocket";
    private static final String POLLING = "polling";
    private static final String UPGRADE = "polling,websocket";

    @SuppressWarnings("NullAway.Init")
    private static FleetProcess fleet;

    @SuppressWarnings("NullAway.Init")
    private static Operator operator;

    private final UUID driver = UUID.randomUUID();
    private final UUID rider = UUID.randomUUID();

    @BeforeAll
    static void serve() {
        fleet = FleetProcess.serve(Map.of());
        operator = new Operator(fleet);
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {WEBSOCKET, POLLING, UPGRADE})
    void whoever_may_not_come_in_is_told_why(String transports) throws JSONException { // background 31
        String good = Operator.token(rider, Role.RIDER);
        Map<String, String> refusals = Map.of(
                "",
                "AUTHENTICATION_FAILED",
                good.substring(0, good.length() - 4) + "abcd",
                "AUTHENTICATION_FAILED",
                Operator.token(rider, Role.SERVICE),
                "AUTHENTICATION_FAILED",
                Operator.token(rider, Role.RIDER, Duration.ofMinutes(-1)),
                "TOKEN_EXPIRED");
        for (Map.Entry<String, String> refusal : refusals.entrySet()) {
            try (var phone = JavaPhone.connecting(fleet, transports, refusal.getKey())) {
                assertThat(phone.refusal()).isEqualTo(refusal.getValue());
            }
        }
        List<JavaPhone> phones = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            phones.add(JavaPhone.connected(fleet, transports, Operator.token(driver, Role.DRIVER)));
        }
        try (var fourth = JavaPhone.connecting(fleet, transports, Operator.token(driver, Role.DRIVER))) {
            assertThat(fourth.refusal()).isEqualTo("MAX_CONNECTIONS_EXCEEDED");
        }
        phones.forEach(JavaPhone::close);
    }

    @ParameterizedTest
    @ValueSource(strings = {WEBSOCKET, POLLING, UPGRADE})
    void a_ride_is_followed_from_its_plan_to_its_end(String transports) throws Exception {
        try (var car = JavaPhone.connected(fleet, transports, Operator.token(driver, Role.DRIVER));
                var phone = JavaPhone.connected(fleet, transports, Operator.token(rider, Role.RIDER))) {
            assertThat(car.ask("driver:online", new JSONObject().put("available", true))
                            .getString("status"))
                    .isEqualTo("ONLINE");
            assertThat(car.next("status_updated").getString("status")).isEqualTo("ONLINE");
            UUID trip = operator.plan(driver, rider);
            JSONObject planned = phone.ask("rider:subscribe", ids(trip));
            assertThat(planned.getJSONObject("trip").getString("status")).isEqualTo("PENDING");
            assertThat(planned.isNull("position")).isTrue();
            phone.step("PENDING");

            Instant recorded = drive(car);
            assertThat(phone.rest("driver:location")).isEmpty();
            operator.move(trip, "EN_ROUTE");
            JSONObject seen = phone.next("driver:location");
            assertThat(Instant.parse(seen.getString("timestamp"))).isEqualTo(recorded);
            assertThat(seen.getDouble("bearing")).isZero();
            assertThat(phone.step("EN_ROUTE").getString("previousStatus")).isEqualTo("PENDING");
            assertThat(phone.ask("rider:unsubscribe", ids(trip)).getBoolean("ok"))
                    .isTrue();
            operator.move(trip, "ARRIVED");
            phone.ask("rider:unsubscribe");
            assertThat(phone.rest("trip:update")).isEmpty();

            mistakes(car, phone);
            comeBack(transports, trip, car);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {WEBSOCKET, POLLING, UPGRADE})
    void a_session_lives_as_long_as_its_token_is_renewed(String transports) throws Exception {
        // Within the leeway of 30 seconds: let in, told at once that the end is near, and out six seconds later.
        String ending = Operator.token(rider, Role.RIDER, Duration.ofSeconds(-24));
        try (var renewed = JavaPhone.connected(fleet, transports, ending);
                var left = JavaPhone.connected(fleet, transports, ending)) {
            renewed.next("auth:expiring");
            JSONObject fresh = renewed.ask("auth:refresh", token(Operator.token(rider, Role.RIDER)));
            assertThat(fresh.getBoolean("ok")).isTrue();
            assertThat(Instant.parse(fresh.getString("expiresAt"))).isAfter(Instant.now());

            assertThat(left.next("error").getString("code")).isEqualTo("TOKEN_EXPIRED");
            left.awaitEnd();
            assertThat(renewed.ask("rider:unsubscribe").getBoolean("ok")).isTrue();

            JSONObject foreign = renewed.ask("auth:refresh", token(Operator.token(UUID.randomUUID(), Role.RIDER)));
            assertThat(foreign.getJSONObject("error").getString("code")).isEqualTo("UNAUTHORIZED");
            renewed.awaitEnd();
        }
    }

    private static Instant drive(JavaPhone car) throws Exception {
        Instant recorded = Instant.ofEpochMilli(System.currentTimeMillis());
        var fix = new JSONObject()
                .put("latitude", 6.6018)
                .put("longitude", 3.3515)
                .put("bearing", 0)
                .put("speed", 0)
                .put("timestamp", recorded.toString());
        assertThat(Instant.parse(car.ask("driver:location", fix).getString("recordedAt")))
                .isEqualTo(recorded);
        JSONObject known = car.ask("driver_location", fix);
        assertThat(known.getBoolean("ok") && known.getBoolean("duplicate")).isTrue();
        JSONObject tooSoon = car.ask(
                        "driver:location", new JSONObject().put("lat", 6.6).put("lng", 3.35))
                .getJSONObject("error");
        assertThat(tooSoon.getString("code")).isEqualTo("RATE_LIMIT_EXCEEDED");
        assertThat(tooSoon.getJSONObject("details").getLong("retryAfterMs")).isBetween(1L, 5000L);
        return recorded;
    }

    private static void mistakes(JavaPhone car, JavaPhone phone) throws Exception {
        JSONObject nowhere = new JSONObject().put("latitude", 91).put("longitude", 3);
        JSONObject invalid = car.ask("driver:location", nowhere).getJSONObject("error");
        assertThat(invalid.getString("code")).isEqualTo("INVALID_PAYLOAD");
        assertThat(invalid.getJSONObject("details").getString("field")).isEqualTo("latitude");
        car.say("driver:location", nowhere);
        assertThat(car.next("error").getString("code")).isEqualTo("INVALID_PAYLOAD");
        assertThat(code(phone.ask("driver:location", nowhere))).isEqualTo("UNAUTHORIZED");
        assertThat(code(phone.ask("rider:subscribe", ids(UUID.randomUUID())))).isEqualTo("TRIP_NOT_FOUND");
        UUID foreign = operator.plan(UUID.randomUUID(), UUID.randomUUID());
        assertThat(code(phone.ask("rider:subscribe", ids(foreign)))).isEqualTo("TRIP_NOT_FOUND");
        assertThat(code(phone.ask("nothing:known"))).isEqualTo("NOT_SUPPORTED");
    }

    /** Another connection of the same rider, who has seen the trip up to its second version. */
    private void comeBack(String transports, UUID trip, JavaPhone car) throws Exception {
        try (var back = JavaPhone.connected(fleet, transports, Operator.token(rider, Role.RIDER))) {
            JSONObject since =
                    new JSONObject().put("driverId", driver.toString()).put("lastVersion", 2);
            JSONObject answer = back.ask("rider:subscribe", since);
            assertThat(answer.getJSONObject("trip").getString("tripId")).isEqualTo(trip.toString());
            assertThat(answer.getJSONArray("missed").length()).isEqualTo(1);
            assertThat(answer.getJSONArray("missed").getJSONObject(0).getInt("version"))
                    .isEqualTo(3);
            operator.move(trip, "IN_PROGRESS", "COMPLETED");
            back.step("IN_PROGRESS");
            assertThat(back.step("COMPLETED").getInt("version")).isEqualTo(5);
            JSONObject late = back.ask("rider:subscribe", ids(trip).put("lastVersion", 4));
            assertThat(late.isNull("position")).isTrue();
            assertThat(late.getJSONArray("missed").length()).isEqualTo(1);
            assertThat(car.ask("driver:offline").getString("status")).isEqualTo("OFFLINE");
        }
    }

    private static String code(JSONObject answer) throws JSONException {
        assertThat(answer.getBoolean("ok")).isFalse();
        return answer.getJSONObject("error").getString("code");
    }

    private static JSONObject ids(UUID trip) throws JSONException {
        return new JSONObject().put("tripId", trip.toString());
    }

    private static JSONObject token(String token) throws JSONException {
        return new JSONObject().put("token", token);
    }
}
