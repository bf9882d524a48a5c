package com.openride.fleet.adapter.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.application.fixture.TestTrips;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EventsTest {

    private final Instant start = Instant.now().minusSeconds(10);
    private final UUID driver = UUID.randomUUID();
    private final UUID rider = UUID.randomUUID();
    private TestServer server = new TestServer(config -> config.withExpiryLeeway(Duration.ZERO));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_driver_begins_and_ends_work() {
        try (var car = server.driver(driver)) {
            JsonNode online = car.ask(1, "driver:online", "");
            JsonNode busy = car.ask(2, "driver_online", "{\"available\":false,\"location\":{\"lat\":6.5,\"lng\":3.3}}");
            JsonNode bad = car.ask(3, "driver:online", "{\"available\":\"yes\"}");
            JsonNode badPlace = car.ask(4, "driver:online", "{\"location\":{\"lat\":99,\"lng\":3}}");
            JsonNode offline = car.ask(5, "driver:offline", "");

            assertThat(online.path("status").textValue()).isEqualTo("ONLINE");
            assertThat(busy.path("status").textValue()).isEqualTo("BUSY");
            assertThat(bad.path("error").path("details").path("field").textValue())
                    .isEqualTo("available");
            assertThat(badPlace.path("error").path("details").path("field").textValue())
                    .isEqualTo("latitude");
            assertThat(offline.path("status").textValue()).isEqualTo("OFFLINE");
            assertThat(offline.path("timestamp").textValue()).endsWith("Z");
        }
    }

    @Test
    void a_change_of_status_is_told_as_an_event_before_the_answer() {
        try (var car = server.driver(driver)) {
            car.send("421[\"driver:online\"]");

            String first = car.take(packet -> packet.startsWith("4"));
            String second = car.take(packet -> packet.startsWith("4"));

            assertThat(first).startsWith("42[\"status_updated\",{\"status\":\"ONLINE\",\"timestamp\":\"");
            assertThat(second).startsWith("431[{\"ok\":true");
        }
    }

    @Test
    void a_fix_that_comes_too_soon_is_told_when_to_come_again() {
        server.close();
        server = new TestServer(Duration.ofSeconds(5), config -> config);
        try (var car = server.driver(driver)) {
            JsonNode first = car.ask(1, "driver:location", fix(0));
            JsonNode again = car.ask(2, "driver:location", fix(0));
            JsonNode next = car.ask(3, "driver:location", fix(1));

            assertThat(first.path("ok").booleanValue()).isTrue();
            assertThat(again.path("ok").booleanValue()).isTrue();
            assertThat(next.path("error").path("code").textValue()).isEqualTo("RATE_LIMIT_EXCEEDED");
            assertThat(next.path("error").path("details").path("retryAfterMs").longValue())
                    .isBetween(1L, 5000L);
        }
    }

    @Test
    void a_fix_is_acked_when_it_is_durable_and_not_before() {
        server.fleet.log.slowDown();
        try (var car = server.driver(driver)) {
            car.send("421[\"driver:location\"," + fix(0) + "]");
            car.ask(2, "driver:online", "");
            assertThat(car.received).noneMatch(packet -> packet.startsWith("431["));

            server.fleet.log.catchUp();

            assertThat(car.answer(1).path("ok").booleanValue()).isTrue();
        }
    }

    @Test
    void a_store_that_is_away_is_told_as_such() {
        server.fleet.log.goAway();
        try (var car = server.driver(driver)) {
            assertThat(car.ask(1, "driver:location", fix(0))
                            .path("error")
                            .path("code")
                            .textValue())
                    .isEqualTo("UNAVAILABLE");
        }
    }

    @Test
    void what_was_recorded_without_reception_is_taken_in_and_the_rest_named() {
        try (var car = server.driver(driver)) {
            String fixes =
                    "[" + fix(-30) + ",{\"latitude\":\"6\"}," + fix(-20) + "," + fix(-30) + ",7," + fix(-200_000) + "]";

            JsonNode answer = car.ask(1, "driver:locations", "{\"fixes\":" + fixes + "}");

            assertThat(answer.path("accepted").intValue()).isEqualTo(2);
            assertThat(answer.path("duplicates").intValue()).isEqualTo(1);
            assertThat(answer.path("rejected").toString())
                    .contains("\"index\":1", "\"index\":4", "\"index\":5")
                    .contains("INVALID_PAYLOAD");
            assertThat(answer.path("rejected").size()).isEqualTo(3);
        }
    }

    @Test
    void a_catch_up_is_bounded() {
        try (var car = server.driver(driver)) {
            String most = IntStream.range(0, 200)
                    .mapToObj(i -> "{\"lat\":6.6,\"lng\":3.3,\"ts\":" + (start.getEpochSecond() - i) + "}")
                    .collect(Collectors.joining(","));

            assertThat(car.ask(1, "driver:locations", "{\"fixes\":[" + most + "]}")
                            .path("accepted")
                            .intValue())
                    .isEqualTo(200);
            assertThat(car.ask(2, "driver:locations", "{\"fixes\":[" + most + "," + fix(-999) + "]}")
                            .path("error")
                            .path("details")
                            .path("field")
                            .textValue())
                    .isEqualTo("fixes");
            assertThat(car.ask(3, "driver:locations", "{\"fixes\":[]}")
                            .path("accepted")
                            .intValue())
                    .isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"driver:location", "driver:locations", "driver:online", "driver:offline"})
    void riders_do_not_drive(String event) {
        try (var phone = server.rider(rider)) {
            assertThat(phone.ask(1, event, "{}").path("error").path("code").textValue())
                    .isEqualTo("UNAUTHORIZED");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rider:subscribe", "rider:unsubscribe"})
    void drivers_do_not_ride(String event) {
        try (var car = server.driver(driver)) {
            assertThat(car.ask(1, event, "{}").path("error").path("code").textValue())
                    .isEqualTo("UNAUTHORIZED");
        }
    }

    @Test
    void another_ones_trip_and_no_trip_look_the_same() {
        Trip trip = server.trips.plan(new DriverId(driver), new RiderId(UUID.randomUUID()));
        try (var phone = server.rider(rider)) {
            JsonNode foreign = phone.ask(1, "rider:subscribe", "{\"tripId\":\"" + trip.id() + "\"}");
            JsonNode unknown = phone.ask(2, "rider:subscribe", "{\"trip_id\":\"" + UUID.randomUUID() + "\"}");
            JsonNode nothing = phone.ask(3, "rider:subscribe", "{}");
            JsonNode noId = phone.ask(4, "rider:subscribe", "{\"tripId\":\"1\"}");

            assertThat(foreign.path("error").path("code").textValue()).isEqualTo("TRIP_NOT_FOUND");
            assertThat(unknown).isEqualTo(foreign);
            assertThat(nothing.path("error").path("code").textValue()).isEqualTo("INVALID_PAYLOAD");
            assertThat(noId.path("error").path("details").path("field").textValue())
                    .isEqualTo("tripId");
        }
    }

    @Test
    void steps_arrive_in_order_and_the_trips_end_ends_the_subscription() {
        Trip trip = trip();
        try (var phone = server.rider(rider);
                var car = server.driver(driver)) {
            phone.ask(1, "rider:subscribe", "{\"driverId\":\"" + driver + "\"}");
            phone.event("trip:update");
            server.trips.progress(trip, TripStatus.ARRIVED, TripStatus.IN_PROGRESS, TripStatus.COMPLETED);

            for (String status : new String[] {"ARRIVED", "IN_PROGRESS", "COMPLETED"}) {
                assertThat(phone.event("trip:update").path("status").textValue())
                        .isEqualTo(status);
            }
            car.ask(9, "driver:location", fix(0));
            phone.ask(2, "rider:unsubscribe", "");
            assertThat(phone.received).noneMatch(packet -> packet.contains("driver:location"));

            JsonNode late = phone.ask(3, "rider:subscribe", "{\"tripId\":\"" + trip.id() + "\",\"lastVersion\":2}");
            assertThat(late.path("ok").booleanValue()).isTrue();
            assertThat(late.path("position").isNull()).isTrue();
            assertThat(late.path("missed").findValuesAsText("version")).containsExactly("3", "4", "5");
        }
    }

    @Test
    void whoever_unsubscribes_hears_nothing_more() {
        Trip trip = trip();
        try (var phone = server.rider(rider);
                var car = server.driver(driver)) {
            phone.ask(1, "rider:subscribe", "{\"tripId\":\"" + trip.id() + "\"}");
            car.ask(1, "driver:location", fix(-1));
            phone.event("driver:location");

            phone.ask(2, "rider:unsubscribe", "{\"tripId\":\"" + trip.id() + "\"}");
            phone.received.clear();
            car.ask(2, "driver:location", fix(0));
            server.trips.progress(trip, TripStatus.ARRIVED);
            phone.ask(3, "rider:unsubscribe", "");

            assertThat(phone.received).isEmpty();
        }
    }

    @Test
    void subscribing_again_replaces_and_does_not_double() {
        Trip trip = trip();
        try (var phone = server.rider(rider);
                var car = server.driver(driver)) {
            for (int i = 0; i < 3; i++) {
                phone.ask(i, "rider:subscribe", "{\"tripId\":\"" + trip.id() + "\"}");
                phone.event("trip:update");
            }
            car.ask(1, "driver:location", fix(0));
            phone.event("driver:location");
            phone.ask(7, "rider:unsubscribe", "");

            assertThat(phone.received).noneMatch(packet -> packet.contains("driver:location"));
        }
    }

    // SIO-18
    @Test
    void a_rider_who_leaves_is_followed_by_nothing() {
        Trip trip = trip();
        try (var car = server.driver(driver)) {
            for (int i = 0; i < 20; i++) {
                var phone = server.rider(rider);
                phone.send("421[\"rider:subscribe\",{\"tripId\":\"" + trip.id() + "\"}]");
                phone.close();
            }
            await().until(() -> server.adapter.connections() == 1);

            assertThat(car.ask(1, "driver:location", fix(0)).path("ok").booleanValue())
                    .isTrue();
            await().until(() -> server.fleet.sessions.here() == 1);
        }
    }

    // SIO-16
    @Test
    void a_flood_of_events_is_refused_event_by_event() {
        try (var phone = server.rider(rider)) {
            for (int i = 0; i < 120; i++) {
                phone.send("42" + i + "[\"rider:unsubscribe\"]");
            }
            JsonNode last = phone.answer(119);

            assertThat(last.path("error").path("code").textValue()).isEqualTo("RATE_LIMIT_EXCEEDED");
            assertThat(last.path("error").path("details").path("retryAfterMs").longValue())
                    .isBetween(1L, 60L);
        }
    }

    @Test
    void a_fresh_token_extends_the_session_and_a_strangers_ends_it() {
        Instant soon = Instant.now().plusSeconds(30);
        try (var phone = new RawSocket(server.port())) {
            phone.send("40{\"token\":\"" + server.token(rider, soon, Role.RIDER) + "\"}");
            assertThat(phone.event("auth:expiring").path("expiresAt").textValue())
                    .isEqualTo(Timestamps.format(soon));

            JsonNode none = phone.ask(1, "auth:refresh", "{}");
            JsonNode fresh = phone.ask(2, "auth:refresh", "{\"token\":\"" + server.token(rider, Role.RIDER) + "\"}");
            JsonNode bad = phone.ask(3, "auth:refresh", "{\"token\":\"bad\"}");
            JsonNode foreign =
                    phone.ask(4, "auth_refresh", "{\"token\":\"" + server.token(UUID.randomUUID(), Role.RIDER) + "\"}");

            assertThat(none.path("error").path("details").path("field").textValue())
                    .isEqualTo("token");
            assertThat(fresh.path("ok").booleanValue()).isTrue();
            assertThat(bad.path("error").path("code").textValue()).isEqualTo("AUTHENTICATION_FAILED");
            assertThat(foreign.path("error").path("code").textValue()).isEqualTo("UNAUTHORIZED");
            phone.awaitClosed();
        }
    }

    @Test
    void a_session_ends_with_its_token() { // background 30
        Instant soon = Instant.now().plusMillis(700);
        try (var phone = new RawSocket(server.port())) {
            phone.send("40{\"token\":\"" + server.token(rider, soon, Role.RIDER) + "\"}");
            phone.event("auth:expiring");

            assertThat(phone.event("error").path("code").textValue()).isEqualTo("TOKEN_EXPIRED");
            phone.awaitClosed();
        }
        await().until(() -> server.fleet.sessions.here() == 0);
    }

    private Trip trip() {
        Trip trip = server.trips.plan(new DriverId(driver), new RiderId(rider));
        server.trips.progress(trip, TripStatus.EN_ROUTE);
        return trip;
    }

    private String fix(int seconds) {
        return "{\"latitude\":" + TestTrips.IKEJA.latitude() + ",\"longitude\":" + TestTrips.IKEJA.longitude()
                + ",\"timestamp\":\"" + start.plusSeconds(seconds) + "\"}";
    }
}
