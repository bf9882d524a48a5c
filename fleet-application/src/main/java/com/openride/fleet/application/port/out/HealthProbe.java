package com.openride.fleet.application.port.out;

/**
 * Tells how a part that we depend on is.
 *
 * <p>Safe for use by many threads. Never blocks: answers what is known from the work under way.
 */
@FunctionalInterface
public interface HealthProbe {

    /** How the part is now. */
    State state();

    /** How a part can be. */
    enum State {
        /** Reached and working. */
        CONNECTED,
        /** Within this process, because none was configured. */
        EMBEDDED,
        /** Configured, and away. */
        DISCONNECTED
    }
}
