package com.openride.fleet.application.alert;

import com.openride.fleet.application.live.LiveFleet;
import com.openride.fleet.application.port.out.Trips;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.fault.Refused;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the trip on which somebody asks for help. The live picture is asked first, since it answers at once and also
 * while the store is away.
 */
final class CallersTrip {

    private static final Duration STILL_ON_IT = Duration.ofHours(24);
    private static final int LATEST = 10;
    private static final Comparator<Trip> UNDER_WAY_FIRST =
            Comparator.comparing(trip -> !trip.status().isUnderWay());

    private final LiveFleet fleet;
    private final Trips trips;
    private final InstantSource clock;

    CallersTrip(LiveFleet fleet, Trips trips, InstantSource clock) {
        this.fleet = fleet;
        this.trips = trips;
        this.clock = clock;
    }

    /**
     * What is known here of the caller's trip.
     *
     * @param trip null when they are known to be on none
     */
    record Known(@Nullable Trip trip) {}

    /** The caller's trip; null for a driver who is on none, or whose trip cannot be looked up. */
    @Nullable Trip find(Principal principal, @Nullable TripId named) {
        Known known = known(principal, named);
        if (known != null) {
            return known.trip();
        }
        return principal.is(Role.DRIVER) ? ofDriver(principal, named) : ofRider(principal, named);
    }

    /** What is known without waiting; null when the store must be asked. */
    @Nullable Known known(Principal principal, @Nullable TripId named) {
        Optional<Trip> open =
                fleet.openTrips(trip -> isOn(principal, trip) && (named == null || named.equals(trip.id()))).stream()
                        .filter(trip -> named != null || trip.status().isUnderWay())
                        .min(UNDER_WAY_FIRST);
        if (open.isPresent()) {
            return new Known(open.get());
        }
        // All open trips of a driver who is known here are known here.
        boolean drivesNow = named == null && !principal.is(Role.RIDER);
        return drivesNow && fleet.peek(new DriverId(principal.subject())).isPresent() ? new Known(null) : null;
    }

    private @Nullable Trip ofDriver(Principal principal, @Nullable TripId named) {
        try {
            return stored(principal, named).orElse(null);
        } catch (FleetException fault) {
            // Help is needed all the same, and operators know how to find the trip.
            return null;
        }
    }

    private Trip ofRider(Principal principal, @Nullable TripId named) {
        return stored(principal, named).orElseThrow(Refused::tripNotFound);
    }

    private Optional<Trip> stored(Principal principal, @Nullable TripId named) {
        if (named != null) {
            return trips.find(named).filter(trip -> isOn(principal, trip) && isFresh(trip));
        }
        return driven(principal).or(() -> ridden(principal));
    }

    private Optional<Trip> driven(Principal principal) {
        return principal.is(Role.DRIVER)
                ? trips.openOf(new DriverId(principal.subject())).stream()
                        .filter(trip -> trip.status().isUnderWay())
                        .findFirst()
                : Optional.empty();
    }

    private Optional<Trip> ridden(Principal principal) {
        if (!principal.is(Role.RIDER)) {
            return Optional.empty();
        }
        var rider = new RiderId(principal.subject());
        return trips.openOf(rider).stream().min(UNDER_WAY_FIRST).or(() -> latest(rider));
    }

    /** Somebody who has just got off may still be in danger. */
    private Optional<Trip> latest(RiderId rider) {
        return trips.list(rider, new Trips.Filter(Set.of(), null, LATEST)).stream()
                .filter(this::isFresh)
                .findFirst();
    }

    private boolean isFresh(Trip trip) {
        Instant ended = trip.stamps().endedAt();
        return ended == null || !ended.isBefore(clock.instant().minus(STILL_ON_IT));
    }

    private static boolean isOn(Principal principal, Trip trip) {
        return (principal.is(Role.DRIVER) && trip.isDrivenBy(principal.subject()))
                || (principal.is(Role.RIDER) && trip.carries(principal.subject()));
    }
}
