package com.openride.fleet.adapter.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.application.port.in.FollowDriver;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.trip.BookingId;
import com.openride.fleet.domain.trip.TripId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a client wants to follow, or no longer. */
record SubscribeMessage(
        @Nullable UUID driverId,
        @Nullable UUID tripId,
        @Nullable UUID bookingId,
        @Nullable Long lastVersion) {

    /** Reads the ids; an absent payload names none. */
    static SubscribeMessage of(@Nullable JsonNode payload) {
        if (payload == null || payload.isNull()) {
            return new SubscribeMessage(null, null, null, null);
        }
        Fields fields = Fields.of(payload);
        return new SubscribeMessage(
                fields.id("driverId", "driver_id"),
                fields.id("tripId", "trip_id"),
                fields.id("bookingId", "booking_id"),
                fields.wholeNumber("lastVersion", "last_version"));
    }

    FollowDriver.Request toRequest() {
        return new FollowDriver.Request(
                driverId == null ? null : new DriverId(driverId),
                tripId == null ? null : new TripId(tripId),
                bookingId == null ? null : new BookingId(bookingId),
                lastVersion);
    }

    boolean namesNothing() {
        return driverId == null && tripId == null && bookingId == null;
    }
}
