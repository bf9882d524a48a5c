package com.openride.fleet.application.port.out;

import com.openride.fleet.domain.alert.Alert;
import com.openride.fleet.domain.alert.AlertKind;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.trip.TripId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The journal of all alerts.
 *
 * <p>Safe for use by many threads. Methods may block: never call them on an event loop.
 */
public interface Alerts {

    /** Writes a new alert, which gets the next version. */
    Alert raise(AlertKind kind, DriverId driver, @Nullable TripId trip, Instant at);

    /**
     * The alerts above the version, in order.
     *
     * @param limit at most so many, positive
     */
    List<Alert> above(long version, int limit);
}
