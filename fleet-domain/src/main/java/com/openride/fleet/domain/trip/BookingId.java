package com.openride.fleet.domain.trip;

import java.util.UUID;

/**
 * One rider's seat on a trip, as the booking service calls it.
 *
 * @param value the id itself
 */
public record BookingId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
