package com.openride.fleet.application.contract;

import static com.openride.fleet.application.contract.Samples.IKEJA;
import static com.openride.fleet.application.contract.Samples.NOON;
import static com.openride.fleet.application.contract.Samples.YABA;
import static com.openride.fleet.application.contract.Samples.anyDriver;
import static com.openride.fleet.application.contract.Samples.located;
import static com.openride.fleet.domain.driver.DriverStatus.BUSY;
import static com.openride.fleet.domain.driver.DriverStatus.ONLINE;
import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.application.port.out.DriverPlace;
import com.openride.fleet.application.port.out.Drivers;
import com.openride.fleet.application.port.out.Drivers.Search;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.geo.GeoPoint;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a search of every {@link Drivers} must find, whatever it is built on. */
public interface DriverSearchContract {

    /** How far two ways to compute a distance on the sphere may differ, as a share of it. */
    double ROUNDING = 1e-5;

    /** A store that has never heard of anybody. */
    Drivers drivers();

    /** Another instance of the same fleet; {@link #drivers()} itself when there is only one. */
    default Drivers elsewhere() {
        return drivers();
    }

    /** Returns once every place told so far can be found by any instance. */
    default void settle() {}

    @Test
    default void finds_the_nearest_first() {
        DriverId far = at(6.62, 3.3515);
        DriverId near = at(6.603, 3.3515);
        DriverId middle = at(6.6018, 3.36);

        assertThat(found(IKEJA, 5000)).containsExactly(near, middle, far);
    }

    @Test
    default void finds_whoever_moved_at_another_instance() {
        DriverId driver = anyDriver();
        elsewhere().moved(new DriverPlace(located(driver, IKEJA, NOON), ONLINE));

        assertThat(found(IKEJA, 100)).containsExactly(driver);
    }

    @Test
    default void tells_the_place_with_the_driver() {
        var place = new DriverPlace(located(anyDriver(), YABA, NOON), ONLINE);
        drivers().moved(place);
        settle();

        assertThat(drivers().nearby(search(YABA, 100))).containsExactly(place);
    }

    @Test
    default void finds_nobody_beyond_the_radius() {
        DriverId within = at(6.6018, 3.3524);
        at(6.6018, 3.3526);

        assertThat(found(IKEJA, 110)).containsExactly(within);
    }

    @Test
    default void finds_only_the_statuses_asked_for_as_they_are_now() {
        DriverId online = at(6.602, 3.3515);
        DriverId turned = at(6.603, 3.3515);
        drivers().turned(turned, BUSY);

        assertThat(found(IKEJA, 5000)).containsExactly(online);
        assertThat(found(new Search(IKEJA, 5000, Set.of(BUSY), NOON, 10))).containsExactly(turned);
        assertThat(found(new Search(IKEJA, 5000, Set.of(BUSY, ONLINE), NOON, 10)))
                .containsExactly(online, turned);
    }

    @Test
    default void finds_only_fixes_that_are_recent_enough() { // background section 6, 17
        DriverId recent = moved(anyDriver(), IKEJA, NOON.minusSeconds(60));
        moved(anyDriver(), IKEJA, NOON.minusSeconds(61));

        assertThat(found(new Search(IKEJA, 100, Set.of(ONLINE), NOON.minusSeconds(60), 10)))
                .containsExactly(recent);
    }

    @Test
    default void finds_no_more_than_asked_for() {
        at(6.602, 3.3515);
        at(6.603, 3.3515);
        at(6.604, 3.3515);

        assertThat(found(new Search(IKEJA, 5000, Set.of(ONLINE), NOON, 2))).hasSize(2);
    }

    @Test
    default void a_driver_who_drove_on_is_found_where_they_are_and_only_there() {
        DriverId driver = moved(anyDriver(), IKEJA, NOON);
        for (int second = 1; second <= 20; second++) {
            moved(driver, new GeoPoint(6.6018 - 0.0046 * second, 3.3515), NOON.plusSeconds(second));
        }

        assertThat(found(IKEJA, 3000)).isEmpty();
        assertThat(found(YABA, 3000)).containsExactly(driver);
        assertThat(found(IKEJA, 50_000)).containsExactly(driver);
    }

