package com.openride.fleet.adapter.socketio;

import org.slf4j.MDC;

/** Gives the log, and through it the audit, the id of the session that is served on this thread. */
final class Correlation {

    private static final String NAME = "correlationId";

    private Correlation() {}

    /** Does the work on behalf of the client, who has been let in. */
    static void of(Client client, Runnable work) {
        MDC.put(NAME, client.session().id().toString());
        try {
            work.run();
        } finally {
            MDC.remove(NAME);
        }
    }
}
