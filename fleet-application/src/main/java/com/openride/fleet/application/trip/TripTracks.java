package com.openride.fleet.application.trip;

import com.openride.fleet.application.port.out.LocationHistory;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.location.TimeRange;
import com.openride.fleet.domain.trip.RiderPart;
import com.openride.fleet.domain.trip.Trip;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The driven path of a trip: its driver's fixes between setting out and the end, by the device's clock, so that fixes
 * which arrive late still fall into the right trip.
 */
public final class TripTracks {

    private static final double AT_HALT_METERS = 150;

    private final LocationHistory history;
    private final InstantSource clock;

    public TripTracks(LocationHistory history, InstantSource clock) {
        this.history = history;
        this.clock = clock;
    }

    /** The fixes by recorded time; empty before the driver has set out. Must be closed. */
    Stream<DriverLocation> stream(Trip trip) {
        return trip.drivenDuring(clock.instant())
                .map(range -> history.stream(trip.driver(), inclusive(range)))
                .orElseGet(Stream::empty);
    }

    /** Only the fixes from the rider's own pickup to their own drop-off. Must be closed. */
    Stream<DriverLocation> stream(Trip trip, RiderPart part) {
        var ridden = new Ridden(part);
        return stream(trip).filter(ridden::covers);
    }

    /** The length of the driven path in metres, along great circles between the fixes. */
    long lengthMeters(Trip trip) {
        var before = new AtomicReference<GeoPoint>();
        try (Stream<DriverLocation> fixes = stream(trip)) {
            return Math.round(fixes.map(fix -> fix.fix().point())
                    .mapToDouble(point -> leg(before.getAndSet(point), point))
                    .sum());
        }
    }

    private static double leg(@Nullable GeoPoint from, GeoPoint to) {
        return from == null ? 0 : from.metersTo(to);
    }

    private static TimeRange inclusive(TimeRange range) {
        var to = range.to().plusMillis(1);
        var from = range.from();
        return new TimeRange(from.isBefore(to.minus(TimeRange.LONGEST)) ? to.minus(TimeRange.LONGEST) : from, to);
    }

    /** Goes from before the pickup, over aboard, to after the drop-off, as the fixes of one pass go by. */
    private static final class Ridden {

        private final RiderPart part;
        private boolean aboard;
        private boolean done;

        private Ridden(RiderPart part) {
            this.part = part;
        }

        private boolean covers(DriverLocation location) {
            GeoPoint point = location.fix().point();
            if (done) {
                return false;
            }
            aboard = aboard || point.metersTo(part.pickup()) <= AT_HALT_METERS;
            done = aboard && point.metersTo(part.dropoff()) <= AT_HALT_METERS;
            return aboard;
        }
    }
}
