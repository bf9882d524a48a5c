package com.openride.fleet.domain.trip;

import java.util.UUID;

/**
 * A trip, by the id its creator chose.
 *
 * @param value the id itself
 */
public record TripId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
