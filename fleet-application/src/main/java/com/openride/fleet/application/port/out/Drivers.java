package com.openride.fleet.application.port.out;

import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.driver.Duty;
import com.openride.fleet.domain.geo.GeoPoint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * All drivers ever heard of: their duty, and where they are.
 *
 * <p>Safe for use by many threads. Methods may block unless they say otherwise, and throw a
 * {@link com.openride.fleet.domain.fault.FleetException} of code UNAVAILABLE when the store is away.
 */
public interface Drivers {

    /** What is kept of the driver; empty for one never heard of. */
    Optional<DriverRecord> find(DriverId driver);

    /**
     * Changes a driver's duty in one atomic step, from {@link Duty#NONE} for one never heard of, and notes that they
     * were seen.
     *
     * @param change pure; may be called more than once
     * @return the duty after the change
     */
    Duty change(DriverId driver, UnaryOperator<Duty> change, Instant seenAt);

    /**
     * Notes that drivers were heard of: for each {@link #change} by {@link Duty#reached()}, at less cost for many. It
     * happens for all of them or for none.
     *
     * @return the duty of each after it
     */
    Map<DriverId, Duty> reached(Set<DriverId> drivers, Instant seenAt);

    /**
     * Notes where a driver is, for searches. Never blocks; keeps the newer of two places. May be written later and
     * together with others, since only the newest counts.
     */
    void moved(DriverPlace place);

    /** Notes another status at the place already known, for searches. Never blocks. */
    void turned(DriverId driver, DriverStatus status);

    /** Where the driver is, as last told to {@link #moved} and {@link #turned}. */
    Optional<DriverPlace> place(DriverId driver);

    /** The drivers within reach, nearest first by great-circle distance. */
    List<DriverPlace> nearby(Search search);

    /**
     * What to search for.
     *
     * @param center around where
     * @param radiusMeters how far, positive
     * @param statuses only drivers with one of these
     * @param recordedSince only fixes recorded at or after this
     * @param limit at most so many, positive
     */
    record Search(GeoPoint center, double radiusMeters, Set<DriverStatus> statuses, Instant recordedSince, int limit) {}
}
