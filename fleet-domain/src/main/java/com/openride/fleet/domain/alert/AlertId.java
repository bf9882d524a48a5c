package com.openride.fleet.domain.alert;

import java.util.UUID;

/**
 * Which alert, chosen by whoever raises it, so that raising again after an unclear failure is harmless.
 *
 * @param value the UUID
 */
public record AlertId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
