package com.openride.fleet.domain.trip;

import static com.openride.fleet.domain.trip.TestPlans.IKEJA;
import static com.openride.fleet.domain.trip.TestPlans.NOON;
import static com.openride.fleet.domain.trip.TestPlans.YABA;
import static com.openride.fleet.domain.trip.TestPlans.plan;
import static com.openride.fleet.domain.trip.TestPlans.rider;
import static com.openride.fleet.domain.trip.TripStatus.ARRIVED;
import static com.openride.fleet.domain.trip.TripStatus.EN_ROUTE;
import static com.openride.fleet.domain.trip.TripStatus.IN_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.rider.RiderId;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ItineraryTest {

    private static final GeoPoint MARYLAND = new GeoPoint(6.5720, 3.3710);
    private static final GeoPoint OJOTA = new GeoPoint(6.5870, 3.3790);
    private static final double PACE = 10;

    private final RiderId ada = rider();
    private final RiderId bola = rider();

    @Test
    void a_run_without_halts_goes_from_its_pickup_to_its_drop_off() {
        assertThat(Itinerary.of(plan(ada)).halts()).containsExactly(IKEJA, YABA);
    }

    @Test
    void a_rider_gets_on_and_off_at_planned_halts_nearby() {
        GeoPoint beside = new GeoPoint(MARYLAND.latitude() + 0.001, MARYLAND.longitude()); // 111 m
        var itinerary = Itinerary.of(plan(stops(OJOTA, MARYLAND), new RiderPart(ada, null, OJOTA, beside)));

        assertThat(itinerary.halts()).containsExactly(IKEJA, OJOTA, MARYLAND, YABA);
    }

    @Test
    void halts_of_riders_are_put_where_they_cost_the_least_detour() {
        var itinerary = Itinerary.of(plan(stops(), new RiderPart(ada, null, OJOTA, MARYLAND)));

        assertThat(itinerary.halts()).containsExactly(IKEJA, OJOTA, MARYLAND, YABA);
    }

    @Test
    void the_halt_ahead_stays_until_the_run_is_in_progress() {
        var itinerary = Itinerary.of(plan(stops(MARYLAND), new RiderPart(ada, null, IKEJA, YABA)));

        assertThat(itinerary.advance(0, MARYLAND, EN_ROUTE)).isZero();
        assertThat(itinerary.advance(0, MARYLAND, ARRIVED)).isZero();
        assertThat(itinerary.advance(0, IKEJA, IN_PROGRESS)).isEqualTo(1);
    }

    @Test
    void a_halt_within_100_metres_is_passed_even_if_the_one_before_was_left_out_and_never_comes_again() {
        var itinerary = Itinerary.of(plan(stops(OJOTA, MARYLAND), new RiderPart(ada, null, IKEJA, YABA)));
        GeoPoint far = new GeoPoint(OJOTA.latitude() + 0.00091, OJOTA.longitude()); // 101 m

        assertThat(itinerary.advance(1, far, IN_PROGRESS)).isEqualTo(1);
        assertThat(itinerary.advance(1, OJOTA, IN_PROGRESS)).isEqualTo(2);
        assertThat(itinerary.advance(1, MARYLAND, IN_PROGRESS)).isEqualTo(3);
        assertThat(itinerary.advance(3, OJOTA, IN_PROGRESS)).isEqualTo(3);
        assertThat(itinerary.advance(3, YABA, IN_PROGRESS)).isEqualTo(3);
    }

    @Test
    void before_boarding_a_rider_is_told_the_pickup_and_aboard_the_drop_off() {
        var itinerary = Itinerary.of(plan(
                stops(MARYLAND), new RiderPart(ada, null, IKEJA, MARYLAND), new RiderPart(bola, null, MARYLAND, YABA)));

        Eta coming = itinerary.estimate(0, EN_ROUTE, OJOTA, PACE, NOON);
        Eta driving = itinerary.estimate(1, IN_PROGRESS, OJOTA, PACE, NOON);

        long toIkeja = meters(OJOTA, IKEJA);
        long toMaryland = meters(OJOTA, MARYLAND);
        assertThat(coming.forRider(ada).remainingMeters()).isEqualTo(toIkeja);
        assertThat(coming.forRider(bola).remainingMeters()).isCloseTo(toIkeja + meters(IKEJA, MARYLAND), within(1L));
        assertThat(driving.forRider(ada).remainingMeters()).isEqualTo(toMaryland);
        assertThat(driving.forRider(bola).remainingMeters()).isEqualTo(toMaryland);
        assertThat(driving.end().remainingMeters()).isCloseTo(toMaryland + meters(MARYLAND, YABA), within(1L));
        assertThat(coming.forRider(ada).arrival())
                .isBetween(NOON.plusSeconds(toIkeja / 10), NOON.plusSeconds(toIkeja / 10 + 1));
    }

    @Test
    void a_car_that_waits_at_the_pickup_is_there() {
        Eta waiting = Itinerary.of(plan(ada)).estimate(0, ARRIVED, OJOTA, PACE, NOON);

        assertThat(waiting.forRider(ada)).isEqualTo(new EtaEstimate(NOON, 0L));
        assertThat(waiting.end().remainingMeters()).isEqualTo(meters(IKEJA, YABA));
    }

    @Property(tries = 200)
    void whatever_riders_there_are_the_run_keeps_its_ends_and_every_halt_it_was_planned_with(
            @ForAll("places") List<GeoPoint> places) {
        RiderPart[] parts = new RiderPart[places.size() / 2];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = new RiderPart(rider(), null, places.get(2 * i), places.get(2 * i + 1));
        }

        var itinerary = Itinerary.of(plan(stops(OJOTA, MARYLAND), parts));

        assertThat(itinerary.halts()).startsWith(IKEJA).endsWith(YABA).containsSubsequence(OJOTA, MARYLAND);
        Stream.of(parts).forEach(part -> assertServed(itinerary, part));
    }

    /** Aboard from the halt at the pickup on, and expected at the drop-off after the pickup. */
    private static void assertServed(Itinerary itinerary, RiderPart part) {
        Eta pickups = itinerary.estimate(0, EN_ROUTE, IKEJA, PACE, NOON);
        Eta end = itinerary.estimate(itinerary.halts().size() - 1, IN_PROGRESS, YABA, PACE, NOON);

        assertThat(itinerary.halts()).anyMatch(halt -> halt.metersTo(part.pickup()) <= 150);
        assertThat(itinerary.halts()).anyMatch(halt -> halt.metersTo(part.dropoff()) <= 150);
        assertThat(pickups.forRider(part.rider()).arrival())
                .isBefore(pickups.end().arrival());
        assertThat(end.riders()).containsKey(part.rider());
    }

    @Provide
    Arbitrary<List<GeoPoint>> places() {
        return Combinators.combine(
                        Arbitraries.doubles().between(6.50, 6.62),
                        Arbitraries.doubles().between(3.34, 3.38))
                .as(GeoPoint::new)
                .list()
                .ofMinSize(2)
                .ofMaxSize(12);
    }

    private static List<Stop> stops(GeoPoint... points) {
        return Stream.of(points).map(point -> new Stop(point, null, null)).toList();
    }

    private static long meters(GeoPoint from, GeoPoint to) {
        return Math.round(from.metersTo(to) * Itinerary.DETOUR_FACTOR);
    }
}
