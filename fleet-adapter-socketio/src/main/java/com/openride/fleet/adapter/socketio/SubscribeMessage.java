package com.openride.fleet.adapter.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.application.port.in.FollowDriver;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.trip.BookingId;
import com.openride.fleet.domain.trip.TripId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a rider names when they begin or end to follow. */
record SubscribeMessage(
        @Nullable UUID driver,
        @Nullable UUID trip,
        @Nullable UUID booking,
        @Nullable Long lastVersion) {

    static SubscribeMessage read(JsonNode payload) {
        if (payload.isMissingNode() || payload.isNull()) {
            return new SubscribeMessage(null, null, null, null);
        }
        var fields = new Fields(payload);
        return new SubscribeMessage(
                fields.id("driverId", "driver_id"),
                fields.id("tripId", "trip_id"),
                fields.id("bookingId", "booking_id"),
                fields.wholeNumber("lastVersion", "last_version"));
    }

    FollowDriver.Request request() {
        return new FollowDriver.Request(
                driver == null ? null : new DriverId(driver),
                trip == null ? null : new TripId(trip),
                booking == null ? null : new BookingId(booking),
                lastVersion);
    }

    /** Whether what is followed goes by the ids named here; every id named must be its own. None named means any. */
    boolean means(Follow follow) {
        BookingId booked = follow.booking();
        return (driver == null || driver.equals(follow.driver().value()))
                && (trip == null || trip.equals(follow.trip().value()))
                && (booking == null || (booked != null && booking.equals(booked.value())));
    }
}
