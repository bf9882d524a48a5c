package com.openride.fleet.domain.access;

/**
 * A token as presented, not yet verified. Never prints itself.
 *
 * @param text the compact form of a JWT
 */
public record BearerToken(String text) {

    @Override
    public String toString() {
        return "BearerToken(redacted)";
    }
}
