package com.openride.fleet.adapter.socketio;

import com.openride.fleet.application.port.in.FollowDriver.Following;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.trip.TripId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One of the trips that a client follows, and under which names. */
record FollowedTrip(TripId trip, DriverId driver, @Nullable UUID booking, Following following) {

    /** Whether a request to stop means this one: it names nothing at all, or nothing that differs. */
    boolean isMeantBy(SubscribeMessage message) {
        return message.namesNothing()
                || (matches(message.tripId(), trip.value())
                        && matches(message.driverId(), driver.value())
                        && matches(message.bookingId(), booking));
    }

    private static boolean matches(@Nullable UUID named, @Nullable UUID actual) {
        return named == null || named.equals(actual);
    }
}
