package com.openride.fleet.domain.alert;

import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.trip.TripId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something an operator must look at.
 *
 * @param id random
 * @param version this alert's place in the journal of all alerts, from 1, growing by one
 * @param kind what it is about
 * @param driver whose
 * @param trip on which trip, if any
 * @param raisedAt when
 */
public record Alert(
        UUID id,
        long version,
        AlertKind kind,
        DriverId driver,
        @Nullable TripId trip,
        Instant raisedAt) {}
