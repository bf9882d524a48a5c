package com.openride.fleet.application.port.in;

/** Tells what the service has measured of itself. Safe for use by many threads; does not block. */
@FunctionalInterface
public interface ReadMetrics {

    /** Every series as it stands, in the text format of Prometheus 0.0.4. */
    String text();
}
