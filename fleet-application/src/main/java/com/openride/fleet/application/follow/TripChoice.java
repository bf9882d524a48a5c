package com.openride.fleet.application.follow;

import com.openride.fleet.application.port.in.FollowDriver.Request;
import com.openride.fleet.application.port.out.Trips;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.fault.InvalidValue;
import com.openride.fleet.domain.fault.Refused;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.BookingId;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the trip that a request to follow means. Whatever does not fit together is no trip of the caller's. */
final class TripChoice {

    private final Trips trips;
    private final Principal principal;

    TripChoice(Trips trips, Principal principal) {
        this.trips = trips;
        this.principal = principal;
    }

    Trip choose(Request request) {
        return named(request)
                .filter(this::isMine)
                .filter(trip -> fits(trip, request))
                .orElseThrow(Refused::tripNotFound);
    }

    private Optional<Trip> named(Request request) {
        TripId trip = request.trip();
        BookingId booking = request.booking();
        DriverId driver = request.driver();
        if (trip != null) {
            return trips.find(trip);
        }
        if (booking != null) {
            return trips.findByBooking(booking);
        }
        if (driver == null) {
            throw new InvalidValue("tripId", "or driverId or bookingId is required");
        }
        return withDriver(driver);
    }

    private Optional<Trip> withDriver(DriverId driver) {
        List<Trip> open =
                principal.is(Role.ADMIN) ? trips.openOf(driver) : trips.openOf(new RiderId(principal.subject()));
        // A trip under way comes before one that is only planned.
        return open.stream()
                .filter(trip -> trip.driver().equals(driver))
                .max(Comparator.comparing(trip -> trip.status().isUnderWay()));
    }

    private boolean isMine(Trip trip) {
        return principal.is(Role.ADMIN) || trip.carries(principal.subject());
    }

    private boolean fits(Trip trip, Request request) {
        DriverId driver = request.driver();
        BookingId booking = request.booking();
        return (driver == null || trip.driver().equals(driver)) && (booking == null || hasBooked(trip, booking));
    }

    private boolean hasBooked(Trip trip, BookingId booking) {
        return trip.plan().riders().stream()
                .filter(part -> principal.is(Role.ADMIN) || part.rider().value().equals(principal.subject()))
                .anyMatch(part -> booking.equals(part.booking()));
    }
}
