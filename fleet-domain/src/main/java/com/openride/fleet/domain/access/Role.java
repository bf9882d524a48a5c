package com.openride.fleet.domain.access;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a token's bearer is to the fleet. */
public enum Role {
    /** Drives runs. */
    DRIVER,
    /** Books seats. */
    RIDER,
    /** An operator. */
    ADMIN,
    /** Another OpenRide service; never opens a socket. */
    SERVICE;

    private static final String PREFIX = "ROLE_";

    /** Reads a role in any case, with or without {@code ROLE_} before it; empty when it is none of ours. */
    public static Optional<Role> parse(String text) {
        String name = text.strip().toUpperCase(Locale.ROOT);
        String bare = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
        return Stream.of(values()).filter(role -> role.name().equals(bare)).findFirst();
    }
}
