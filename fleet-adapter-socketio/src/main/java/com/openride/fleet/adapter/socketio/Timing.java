package com.openride.fleet.adapter.socketio;

import java.time.Duration;

/**
 * How long things may take.
 *
 * @param pingInterval from one ping to the next, positive
 * @param pingTimeout how long a pong may take, positive
 * @param authDeadline how long a socket may stay without a verified token, positive
 * @param expiryLeeway how long a socket outlives its token
 * @param locationInterval how often a driver is asked to send a fix
 */
record Timing(
        Duration pingInterval,
        Duration pingTimeout,
        Duration authDeadline,
        Duration expiryLeeway,
        Duration locationInterval) {

    static final Timing DEFAULT = new Timing(
            Duration.ofSeconds(25),
            Duration.ofSeconds(20),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5));

    Timing {
        if (pingInterval.toMillis() < 1 || pingTimeout.toMillis() < 1 || authDeadline.toMillis() < 1) {
            throw new IllegalArgumentException("ping interval, ping timeout and auth deadline must be positive");
        }
        if (expiryLeeway.isNegative() || locationInterval.isNegative()) {
            throw new IllegalArgumentException("expiry leeway and location interval must not be negative");
        }
    }

    /** The longest that a session lives without a sign of life. */
    Duration patience() {
        return pingInterval.plus(pingTimeout);
    }
}
