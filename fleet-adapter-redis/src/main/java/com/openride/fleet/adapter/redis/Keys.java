package com.openride.fleet.adapter.redis;

import com.openride.fleet.domain.driver.DriverId;

/** What things are called in Redis. The version changes with what is kept under the names. */
final class Keys {

    private static final String PREFIX = "fleet:v1:";

    private Keys() {}

    static String throttle(DriverId driver) {
        return PREFIX + "throttle:" + driver;
    }

    static String sessions(DriverId driver) {
        return PREFIX + "sessions:" + driver;
    }

    /** Until when each driver is connected. */
    static String present() {
        return PREFIX + "present";
    }
}
