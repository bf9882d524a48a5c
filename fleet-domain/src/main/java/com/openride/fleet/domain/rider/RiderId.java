package com.openride.fleet.domain.rider;

import java.util.UUID;

/**
 * A rider, by the subject of their token.
 *
 * @param value the id itself
 */
public record RiderId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
