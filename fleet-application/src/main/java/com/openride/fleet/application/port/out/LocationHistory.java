package com.openride.fleet.application.port.out;

import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.location.TimeRange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link LocationLog} wrote.
 *
 * <p>Safe for use by many threads. Methods may block: never call them on an event loop. They throw a
 * {@link com.openride.fleet.domain.fault.FleetException} of code UNAVAILABLE when the store is away.
 */
public interface LocationHistory {

    /**
     * The driver's fixes in the range, by recorded time ascending.
     *
     * @param after only fixes recorded after this, or null to start at the beginning of the range
     * @param limit at most so many, positive
     */
    List<DriverLocation> page(DriverId driver, TimeRange range, @Nullable Instant after, int limit);

    /** All the driver's fixes in the range, by recorded time ascending, read as they are taken. Must be closed. */
    Stream<DriverLocation> stream(DriverId driver, TimeRange range);

    /** The driver's newest fix, if there is any. */
    Optional<DriverLocation> newest(DriverId driver);
}
