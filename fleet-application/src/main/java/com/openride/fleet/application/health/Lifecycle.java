package com.openride.fleet.application.health;

import java.util.concurrent.atomic.AtomicBoolean;

/** Whether this instance is going away. Goes one way only. Safe for use by many threads. */
public final class Lifecycle {

    private final AtomicBoolean draining = new AtomicBoolean();

    /** From now on no new client is let in and load balancers are told to send none. */
    public void drain() {
        draining.set(true);
    }

    /** Whether this instance is going away. */
    public boolean isDraining() {
        return draining.get();
    }
}
