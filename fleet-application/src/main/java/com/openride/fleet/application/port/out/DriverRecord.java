package com.openride.fleet.application.port.out;

import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.driver.Duty;
import java.time.Instant;

/**
 * What is kept of a driver.
 *
 * @param driver who
 * @param duty what they told us of being at work
 * @param lastSeenAt when we last heard from them, by our clock
 */
public record DriverRecord(DriverId driver, Duty duty, Instant lastSeenAt) {}
