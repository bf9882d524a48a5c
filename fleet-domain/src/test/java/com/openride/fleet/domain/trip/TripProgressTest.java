package com.openride.fleet.domain.trip;

import static com.openride.fleet.domain.trip.TestPlans.NOON;
import static com.openride.fleet.domain.trip.TestPlans.rider;
import static com.openride.fleet.domain.trip.TripStatus.ARRIVED;
import static com.openride.fleet.domain.trip.TripStatus.COMPLETED;
import static com.openride.fleet.domain.trip.TripStatus.EN_ROUTE;
import static com.openride.fleet.domain.trip.TripStatus.IN_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.geo.RoutePath;
import com.openride.fleet.domain.location.LocationFix;
import com.openride.fleet.domain.rider.RiderId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A run of 10 km straight to the north with a halt at 4 km; Ada rides all of it, Bola from the halt on. */
class TripProgressTest {

    private static final double DEGREES_PER_METER = 1 / 111_195.08;
    private static final double USUAL = 25 / 3.6;
    private static final Offset<Double> SECOND = within(1.0);

    private final RiderId ada = rider();
    private final RiderId bola = rider();

    @Test
    void on_its_way_to_the_pickup_a_car_is_expected_over_roads_that_are_longer_than_great_circles() {
        Eta eta = untimed().start(EN_ROUTE).seen(0, -1000).eta(0);

        assertThat(eta.forRider(ada).remainingMeters()).isEqualTo(1300);
        assertThat(seconds(eta.forRider(ada), 0)).isCloseTo(1300 / USUAL, SECOND);
        assertThat(eta.forRider(bola).remainingMeters()).isEqualTo(5300);
        assertThat(seconds(eta.forRider(bola), 0)).isCloseTo(5300 / USUAL, SECOND);
        assertThat(seconds(eta.end(), 0)).isCloseTo(11_300 / USUAL + 25, SECOND);
    }

    @Test
    void at_the_pickup_the_car_is_there() {
        Eta eta = untimed().start(EN_ROUTE).seen(0, -1000).turned(ARRIVED, 60).eta(90);

        assertThat(eta.forRider(ada)).isEqualTo(new EtaEstimate(NOON.plusSeconds(90), 0L));
        assertThat(seconds(eta.forRider(bola), 90)).isCloseTo(4000 / USUAL, SECOND);
    }

    @Test
    void aboard_a_rider_is_told_the_drop_off_along_the_route_and_whoever_waits_the_pickup() {
        var car = untimed().start(IN_PROGRESS).seen(0, 0).seen(100, 2000);
        Eta before = car.eta(100);
        Eta after = car.seen(200, 4000).eta(200);

        assertThat(before.forRider(ada).remainingMeters()).isEqualTo(8000);
        assertThat(before.forRider(bola).remainingMeters()).isEqualTo(2000);
        assertThat(after.forRider(bola).remainingMeters()).isEqualTo(6000);
    }

    @Test
    void a_slow_run_corrects_what_was_planned_and_forgets_what_is_long_ago() {
        var car = timed().start(IN_PROGRESS).seen(0, 0);
        for (int i = 1; i <= 120; i++) {
            car = car.seen(5 * i, 25 * i); // 5 m/s; planned are 10 m/s
        }

        // After 600 s: of the 900 s that went as planned, exp(-600/900) is remembered.
        double kept = 900 * Math.exp(-600 / 900.0);
        double took = 900 * (1 - Math.exp(-600 / 900.0));
        double slowness = (kept + took) / (kept + took / 2);
        assertThat(seconds(car.eta(600).end(), 600)).isCloseTo(700 * slowness, within(10.0));
    }

    @Test
    void planned_offsets_count_and_what_lies_after_them_is_as_fast() {
        Eta eta = timed().start(IN_PROGRESS).seen(0, 0).eta(0);

        assertThat(seconds(eta.forRider(bola), 0)).isCloseTo(400, SECOND);
        assertThat(seconds(eta.end(), 0)).isCloseTo(1000, SECOND);
    }

    @Test
    void waiting_at_a_halt_teaches_nothing() {
        var car = untimed().start(IN_PROGRESS).seen(0, 0);
        var waited = car;
        for (int i = 1; i <= 60; i++) {
            waited = waited.seen(10 * i, 3);
        }

        assertThat(waited.progress.tempo()).isEqualTo(car.progress.tempo());
    }

    @Test
    void a_jam_slows_down_and_makes_no_endless_estimate() {
        var car = untimed().start(IN_PROGRESS).seen(0, 0).seen(100, 2000);
        for (int i = 21; i <= 3000; i++) {
            car = car.seen(5 * i, 2000);
        }

        assertThat(seconds(car.eta(15_000).end(), 15_000)).isCloseTo(4 * (8000 / USUAL + 25), within(5.0));
    }

    @Test
    void a_car_that_is_not_heard_of_is_still_expected_when_it_was_and_never_in_the_past() {
        var car = untimed().start(EN_ROUTE).seen(0, -1000);

        assertThat(car.eta(100).end()).isEqualTo(car.eta(0).end());
        assertThat(car.eta(100_000).end().arrival()).isEqualTo(NOON.plusSeconds(100_000));
    }

