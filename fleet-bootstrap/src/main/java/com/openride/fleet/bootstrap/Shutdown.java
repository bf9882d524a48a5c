package com.openride.fleet.bootstrap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the process in order when it is told to stop. */
final class Shutdown {

    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

    private Shutdown() {}

    /**
     * Closes the service on SIGTERM or SIGINT and ends with status 0: being told to stop is no failure, though the JVM
     * would say 143 or 130.
     */
    static void closeAtEnd(FleetService service) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(service), "fleet-shutdown"));
    }

    private static void end(FleetService service) {
        int status = 0;
        try {
            service.close();
            LOG.info("stopped");
        } catch (RuntimeException failure) {
            LOG.error("did not stop in order", failure);
            status = 1;
        }
        Runtime.getRuntime().halt(status);
    }
}