    @Test
    default void a_late_fix_does_not_take_a_driver_back() {
        DriverId driver = moved(anyDriver(), YABA, NOON);
        moved(driver, IKEJA, NOON.minusSeconds(1));

        assertThat(found(IKEJA, 1000)).isEmpty();
        assertThat(found(YABA, 1000)).containsExactly(driver);
    }

    @Test
    default void reaches_over_the_antimeridian() { // GEO-12
        DriverId west = at(-17, 179.999);
        DriverId east = at(-17, -179.998);
        DriverId line = at(-17, 180);

        assertThat(found(new GeoPoint(-17, -179.9999), 1000)).containsExactly(line, west, east);
        assertThat(found(new GeoPoint(-17, 179.9999), 1000)).containsExactly(line, west, east);
        assertThat(found(new GeoPoint(-17, -180), 1000)).containsExactly(line, west, east);
    }

    @Test
    default void reaches_over_the_poles() { // GEO-13
        DriverId north = at(89.999, 10);
        DriverId beyond = at(89.998, -170);
        DriverId south = at(-90, 0);

        assertThat(found(new GeoPoint(89.999, 10), 1000)).containsExactly(north, beyond);
        assertThat(found(new GeoPoint(-89.9, 123), 50_000)).containsExactly(south);
    }

    @Test
    default void finds_whom_a_look_at_everybody_would_find() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        List<DriverPlace> everybody = IntStream.range(0, 400)
                .mapToObj(number -> new DriverPlace(located(anyDriver(), somewhere(random), NOON), ONLINE))
                .toList();
        everybody.forEach(drivers()::moved);
        settle();

        for (int round = 0; round < 60; round++) {
            var search = new Search(
                    somewhere(random), Math.pow(10, 2 + 2.69 * random.nextDouble()), Set.of(ONLINE), NOON, 400);
            assertFinds(everybody, search, "seed " + seed + " " + search);
        }
    }

    private void assertFinds(List<DriverPlace> everybody, Search search, String hint) {
        List<DriverPlace> found = drivers().nearby(search);

        assertThat(found)
                .as(hint)
                .doesNotHaveDuplicates()
                .containsAll(within(everybody, search, 1 - ROUNDING))
                .isSubsetOf(within(everybody, search, 1 + ROUNDING))
                .isSortedAccordingTo(Comparator.comparingLong(place -> Math.round(meters(search, place))));
    }

    /** Around a few hard places, so that searches find someone. */
    private static GeoPoint somewhere(Random random) {
        List<GeoPoint> hard = List.of(
                IKEJA,
                new GeoPoint(-17, 180),
                new GeoPoint(89.9, 40),
                new GeoPoint(-89.95, -120),
                new GeoPoint(70, -180),
                new GeoPoint(0.001, 0.001));
        GeoPoint base = hard.get(random.nextInt(hard.size()));
        double spread = Math.pow(10, -3 + 2.7 * random.nextDouble());
        double latitude = base.latitude() + spread * (random.nextDouble() - 0.5);
        double longitude = base.longitude() + spread * (random.nextDouble() - 0.5);
        return new GeoPoint(Math.max(-90, Math.min(90, latitude)), Math.IEEEremainder(longitude, 360));
    }

    private static List<DriverPlace> within(List<DriverPlace> everybody, Search search, double share) {
        return everybody.stream()
                .filter(place -> meters(search, place) <= search.radiusMeters() * share)
                .toList();
    }

    private static double meters(Search search, DriverPlace place) {
        return search.center().metersTo(place.location().fix().point());
    }

    private DriverId at(double latitude, double longitude) {
        return moved(anyDriver(), new GeoPoint(latitude, longitude), NOON);
    }

    private DriverId moved(DriverId driver, GeoPoint point, Instant at) {
        drivers().moved(new DriverPlace(located(driver, point, at), DriverStatus.ONLINE));
        return driver;
    }

    private List<DriverId> found(GeoPoint center, double radiusMeters) {
        return found(search(center, radiusMeters));
    }

    private List<DriverId> found(Search search) {
        settle();
        return drivers().nearby(search).stream()
                .map(place -> place.location().driver())
                .toList();
    }

    private static Search search(GeoPoint center, double radiusMeters) {
        return new Search(center, radiusMeters, Set.of(ONLINE), NOON, 10);
    }
}
