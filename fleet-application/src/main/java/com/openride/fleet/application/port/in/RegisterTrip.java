package com.openride.fleet.application.port.in;

import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripId;
import com.openride.fleet.domain.trip.TripPlan;

/** Another service, or an operator, plans a trip. Safe for use by many threads; may block. */
public interface RegisterTrip {

    /**
     * Plans a trip. The same trip again changes nothing.
     *
     * @throws com.openride.fleet.domain.fault.FleetException with UNAUTHORIZED for other roles, CONFLICT when the id
     *     already means another trip
     */
    Registered register(Principal principal, TripId trip, DriverId driver, TripPlan plan);

    /**
     * A planned trip.
     *
     * @param trip as it stands
     * @param created whether this call planned it
     */
    record Registered(Trip trip, boolean created) {}
}
