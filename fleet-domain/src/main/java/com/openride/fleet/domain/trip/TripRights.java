package com.openride.fleet.domain.trip;

import com.openride.fleet.domain.access.Actor;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.Refused;

/** Who may see and move a trip. A trip that is not the caller's is answered exactly as one that does not exist. */
public final class TripRights {

    private TripRights() {}

    /** Whether the principal may see the trip at all; riders see their own part only. */
    public static boolean maySee(Principal principal, Trip trip) {
        return principal.isAny(Role.ADMIN, Role.SERVICE) || drives(principal, trip) || rides(principal, trip);
    }

    /** Whether the principal sees nothing of the other riders. */
    public static boolean seesOwnPartOnly(Principal principal, Trip trip) {
        return !principal.isAny(Role.ADMIN, Role.SERVICE) && !drives(principal, trip);
    }

    /**
     * The actor in whose name the principal takes a step in this trip's life.
     *
     * @throws Refused TRIP_NOT_FOUND when the trip is not theirs, UNAUTHORIZED when their role never may, CONFLICT when
     *     one of several riders tries to end the trip of all
     * @throws IllegalTripTransition when a rider cancels once aboard
     */
    public static Actor actorFor(Principal principal, Trip trip, TripStatus to) {
        if (principal.is(Role.ADMIN)) {
            return new Actor(principal.subject(), Role.ADMIN);
        }
        if (principal.is(Role.SERVICE)) {
            return new Actor(principal.subject(), Role.SERVICE);
        }
        if (drives(principal, trip)) {
            return new Actor(principal.subject(), Role.DRIVER);
        }
        if (!rides(principal, trip)) {
            throw Refused.tripNotFound();
        }
        requireRiderStep(trip, to);
        return new Actor(principal.subject(), Role.RIDER);
    }

    private static void requireRiderStep(Trip trip, TripStatus to) {
        if (to != TripStatus.CANCELLED) {
            throw Refused.notPermitted();
        }
        if (trip.status() == TripStatus.IN_PROGRESS) {
            throw new IllegalTripTransition(trip.status(), to);
        }
        if (trip.isShared()) {
            throw new Refused(FaultCode.CONFLICT, "a shared trip is cancelled by its driver or by the booking service");
        }
    }

    private static boolean drives(Principal principal, Trip trip) {
        return principal.is(Role.DRIVER) && trip.isDrivenBy(principal.subject());
    }

    private static boolean rides(Principal principal, Trip trip) {
        return principal.is(Role.RIDER) && trip.carries(principal.subject());
    }
}