    @Test
    void a_car_beside_the_route_is_expected_over_the_way_back_to_it() {
        var car = untimed().start(IN_PROGRESS).seen(0, 0).seen(60, 1000).beside(65, 1000, 500);

        assertThat(car.progress.spot().offMeters()).isCloseTo(500, within(1.0));
        assertThat(car.eta(65).end().remainingMeters()).isEqualTo(9000 + 650);
    }

    @Test
    void halts_are_reached_in_order_and_also_when_the_car_only_passes_them_or_skips_some() {
        var car = untimed().start(EN_ROUTE).seen(0, -500);
        assertThat(car.progress.reached()).isZero();
        car = car.seen(60, -50);
        assertThat(car.progress.reached()).isEqualTo(1);
        assertThat(car.progress.reachedAt()).isEqualTo(NOON.plusSeconds(60));

        car = car.turned(ARRIVED, 65).turned(IN_PROGRESS, 90).seen(95, 20).seen(300, 3900);
        assertThat(car.progress.reached()).isEqualTo(1);
        car = car.seen(305, 4020);
        assertThat(car.progress.reached()).isEqualTo(2);
        assertThat(car.seen(600, 9950).progress.isAtEnd()).isTrue();
        assertThat(car.turned(COMPLETED, 700).progress.isAtEnd()).isTrue();
    }

    @Test
    void without_a_route_a_halt_is_reached_within_100_metres_and_never_comes_again() {
        var car = new Car(course(null, null)).start(IN_PROGRESS).seen(0, 0);
        assertThat(car.progress.reached()).isEqualTo(1);
        assertThat(car.seen(60, 3899).progress.reached()).isEqualTo(1);

        car = car.seen(60, 3901);
        assertThat(car.progress.reached()).isEqualTo(2);
        assertThat(car.seen(65, 0).progress.reached()).isEqualTo(2);
        assertThat(car.seen(65, 0).eta(65).forRider(bola).remainingMeters())
                .isCloseTo(Math.round((10_000 - 3901) * 1.3), within(2L));
        assertThat(car.seen(900, 10_000).progress.isAtEnd()).isTrue();
    }

    @Test
    void a_round_trip_ends_when_it_comes_back_and_not_where_it_begins() {
        var round = new RoutePath(List.of(point(0, 0), point(5000, 0), point(5000, 1000), point(0, 20)));
        var part = new RiderPart(ada, null, point(0, 0), point(0, 20));
        var plan = new TripPlan(List.of(part), part.pickup(), part.dropoff(), List.of(), round, null);
        var car = new Car(Course.of(plan)).start(IN_PROGRESS).seen(0, 0).seen(60, 600);

        assertThat(car.progress.isAtEnd()).isFalse();
        assertThat(car.eta(60).end().remainingMeters()).isBetween(10_400L, 10_600L);
    }

    @Test
    void where_a_car_was_before_the_run_began_counts_until_it_is_seen_again() {
        var progress = TripProgress.start(course(null, null), EN_ROUTE);
        LocationFix before = LocationFix.at(point(-1000, 0), NOON.minusSeconds(30));

        assertThat(progress.placed(before).eta(NOON).forRider(ada).remainingMeters())
                .isEqualTo(1300);
        TripProgress seen = progress.after(LocationFix.at(point(-500, 0), NOON));
        assertThat(seen.placed(before)).isEqualTo(seen);
    }

    private Car untimed() {
        return new Car(course(route(), null));
    }

    private Car timed() {
        return new Car(course(route(), Duration.ofSeconds(400)));
    }

    private Course course(@Nullable RoutePath route, @Nullable Duration offset) {
        var halt = new Stop(point(4000, 0), null, offset);
        var riders = List.of(
                new RiderPart(ada, null, point(0, 0), point(10_000, 0)),
                new RiderPart(bola, null, point(4000, 0), point(10_000, 0)));
        return Course.of(new TripPlan(riders, point(0, 0), point(10_000, 0), List.of(halt), route, null));
    }

    private static RoutePath route() {
        return new RoutePath(List.of(point(0, 0), point(3000, 0), point(10_000, 0)));
    }

    private static GeoPoint point(double north, double east) {
        return new GeoPoint(6 + north * DEGREES_PER_METER, 3 + east * DEGREES_PER_METER / Math.cos(Math.toRadians(6)));
    }

    private static double seconds(EtaEstimate estimate, int from) {
        return Duration.between(NOON.plusSeconds(from), estimate.arrival()).toMillis() / 1000.0;
    }

    /** A car on the run; each call gives the car a moment later. */
    private static final class Car {

        private final Course course;
        private final TripProgress progress;

        private Car(Course course) {
            this(course, TripProgress.start(course, EN_ROUTE));
        }

        private Car(Course course, TripProgress progress) {
            this.course = course;
            this.progress = progress;
        }

        private Car start(TripStatus status) {
            return new Car(course, TripProgress.start(course, EN_ROUTE)).turned(status, 0);
        }

        private Car turned(TripStatus status, int second) {
            return new Car(course, progress.turned(status, NOON.plusSeconds(second)));
        }

        private Car seen(int second, double north) {
            return beside(second, north, 0);
        }

        private Car beside(int second, double north, double east) {
            Instant at = NOON.plusSeconds(second);
            return new Car(course, progress.after(LocationFix.at(point(north, east), at)));
        }

        private Eta eta(int second) {
            return progress.eta(NOON.plusSeconds(second));
        }
    }
}
