package com.openride.fleet.domain.trip;

import static com.openride.fleet.domain.access.Role.ADMIN;
import static com.openride.fleet.domain.access.Role.DRIVER;
import static com.openride.fleet.domain.access.Role.RIDER;
import static com.openride.fleet.domain.access.Role.SERVICE;
import static com.openride.fleet.domain.trip.TestPlans.NOON;
import static com.openride.fleet.domain.trip.TestPlans.after;
import static com.openride.fleet.domain.trip.TestPlans.planned;
import static com.openride.fleet.domain.trip.TestPlans.rider;
import static com.openride.fleet.domain.trip.TripStatus.ARRIVED;
import static com.openride.fleet.domain.trip.TripStatus.CANCELLED;
import static com.openride.fleet.domain.trip.TripStatus.COMPLETED;
import static com.openride.fleet.domain.trip.TripStatus.EN_ROUTE;
import static com.openride.fleet.domain.trip.TripStatus.IN_PROGRESS;
import static com.openride.fleet.domain.trip.TripStatus.PENDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openride.fleet.domain.access.Actor;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.rider.RiderId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TripRightsTest {

    private final RiderId rider = rider();
    private final Trip alone = planned(rider);
    private final Trip shared = planned(rider, rider());
    private final Principal theRider = principal(rider.value(), RIDER);
    private final Principal operator = principal(UUID.randomUUID(), ADMIN);
    private final Principal booking = principal(UUID.randomUUID(), SERVICE);

    @Test
    void driver_riders_operators_and_services_see_a_trip_and_nobody_else() { // AZ-10
        assertThat(List.of(driverOf(alone), theRider, operator, booking))
                .allMatch(principal -> TripRights.maySee(principal, alone));
        assertThat(strangers()).noneMatch(principal -> TripRights.maySee(principal, alone));
    }

    @Test
    void riders_alone_see_nothing_of_other_riders() {
        assertThat(TripRights.seesOwnPartOnly(theRider, shared)).isTrue();
        assertThat(List.of(driverOf(shared), operator, booking))
                .noneMatch(principal -> TripRights.seesOwnPartOnly(principal, shared));
        assertThat(TripRights.seesOwnPartOnly(principal(rider.value(), RIDER, DRIVER), shared))
                .as("a driver by trade, who rides here")
                .isTrue();
    }

    @Test
    void driver_operators_and_services_may_ask_for_every_step_and_act_as_what_they_are() {
        for (TripStatus to : TripStatus.values()) {
            assertThat(TripRights.actorFor(driverOf(shared), shared, to)).isEqualTo(actor(driverOf(shared), DRIVER));
            assertThat(TripRights.actorFor(operator, shared, to)).isEqualTo(actor(operator, ADMIN));
            assertThat(TripRights.actorFor(booking, shared, to)).isEqualTo(actor(booking, SERVICE));
        }
    }

    @Test
    void of_several_roles_the_widest_counts() {
        Principal all = principal(alone.driver().value(), RIDER, DRIVER, SERVICE, ADMIN);
        Principal drivingService = principal(alone.driver().value(), DRIVER, SERVICE);

        assertThat(TripRights.actorFor(all, alone, EN_ROUTE).role()).isEqualTo(ADMIN);
        assertThat(TripRights.actorFor(drivingService, alone, EN_ROUTE).role()).isEqualTo(SERVICE);
    }

    @Test
    void a_rider_may_cancel_before_boarding() { // AZ-11
        Stream.of(alone, after(alone, EN_ROUTE), after(alone, EN_ROUTE, ARRIVED))
                .forEach(trip -> assertThat(TripRights.actorFor(theRider, trip, CANCELLED))
                        .isEqualTo(actor(theRider, RIDER)));
    }

    @Test
    void a_rider_aboard_cannot_cancel_any_more() { // AZ-12
        Trip boarded = after(alone, EN_ROUTE, ARRIVED, IN_PROGRESS);
        Trip boardedTogether = after(shared, EN_ROUTE, ARRIVED, IN_PROGRESS);

        assertRefused(FaultCode.INVALID_STATUS_TRANSITION, theRider, boarded, CANCELLED);
        assertRefused(FaultCode.INVALID_STATUS_TRANSITION, theRider, boardedTogether, CANCELLED);
    }

    @Test
    void a_rider_may_ask_for_no_other_step() {
        Stream.of(PENDING, EN_ROUTE, ARRIVED, IN_PROGRESS, COMPLETED)
                .forEach(to -> assertRefused(FaultCode.UNAUTHORIZED, theRider, alone, to));
    }

    @Test
    void one_rider_of_several_cannot_end_the_trip_of_all() {
        assertRefused(FaultCode.CONFLICT, theRider, shared, CANCELLED);
    }

    @Test
    void for_strangers_there_is_no_such_trip_whatever_they_ask() { // AZ-10
        for (TripStatus to : TripStatus.values()) {
            strangers().forEach(stranger -> assertRefused(FaultCode.TRIP_NOT_FOUND, stranger, alone, to));
        }
    }

    /** Other drivers and riders, and the trip's own people with a token for something else. */
    private List<Principal> strangers() {
        return List.of(
                principal(UUID.randomUUID(), DRIVER, RIDER),
                principal(alone.driver().value(), RIDER),
                principal(rider.value(), DRIVER));
    }

    private static Principal driverOf(Trip trip) {
        return principal(trip.driver().value(), DRIVER);
    }

    private static Actor actor(Principal principal, Role role) {
        return new Actor(principal.subject(), role);
    }

    private static Principal principal(UUID subject, Role... roles) {
        return new Principal(subject, Set.of(roles), NOON);
    }

    private static void assertRefused(FaultCode code, Principal principal, Trip trip, TripStatus to) {
        assertThatThrownBy(() -> TripRights.actorFor(principal, trip, to))
                .isInstanceOfSatisfying(
                        FleetException.class, fault -> assertThat(fault.code()).isEqualTo(code));
    }
}
