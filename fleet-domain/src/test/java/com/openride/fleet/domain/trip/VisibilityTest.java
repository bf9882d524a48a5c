package com.openride.fleet.domain.trip;

import static com.openride.fleet.domain.trip.TestPlans.IKEJA;
import static com.openride.fleet.domain.trip.TestPlans.YABA;
import static com.openride.fleet.domain.trip.TestPlans.plan;
import static com.openride.fleet.domain.trip.TestPlans.rider;
import static com.openride.fleet.domain.trip.TripStatus.ARRIVED;
import static com.openride.fleet.domain.trip.TripStatus.COMPLETED;
import static com.openride.fleet.domain.trip.TripStatus.EN_ROUTE;
import static com.openride.fleet.domain.trip.TripStatus.IN_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.domain.access.Actor;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.Ride.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VisibilityTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final GeoPoint OJOTA = new GeoPoint(6.5870, 3.3790);
    private static final GeoPoint MARYLAND = new GeoPoint(6.5720, 3.3710);

    private final Visibility visibility = new Visibility(Duration.ofMinutes(30));
    private final RiderId ada = rider();
    private final RiderId ben = rider();
    private final Trip shared = Trip.planned(
            new TripId(UUID.randomUUID()),
            new DriverId(UUID.randomUUID()),
            plan(List.of(), new RiderPart(ada, null, OJOTA, MARYLAND), new RiderPart(ben, null, IKEJA, YABA)),
            NOON);

    @Test
    void a_rider_who_waits_sees_the_car_from_half_an_hour_before_their_pickup() {
        Trip trip = at(shared, EN_ROUTE);
        Eta early = eta(ada, Phase.WAITING, NOON.plus(Duration.ofMinutes(30)).plusMillis(1));
        Eta inTime = eta(ada, Phase.WAITING, NOON.plus(Duration.ofMinutes(30)));

        assertThat(visibility.sees(ada, trip, early, NOON)).isFalse();
        assertThat(visibility.sees(ada, trip, inTime, NOON)).isTrue();
        assertThat(visibility.sees(ada, trip, early, NOON.plusMillis(1))).isTrue();
        assertThat(new Visibility(Duration.ZERO).sees(ada, trip, inTime, NOON)).isFalse();
    }

    @Test
    void a_rider_aboard_sees_it_however_far_they_ride_and_once_they_have_got_off_no_more() {
        Trip trip = at(shared, EN_ROUTE, ARRIVED, IN_PROGRESS);
        Instant far = NOON.plus(Duration.ofHours(3));

        assertThat(visibility.sees(ada, trip, eta(ada, Phase.ABOARD, far), NOON))
                .isTrue();
        assertThat(visibility.sees(ada, trip, eta(ada, Phase.DONE, NOON), NOON)).isFalse();
    }

    @Test
    void who_has_seen_it_goes_on_seeing_it_when_it_is_late_and_until_they_get_off() {
        Trip trip = at(shared, EN_ROUTE);
        Eta late = eta(ada, Phase.WAITING, NOON.plus(Duration.ofHours(1)));

        assertThat(visibility.goesOn(ada, trip, late)).isTrue();
        assertThat(visibility.goesOn(ada, trip, eta(ada, Phase.DONE, NOON))).isFalse();
        assertThat(visibility.goesOn(ada, trip, null)).isFalse();
        assertThat(visibility.goesOn(ada, at(shared, EN_ROUTE, TripStatus.CANCELLED), late))
                .isFalse();
    }

    @Test
    void of_a_shared_car_of_which_nothing_is_known_nothing_is_seen() {
        Trip trip = at(shared, EN_ROUTE);

        assertThat(visibility.sees(ada, trip, null, NOON)).isFalse();
        assertThat(visibility.sees(ada, trip, Eta.announced(new EtaEstimate(NOON, null)), NOON))
                .isFalse();
        assertThat(visibility.sees(ada, trip, eta(ben, Phase.ABOARD, NOON), NOON))
                .isFalse();
    }

    @Test
    void who_rides_alone_sees_the_car_while_the_trip_is_under_way() {
        Trip alone = Trip.planned(new TripId(UUID.randomUUID()), new DriverId(UUID.randomUUID()), plan(ada), NOON);
        Eta far = eta(ada, Phase.WAITING, NOON.plus(Duration.ofHours(3)));

        assertThat(visibility.sees(ada, alone, far, NOON)).isFalse();
        assertThat(visibility.sees(ada, at(alone, EN_ROUTE), far, NOON)).isTrue();
        assertThat(visibility.sees(ada, at(alone, EN_ROUTE), null, NOON)).isTrue();
        assertThat(visibility.goesOn(ada, at(alone, EN_ROUTE), null)).isTrue();
        assertThat(visibility.sees(ada, at(alone, EN_ROUTE, ARRIVED, IN_PROGRESS, COMPLETED), far, NOON))
                .isFalse();
    }

    @Test
    void a_run_counts_the_halts_before_each_riders_own() {
        var itinerary = Itinerary.of(shared.plan());
        assertThat(itinerary.halts()).containsExactly(IKEJA, OJOTA, MARYLAND, YABA);

        assertThat(itinerary.rides(0, EN_ROUTE)).isEqualTo(rides(Phase.WAITING, 1, Phase.WAITING, 0));
        assertThat(itinerary.rides(1, ARRIVED)).isEqualTo(rides(Phase.WAITING, 0, Phase.WAITING, 0));
        assertThat(itinerary.rides(1, IN_PROGRESS)).isEqualTo(rides(Phase.WAITING, 0, Phase.ABOARD, 2));
        assertThat(itinerary.rides(2, IN_PROGRESS)).isEqualTo(rides(Phase.ABOARD, 0, Phase.ABOARD, 1));
        assertThat(itinerary.rides(3, IN_PROGRESS)).isEqualTo(rides(Phase.DONE, 0, Phase.ABOARD, 0));
        assertThat(itinerary.rides(4, IN_PROGRESS)).isEqualTo(rides(Phase.DONE, 0, Phase.DONE, 0));
    }

    private Map<RiderId, Ride> rides(Phase adas, int beforeAda, Phase bens, int beforeBen) {
        return Map.of(ada, new Ride(adas, beforeAda), ben, new Ride(bens, beforeBen));
    }

    private static Eta eta(RiderId rider, Phase phase, Instant arrival) {
        var end = new EtaEstimate(arrival.plusSeconds(600), 9000L);
        return new Eta(end, Map.of(rider, new EtaEstimate(arrival, 5000L)), Map.of(rider, new Ride(phase, 1)));
    }

    private static Trip at(Trip trip, TripStatus... states) {
        var by = new Actor(UUID.randomUUID(), Role.SERVICE);
        @Nullable Trip last = Stream.of(states)
                .reduce(
                        trip,
                        (earlier, to) -> earlier.after(new TripStep(to, by, null, null, null, null), NOON),
                        (a, b) -> b);
        return last;
    }
}
