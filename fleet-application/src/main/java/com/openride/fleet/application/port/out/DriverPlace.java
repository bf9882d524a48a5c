package com.openride.fleet.application.port.out;

import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.location.DriverLocation;

/**
 * Where a driver is and what they are doing: what a search for drivers looks at.
 *
 * @param location the newest fix
 * @param status the driver's status then or since
 */
public record DriverPlace(DriverLocation location, DriverStatus status) {}
