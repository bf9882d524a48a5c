package com.openride.fleet.application.port.in;

import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.driver.DriverStatus;

/**
 * A driver starts or ends work. Methods may block; they return the status that others now see.
 *
 * <p>Safe for use by many threads.
 */
public interface ChangeAvailability {

    /**
     * The driver is at work. Never hides a trip under way.
     *
     * @param available whether they may be asked
     */
    DriverStatus online(DriverId driver, boolean available);

    /** The driver is no longer at work. In the middle of a trip this raises an alert. */
    DriverStatus offline(DriverId driver);
}
