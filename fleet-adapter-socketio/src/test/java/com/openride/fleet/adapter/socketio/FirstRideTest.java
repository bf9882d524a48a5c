package com.openride.fleet.adapter.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripStatus;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FirstRideTest {

    private final TestServer server = new TestServer();
    private final UUID driver = UUID.randomUUID();
    private final UUID rider = UUID.randomUUID();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_rider_sees_the_car_of_their_trip_move() {
        Trip trip = server.trips.plan(new DriverId(driver), new RiderId(rider));
        server.trips.progress(trip, TripStatus.EN_ROUTE);
        try (var car = server.driver(driver);
                var phone = server.rider(rider)) {
            JsonNode subscribed = phone.ask(1, "rider:subscribe", "{\"tripId\":\"" + trip.id() + "\"}");
            JsonNode snapshot = phone.event("trip:update");

            JsonNode ack = car.ask(7, "driver:location", "{\"lat\":6.5,\"lng\":3.37,\"speed\":0,\"heading\":360}");
            JsonNode moved = phone.event("driver:location");

            assertThat(subscribed.path("ok").booleanValue()).isTrue();
            assertThat(subscribed.path("position").isNull()).isTrue();
            assertThat(subscribed.path("missed").size()).isZero();
            assertThat(snapshot).isEqualTo(subscribed.path("trip"));
            assertThat(snapshot.path("status").textValue()).isEqualTo("EN_ROUTE");
            assertThat(ack.path("ok").booleanValue()).isTrue();
            assertThat(moved.path("timestamp").textValue())
                    .isEqualTo(ack.path("recordedAt").textValue())
                    .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
            assertThat(moved.path("driverId").textValue()).isEqualTo(driver.toString());
            assertThat(moved.path("tripId").textValue()).isEqualTo(trip.id().toString());
            assertThat(moved.path("latitude").doubleValue()).isEqualTo(6.5);
            assertThat(moved.path("bearing").doubleValue()).isZero();
            assertThat(moved.path("speed").doubleValue()).isZero();
            assertThat(moved.path("accuracy").isNull()).isTrue();
        }
    }
}
