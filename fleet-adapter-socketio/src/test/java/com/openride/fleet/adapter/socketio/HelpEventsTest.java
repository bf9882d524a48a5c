package com.openride.fleet.adapter.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.alert.Alert;
import com.openride.fleet.domain.alert.AlertKind;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripStatus;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HelpEventsTest {

    private final TestServer server = new TestServer();
    private final UUID driver = UUID.randomUUID();
    private final UUID rider = UUID.randomUUID();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_rider_on_a_trip_and_its_driver_call_for_help_and_are_told_that_it_is_kept() {
        Trip trip = underWay();
        try (var phone = server.rider(rider);
                var car = server.driver(driver)) {
            JsonNode riders = phone.ask(
                    1,
                    "sos",
                    "{\"trip_id\":\"" + trip.id() + "\",\"location\":{\"lat\":6.5,\"lng\":3.3},\"message\":\"help\"}");
            JsonNode drivers = car.ask(2, "sos", "");

            assertThat(riders.path("ok").booleanValue()).isTrue();
            assertThat(riders.path("stored").booleanValue()).isTrue();
            assertThat(drivers.path("stored").booleanValue()).isTrue();
            List<Alert> alerts = server.fleet.alerts.above(0, 10);
            assertThat(alerts).extracting(Alert::kind).containsExactly(AlertKind.SOS, AlertKind.SOS);
            assertThat(alerts).extracting(Alert::trip).containsExactly(trip.id(), trip.id());
            assertThat(riders.path("alertId").textValue())
                    .isEqualTo(alerts.get(0).id().toString());
            assertThat(alerts.get(0).report().details().message()).isEqualTo("help");
            assertThat(alerts.get(0).report().details().location()).isEqualTo(new GeoPoint(6.5, 3.3));
        }
    }

    @Test
    void nothing_that_is_said_with_it_makes_it_fail() {
        underWay();
        try (var phone = server.rider(rider)) {
            int asked = 0;
            for (String payload : List.of(
                    "",
                    "null",
                    "[]",
                    "\"he has a gun\"",
                    "{\"tripId\":\"7\"}",
                    "{\"tripId\":7,\"location\":\"here\"}",
                    "{\"location\":{\"latitude\":999,\"longitude\":3}}",
                    "{\"location\":{\"latitude\":null}}",
                    "{\"message\":{\"text\":\"x\"}}",
                    "{\"message\":5}",
                    "{\"message\":\"" + "x".repeat(600) + "\"}")) {
                JsonNode answer = phone.ask(++asked, "sos", payload);

                assertThat(answer.path("stored").booleanValue()).as(payload).isTrue();
            }
            assertThat(server.fleet.alerts.above(0, 20))
                    .extracting(alert -> alert.report().details().message())
                    .containsExactly(null, "he has a gun", "5", "x".repeat(500));
        }
    }

    @Test
    void who_is_on_no_trip_or_no_driver_or_rider_is_refused() {
        try (var phone = server.rider(rider);
                var operator = RawSocket.in(server.port(), server.token(rider, Role.ADMIN))) {
            assertThat(code(phone.ask(1, "sos", "{}"))).isEqualTo("TRIP_NOT_FOUND");
            assertThat(code(operator.ask(1, "sos", "{}"))).isEqualTo("UNAUTHORIZED");
        }
    }

    @Test
    void while_the_store_is_away_the_caller_is_told_that_it_is_not_kept_yet() {
        underWay();
        server.fleet.alerts.goAway();
        try (var phone = server.rider(rider)) {
            JsonNode answer = phone.ask(1, "sos", "{}");

            assertThat(answer.path("ok").booleanValue()).isTrue();
            assertThat(answer.path("stored").booleanValue()).isFalse();

            server.fleet.alerts.comeBack();
            await().until(() -> server.fleet.alerts.version() == 1);
            assertThat(server.fleet.alerts.above(0, 1).get(0).id())
                    .hasToString(answer.path("alertId").textValue());
            JsonNode again = phone.ask(2, "sos", "{}");
            assertThat(again.path("alertId")).isEqualTo(answer.path("alertId"));
            assertThat(again.path("stored").booleanValue()).isTrue();
        }
    }

    @Test
    void a_call_for_help_does_not_wait_behind_what_hangs() {
        underWay();
        var blocked = new CountDownLatch(1);
        try (var phone = server.rider(rider)) {
            assertThat(server.open().lane().tryRun(() -> awaitQuietly(blocked))).isTrue();

            assertThat(phone.ask(1, "sos", "{}").path("stored").booleanValue()).isTrue();
        } finally {
            blocked.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_driver_who_signs_off_on_a_trip_alerts_operators() {
        Trip trip = underWay();
        try (var car = server.driver(driver)) {
            assertThat(car.ask(1, "driver:offline", "").path("ok").booleanValue())
                    .isTrue();

            await().until(() -> server.fleet.alerts.version() == 1);
            Alert alert = server.fleet.alerts.above(0, 1).get(0);
            assertThat(alert.kind()).isEqualTo(AlertKind.OFFLINE_ON_TRIP);
            assertThat(alert.trip()).isEqualTo(trip.id());
        }
    }

    private Trip underWay() {
        Trip trip = server.trips.plan(new DriverId(driver), new RiderId(rider));
        server.trips.progress(trip, TripStatus.EN_ROUTE);
        return trip;
    }

    private static String code(JsonNode answer) {
        return answer.path("error").path("code").textValue();
    }
}
