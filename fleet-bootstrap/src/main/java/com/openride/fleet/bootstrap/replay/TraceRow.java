package com.openride.fleet.bootstrap.replay;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of a trace as it stands in the file; whether its values make sense is for the service to say.
 *
 * @param line where it stands, the header being line 1
 * @param vehicle whose it is
 * @param at when it was recorded
 * @param latitude degrees
 * @param longitude degrees
 * @param speed km/h, when known
 * @param bearing degrees, when known
 * @param accuracy metres, when known
 */
record TraceRow(
        int line,
        String vehicle,
        Instant at,
        BigDecimal latitude,
        BigDecimal longitude,
        @Nullable BigDecimal speed,
        @Nullable BigDecimal bearing,
        @Nullable BigDecimal accuracy) {

    /** The driver that stands for a vehicle: the same for the same name, whenever and wherever. */
    static UUID driverOf(String vehicle) {
        return UUID.nameUUIDFromBytes(("openride-replay:" + vehicle).getBytes(StandardCharsets.UTF_8));
    }
}
