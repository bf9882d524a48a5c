package com.openride.fleet.domain.trip;

import static com.openride.fleet.domain.trip.TestPlans.IKEJA;
import static com.openride.fleet.domain.trip.TestPlans.YABA;
import static com.openride.fleet.domain.trip.TestPlans.plan;
import static com.openride.fleet.domain.trip.TestPlans.rider;
import static com.openride.fleet.domain.trip.TripStatus.EN_ROUTE;
import static com.openride.fleet.domain.trip.TripStatus.IN_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.rider.RiderId;
import java.util.List;
import java.util.Objects;
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

    private final RiderId ada = rider();

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

    private static void assertServed(Itinerary itinerary, RiderPart part) {
        Itinerary.Leg leg = Objects.requireNonNull(itinerary.legs().get(part.rider()));

        assertThat(leg.pickup()).isLessThan(leg.dropoff());
        assertThat(itinerary.halts().get(leg.pickup()).metersTo(part.pickup())).isLessThanOrEqualTo(150);
        assertThat(itinerary.halts().get(leg.dropoff()).metersTo(part.dropoff()))
                .isLessThanOrEqualTo(150);
        assertThat(leg.target(leg.pickup(), IN_PROGRESS)).isEqualTo(leg.pickup());
        assertThat(leg.target(leg.pickup() + 1, EN_ROUTE)).isEqualTo(leg.pickup());
        assertThat(leg.target(leg.pickup() + 1, IN_PROGRESS)).isEqualTo(leg.dropoff());
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
}
