package com.openride.fleet.domain.driver;

/** What a driver is doing, as others see it. */
public enum DriverStatus {
    /** Not reachable, or not at work. */
    OFFLINE,
    /** At work and free for a trip. */
    ONLINE,
    /** At work, but not to be asked. */
    BUSY,
    /** On the way with, or to, a rider. */
    ON_TRIP
}
