package com.openride.fleet.domain.event;

import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.trip.TripId;

/** What can be watched. Publisher and watcher use this one type, so that they cannot miss each other. */
public sealed interface Topic {

    /**
     * Where a driver is and what they do.
     *
     * @param driver whose
     */
    record DriverTopic(DriverId driver) implements Topic {}

    /**
     * How a trip goes.
     *
     * @param trip whose
     */
    record TripTopic(TripId trip) implements Topic {}

    /** Where all drivers are, told once in a while for many of them together. */
    record FleetTopic() implements Topic {}

    /** What operators must know at once. */
    record OpsTopic() implements Topic {}
}
