package com.openride.fleet.domain.driver;

import java.util.UUID;

/**
 * A driver, by the subject of their token.
 *
 * @param value the id itself
 */
public record DriverId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
