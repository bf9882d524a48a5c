package com.openride.fleet.bootstrap.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.trip.TripStatus;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

final class JourneyTest {

    @Test
    void the_same_chance_gives_the_same_journey() {
        assertThat(moments(journey(7))).isEqualTo(moments(journey(7))).isNotEqualTo(moments(journey(8)));
    }

    @RepeatedTest(50)
    void a_road_leads_from_hub_to_hub_with_bends(RepetitionInfo repetition) {
        Route route = Route.between(Hub.IKEJA, Hub.AJAH, new SplittableRandom(repetition.getCurrentRepetition()));

        List<GeoPoint> points = route.path().points();
        assertThat(points.get(0).metersTo(Hub.IKEJA.place())).isLessThan(1);
        assertThat(points.get(points.size() - 1).metersTo(Hub.AJAH.place())).isLessThan(1);
        assertThat(route.path().lengthMeters()).isGreaterThan(Hub.IKEJA.place().metersTo(Hub.AJAH.place()));
        assertThat(route.halts()).isSorted().isNotEmpty();
    }

    @RepeatedTest(50)
    void the_life_cycle_goes_forward_and_the_car_never_jumps(RepetitionInfo repetition) {
        Journey journey = journey(repetition.getCurrentRepetition());

        Journey.Moment before = journey.at(0);
        assertThat(before.status()).isEqualTo(TripStatus.EN_ROUTE);
        for (int second = 1; second <= journey.seconds() + 1; second++) {
            Journey.Moment now = journey.at(second);
            assertThat(now.status()).isGreaterThanOrEqualTo(before.status());
            assertThat(now.point().metersTo(before.point())).isLessThan(62 / 3.6 + 1);
            before = now;
        }
        assertThat(before.status()).isEqualTo(TripStatus.COMPLETED);
    }

    @Test
    void some_roads_have_tunnels_and_some_have_none() {
        long tunnels = IntStream.range(0, 100)
                .filter(seed -> !Route.between(Hub.YABA, Hub.IKOYI, new SplittableRandom(seed))
                        .tunnels()
                        .isEmpty())
                .count();

        assertThat(tunnels).isBetween(40L, 80L);
    }

    @Test
    void a_tunnel_has_no_reception() {
        var tunnel = new Route.Tunnel(100, 200);
        Route road = Route.between(Hub.YABA, Hub.IKOYI, new SplittableRandom(1));
        var route = new Route(road.path(), road.halts(), List.of(tunnel));

        assertThat(route.hasReception(99)).isTrue();
        assertThat(route.hasReception(100)).isFalse();
        assertThat(route.hasReception(200)).isTrue();
    }

    @Test
    void a_receivers_error_is_a_few_metres_and_drifts() {
        var noise = new GpsNoise(new SplittableRandom(1), 4);
        GeoPoint truth = Hub.YABA.place();
        GeoPoint before = noise.disturb(truth, 0);
        double squares = 0;
        double steps = 0;
        for (int i = 0; i < 20_000; i++) {
            GeoPoint now = noise.disturb(truth, 1);
            squares += Math.pow(now.metersTo(truth), 2);
            steps += Math.pow(now.metersTo(before), 2);
            before = now;
        }

        assertThat(Math.sqrt(squares / 20_000)).isBetween(4.5, 7.0);
        assertThat(Math.sqrt(steps / 20_000)).isLessThan(2.5);
    }

    private static Journey journey(long seed) {
        var chance = new SplittableRandom(seed);
        return new Journey(Route.between(Hub.OSHODI, Hub.SURULERE, chance), chance);
    }

    private static List<Journey.Moment> moments(Journey journey) {
        return DoubleStream.iterate(0, at -> at < 600, at -> at + 30)
                .mapToObj(journey::at)
                .toList();
    }
}
