package com.openride.fleet.application.port.out;

import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.limit.Gcra;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/**
 * Admits one fix per driver and interval in the long run, counted over all connections and all instances.
 *
 * <p>Safe for use by many threads. No method blocks.
 */
public interface LocationThrottle {

    /**
     * Takes the driver's next slot if it is free.
     *
     * <p>Of several calls for one slot at the same instant exactly one is admitted. A refusal does not push the next
     * admission back. The stage never fails: without its shared state the throttle decides for this instance alone.
     */
    CompletionStage<Gcra.Decision> tryAdmit(DriverId driver, Instant now);

    /**
     * Returns a slot whose fix could not be stored. Does nothing when a later fix has been admitted since.
     *
     * @param grant what {@link #tryAdmit} answered for that fix
     */
    void giveBack(DriverId driver, Gcra.Admitted grant);
}
