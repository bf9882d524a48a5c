package com.openride.fleet.adapter.redis;

import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.event.Topic;
import com.openride.fleet.domain.event.Topic.DriverTopic;
import com.openride.fleet.domain.event.Topic.FleetTopic;
import com.openride.fleet.domain.event.Topic.TripTopic;

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

    /** The channel on which a topic's events are told. */
    static String channel(Topic topic) {
        if (topic instanceof DriverTopic of) {
            return PREFIX + "driver:" + of.driver();
        }
        if (topic instanceof TripTopic of) {
            return PREFIX + "trip:" + of.trip();
        }
        return PREFIX + (topic instanceof FleetTopic ? "fleet" : "ops");
    }

    /** The channel that every instance listens to. */
    static String control() {
        return PREFIX + "control";
    }
}
