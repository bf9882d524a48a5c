package com.openride.fleet.adapter.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.application.fixture.TestReports;
import com.openride.fleet.application.fixture.TestTrips;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.alert.Alert;
import com.openride.fleet.domain.alert.AlertKind;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.location.LocationFix;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class OpsEventsTest {

    private static final String LAGOS = "{\"bounds\":{\"south\":6.3,\"west\":3.1,\"north\":6.8,\"east\":3.7}}";
    private static final GeoPoint YABA = new GeoPoint(6.5095, 3.3711);
    private static final GeoPoint IBADAN = new GeoPoint(7.3775, 3.947);

    private final TestServer server = new TestServer();
    private final DriverId driver = new DriverId(UUID.randomUUID());
    private final Instant start = Instant.now().minusSeconds(60);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void an_operator_is_told_at_once_who_is_there_and_each_second_what_has_changed() {
        move(driver, YABA, 0);
        try (var map = operator()) {
            JsonNode answer = map.ask(1, "ops:watch", LAGOS);
            JsonNode first = map.event("ops:positions");
            move(driver, YABA, 1);
            JsonNode moved = map.event("ops:positions");
            move(driver, IBADAN, 2);
            JsonNode gone = map.event("ops:positions");

            assertThat(answer.path("ok").booleanValue()).isTrue();
            assertThat(answer.path("alertVersion").longValue()).isZero();
            assertThat(first.path("full").booleanValue()).isTrue();
            JsonNode position = first.at("/positions/0");
            assertThat(position.path("driverId").textValue()).isEqualTo(driver.toString());
            assertThat(position.path("latitude").doubleValue()).isEqualTo(YABA.latitude());
            assertThat(position.path("longitude").doubleValue()).isEqualTo(YABA.longitude());
            assertThat(position.path("status").textValue()).isEqualTo("OFFLINE");
            assertThat(position.path("timestamp").textValue()).endsWith("Z");
            assertThat(moved.path("full").booleanValue()).isFalse();
            assertThat(moved.path("positions")).hasSize(1);
            assertThat(moved.path("gone")).isEmpty();
            assertThat(gone.path("positions")).isEmpty();
            assertThat(gone.at("/gone/0").textValue()).isEqualTo(driver.toString());
        }
    }

    @Test
    void however_many_move_it_is_one_message_a_second_and_none_when_nobody_does() {
        try (var map = operator()) {
            map.ask(1, "ops:watch", LAGOS);
            map.event("ops:positions");
            List<DriverId> drivers = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                drivers.add(new DriverId(UUID.randomUUID()));
            }
            long begun = System.nanoTime();
            int seconds = 0;
            while (System.nanoTime() - begun < 2_500_000_000L) {
                int second = seconds++;
                drivers.forEach(one -> move(one, YABA, second));
            }
            await().untilAsserted(() -> assertThat(map.received).anyMatch(packet -> packet.contains("ops:positions")));

            long messages = map.received.stream()
                    .filter(packet -> packet.contains("ops:positions"))
                    .count();
            assertThat(messages).isBetween(1L, 5L);
        }
    }

    @Test
    void who_cannot_be_told_is_told_the_newest_of_each_once_they_can() {
        try (var map = operator()) {
            map.ask(1, "ops:watch", LAGOS);
            map.event("ops:positions");
            Client client = server.open();
            client.sendQueue().hold(true);
            var other = new DriverId(UUID.randomUUID());
            for (int second = 0; second < 25; second++) {
                move(driver, YABA, second);
                move(other, YABA, second);
                await().pollDelay(Duration.ofMillis(100)).until(() -> true);
            }
            assertThat(client.sendQueue().isWaiting()).isFalse();

            client.sendQueue().hold(false);

            JsonNode told = map.event("ops:positions");
            assertThat(told.path("positions")).hasSize(2);
            assertThat(told.at("/positions/0/timestamp").textValue())
                    .isEqualTo(Timestamps.format(start.plusMillis(24)));
        }
    }

    @Test
    void alerts_come_at_once_and_whoever_was_away_is_told_what_they_missed() {
        Alert open = raise(AlertKind.OFF_ROUTE);
        try (var map = operator()) {
            JsonNode answer = map.ask(1, "ops_watch", LAGOS);
            assertThat(answer.at("/open/0/alertId").textValue())
                    .isEqualTo(open.id().toString());
            assertThat(answer.path("missed")).isEmpty();
            server.fleet.raising.raiseUrgently(TestReports.of(AlertKind.SOS));

            JsonNode alert = map.event("alert");

            assertThat(alert.path("kind").textValue()).isEqualTo("SOS");
            assertThat(alert.path("severity").textValue()).isEqualTo("CRITICAL");
            assertThat(alert.path("status").textValue()).isEqualTo("RAISED");
            assertThat(alert.path("version").longValue()).isEqualTo(2);
            assertThat(alert.path("stored").booleanValue()).isTrue();
        }
        server.fleet.useCases().alerts().resolve(TestTrips.principal(UUID.randomUUID(), Role.ADMIN), open.id(), "fine");
        try (var map = operator()) {
            JsonNode answer =
                    map.ask(1, "ops:watch", LAGOS.replace("{\"bounds\"", "{\"last_alert_version\":2,\"bounds\""));

            assertThat(answer.path("missed")).hasSize(1);
            assertThat(answer.at("/missed/0/status").textValue()).isEqualTo("RESOLVED");
            assertThat(answer.at("/missed/0/resolution/note").textValue()).isEqualTo("fine");
            assertThat(answer.path("alertVersion").longValue()).isEqualTo(3);
        }
    }

    @Test
    void a_call_for_help_is_seen_as_not_stored_while_the_store_is_away_and_again_once_it_is() {
        try (var map = operator()) {
            map.ask(1, "ops:watch", LAGOS);
            server.fleet.alerts.goAway();
            server.fleet.raising.raiseUrgently(TestReports.of(AlertKind.SOS));

            JsonNode held = map.event("alert");
            server.fleet.alerts.comeBack();
            JsonNode stored = map.event("alert");

            assertThat(held.path("stored").booleanValue()).isFalse();
            assertThat(held.path("version").longValue()).isZero();
            assertThat(stored.path("stored").booleanValue()).isTrue();
            assertThat(stored.path("alertId")).isEqualTo(held.path("alertId"));
        }
    }

    @Test
    void another_area_takes_the_place_of_the_one_before_and_no_alert_comes_twice_or_is_lost() {
        move(driver, YABA, 0);
        try (var map = operator()) {
            map.ask(1, "ops:watch", LAGOS);
            map.event("ops:positions");
            raise(AlertKind.OFF_ROUTE);
            server.fleet.raising.raise(TestReports.of(AlertKind.OVERSPEED));
            map.event("alert");
            map.event("alert");
            raise(AlertKind.OFF_ROUTE);

            map.send("422[\"ops:watch\",{\"bounds\":{\"south\":7,\"west\":3,\"north\":8,\"east\":4}}]");
            List<String> told = map.takeTo(packet -> packet.startsWith("432["));
            JsonNode answer = Json.read(told.get(told.size() - 1).substring(3)).path(0);

            // The third came by itself if it was quicker than the question.
            long live = told.stream()
                    .filter(packet -> packet.startsWith("42[\"alert\""))
                    .count();
            assertThat(answer.path("missed")).hasSize(1 - (int) live);
            assertThat(answer.path("open")).hasSize(3);
            JsonNode first = map.event("ops:positions");
            assertThat(first.path("full").booleanValue()).isTrue();
            assertThat(first.path("positions")).isEmpty();
            assertThat(map.received).noneMatch(packet -> packet.contains("\"alert\""));
        }
    }

    @Test
    void who_has_unwatched_hears_nothing_more() {
        try (var map = operator()) {
            map.ask(1, "ops:watch", LAGOS);
            map.event("ops:positions");
            assertThat(map.ask(2, "ops:unwatch", "").path("ok").booleanValue()).isTrue();
            assertThat(map.ask(3, "ops_unwatch", "{}").path("ok").booleanValue())
                    .isTrue();

            move(driver, YABA, 0);
            server.fleet.raising.raise(TestReports.of(AlertKind.OVERSPEED));
            await().until(() -> server.fleet.alerts.version() == 1);
            await().during(Duration.ofMillis(100))
                    .until(() -> map.received.stream().noneMatch(packet -> packet.contains("\"alert\"")));
            JsonNode again = map.ask(4, "ops:watch", LAGOS);

            assertThat(again.path("open")).hasSize(1);
            assertThat(map.received).noneMatch(packet -> packet.contains("\"alert\""));
        }
    }

    @Test
    void whoever_leaves_watches_nothing_any_more() {
        var map = operator();
        map.ask(1, "ops:watch", LAGOS);
        Client client = server.open();
        assertThat(client.watch().current()).isNotNull();

        map.close();

        await().until(() -> client.watch().current() == null);
    }

    @Test
    void what_is_wrong_is_named_and_it_is_for_operators() {
        try (var map = operator();
                var phone = server.rider(UUID.randomUUID());
                var car = server.driver(UUID.randomUUID())) {
            assertThat(field(map.ask(1, "ops:watch", "{}"))).isEqualTo("bounds");
            assertThat(field(map.ask(2, "ops:watch", "{\"bounds\":[6,3,7,4]}"))).isEqualTo("bounds");
            assertThat(field(map.ask(3, "ops:watch", LAGOS.replace("6.3", "96"))))
                    .isEqualTo("south");
            assertThat(field(map.ask(4, "ops:watch", LAGOS.replace("\"west\":3.1,", ""))))
                    .isEqualTo("west");
            assertThat(field(map.ask(
                            5, "ops:watch", LAGOS.replace("{\"bounds\"", "{\"lastAlertVersion\":-1,\"bounds\""))))
                    .isEqualTo("lastAlertVersion");
            for (RawSocket nosy : List.of(phone, car)) {
                assertThat(code(nosy.ask(1, "ops:watch", LAGOS))).isEqualTo("UNAUTHORIZED");
                assertThat(code(nosy.ask(2, "ops:unwatch", ""))).isEqualTo("UNAUTHORIZED");
            }
        }
    }

    private RawSocket operator() {
        return RawSocket.in(server.port(), server.token(UUID.randomUUID(), Role.ADMIN));
    }

    private Alert raise(AlertKind kind) {
        return server.fleet.alerts.raise(TestReports.of(kind)).alert();
    }

    private void move(DriverId who, GeoPoint where, int second) {
        server.fleet
                .useCases()
                .locations()
                .report(who, LocationFix.at(where, start.plusMillis(second)))
                .toCompletableFuture()
                .join();
    }

    private static String code(JsonNode answer) {
        return answer.path("error").path("code").textValue();
    }

    private static String field(JsonNode answer) {
        assertThat(code(answer)).isEqualTo("INVALID_PAYLOAD");
        return answer.path("error").path("details").path("field").textValue();
    }
}
