package com.openride.fleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.domain.access.Role;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients with a token that ask for what is not theirs, or say what cannot be. */
class HostileClientsIT extends AttackedFleet {

    private final UUID driver = UUID.randomUUID();
    private final UUID rider = UUID.randomUUID();

    @Test
    void more_arguments_than_one_are_not_looked_at() { // SIO-13
        try (var car = driving()) {
            car.say("421[\"driver:location\"," + SOMEWHERE + ",{\"x\":1},3]");

            assertThat(car.next(packet -> packet.startsWith("431"))).contains("\"ok\":true");
        }
    }

    @Test
    void a_rider_who_tries_trips_by_the_hundred_finds_none() { // SIO-17, ID-07
        try (var phone = riding()) {
            for (int i = 0; i < 300; i++) {
                assertThat(phone.ask(i, "rider:subscribe", "{\"tripId\":\"" + UUID.randomUUID() + "\"}"))
                        .containsAnyOf("TRIP_NOT_FOUND", "RATE_LIMIT_EXCEEDED");
            }
        }
    }

    @Test
    void a_room_is_not_for_a_client_to_name() { // SIO-19
        UUID trip = operator.plan(driver, rider);
        operator.move(trip, "EN_ROUTE");
        UUID stranger = UUID.randomUUID();
        try (var phone = riding();
                var other = Wire.in(fleet.port(), Operator.token(stranger, Role.DRIVER))) {
            assertThat(phone.ask(1, "rider:subscribe", "{\"tripId\":\"" + trip + "\",\"room\":\"drivers\"}"))
                    .contains("\"ok\":true");
            other.ask(1, "driver:location", SOMEWHERE);
            phone.say("422[\"rider:unsubscribe\"]");

            assertThat(phone.next(packet -> packet.startsWith("42[\"driver:location") || packet.startsWith("432")))
                    .startsWith("432");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"*\\r\\nFLUSHALL\\r\\n", "../../etc/passwd", "' OR 1=1 --", "%00"})
    void an_id_is_an_id_or_nothing(String id) { // ID-09
        try (var phone = riding()) {
            assertThat(phone.ask(1, "rider:subscribe", "{\"tripId\":\"" + id + "\"}"))
                    .contains("INVALID_PAYLOAD", "tripId");
        }
    }

    @Test
    void rest_takes_one_bearer_in_the_header_and_nothing_else() { // JWT-25
        String token = Operator.token(rider, Role.RIDER);
        for (String[] headers : new String[][] {
            {"Authorization", "Basic Zm9v"},
            {"Authorization", token},
            {"X-Token", token},
            {"Authorization", "Bearer " + token, "Authorization", "Bearer " + token}
        }) {
            var answer = fleet.get("/v1/trips/rider/" + rider, headers);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
                    .startsWith("Bearer");
        }
        assertThat(fleet.get("/v1/trips/rider/" + rider + "?token=" + token).statusCode())
                .isEqualTo(401);
    }

    // GEO-06, GEO-07, GEO-08, GEO-09, and the 360 degrees that are 0
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"speed\":900",
                "\"speed\":-1",
                "\"accuracy\":-5",
                "\"bearing\":360.01",
                "\"bearing\":-1",
                "\"accuracy\":1000000000"
            })
    void a_measure_that_cannot_be_is_refused_by_name(String measure) {
        String field = measure.substring(1, measure.indexOf('"', 1));
        try (var car = driving()) {
            assertThat(car.ask(1, "driver:location", "{\"latitude\":6.5,\"longitude\":3.3," + measure + "}"))
                    .contains("INVALID_PAYLOAD", "\"field\":\"" + field + "\"");
            assertThat(car.ask(2, "driver:location", "{\"latitude\":6.5,\"longitude\":3.3,\"bearing\":360}"))
                    .contains("\"ok\":true");
        }
    }

    // GEO-05, GEO-10, GEO-14: doubted by the domain, and never refused
    @Test
    void what_is_hard_to_believe_is_taken() {
        try (var car = driving()) {
            assertThat(car.ask(1, "driver:location", SOMEWHERE)).contains("\"ok\":true");
            assertThat(car.ask(2, "driver:location", "{\"latitude\":9.0765,\"longitude\":7.3986}"))
                    .contains("\"ok\":true");
            assertThat(car.ask(3, "driver:location", "{\"latitude\":51.5,\"longitude\":0}"))
                    .contains("\"ok\":true");
            assertThat(car.ask(4, "driver:location", "{\"latitude\":6.5,\"longitude\":3.3,\"mock\":true}"))
                    .contains("\"ok\":true");
        }
    }

    @Test
    void a_rider_follows_nobody_but_the_driver_of_an_own_trip() { // AZ-01, AZ-02, AZ-03
        UUID trip = operator.plan(driver, rider);
        UUID foreign = operator.plan(driver, UUID.randomUUID());
        try (var phone = riding();
                var stranger = Wire.in(fleet.port(), Operator.token(UUID.randomUUID(), Role.RIDER))) {
            assertThat(stranger.ask(1, "rider:subscribe", "{\"driverId\":\"" + driver + "\"}"))
                    .contains("TRIP_NOT_FOUND");
            assertThat(phone.ask(2, "rider:subscribe", pair(driver, foreign))).contains("TRIP_NOT_FOUND");
            assertThat(phone.ask(3, "rider:subscribe", pair(UUID.randomUUID(), trip)))
                    .contains("TRIP_NOT_FOUND");
        }
    }

    @Test
    void before_the_ride_and_after_it_the_car_is_not_to_be_seen() { // AZ-04, AZ-05
        UUID trip = operator.plan(driver, rider);
        try (var phone = riding();
                var car = driving()) {
            car.ask(1, "driver:location", SOMEWHERE);
            assertThat(phone.ask(1, "rider:subscribe", pair(driver, trip))).contains("\"position\":null");
            operator.move(trip, "EN_ROUTE", "ARRIVED", "IN_PROGRESS", "COMPLETED");
            assertThat(phone.next(packet -> packet.contains("COMPLETED"))).startsWith("42[\"trip:update\"");
            car.ask(2, "driver:location", SOMEWHERE);
            phone.say("422[\"rider:unsubscribe\"]");
            assertThat(phone.next(packet -> packet.startsWith("42[\"driver:location") || packet.startsWith("432")))
                    .startsWith("432");
            assertThat(phone.ask(3, "rider:subscribe", pair(driver, trip))).contains("\"position\":null");
        }
    }

    private Wire driving() {
        return Wire.in(fleet.port(), Operator.token(driver, Role.DRIVER));
    }

    private Wire riding() {
        return Wire.in(fleet.port(), Operator.token(rider, Role.RIDER));
    }

    private static String pair(UUID driver, UUID trip) {
        return "{\"driverId\":\"" + driver + "\",\"tripId\":\"" + trip + "\"}";
    }
}
