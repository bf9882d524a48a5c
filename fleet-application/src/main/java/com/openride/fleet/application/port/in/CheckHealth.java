package com.openride.fleet.application.port.in;

import java.time.Duration;

/** Tells how the service is. Safe for use by many threads; never blocks. */
public interface CheckHealth {

    /** How everything is. */
    Health health();

    /** Whether new clients should be sent here. */
    boolean ready();

    /**
     * How everything is.
     *
     * @param status the whole
     * @param database connected, embedded or disconnected
     * @param redis connected, embedded or disconnected
     * @param websocket active or draining
     * @param connections open sockets on this instance
     * @param uptime since the start
     */
    record Health(Status status, String database, String redis, String websocket, int connections, Duration uptime) {}

    /** The whole in one word. */
    enum Status {
        /** All is well. */
        HEALTHY,
        /** Serving, without a part that it should have. */
        DEGRADED,
        /** Not serving. */
        UNHEALTHY
    }
}
