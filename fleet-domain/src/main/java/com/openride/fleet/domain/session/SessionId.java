package com.openride.fleet.domain.session;

import java.util.UUID;

/**
 * One connection of one client, for as long as it lasts.
 *
 * @param value random, made by this service
 */
public record SessionId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
