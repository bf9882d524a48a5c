package com.openride.fleet.domain.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.openride.fleet.domain.geo.RouteLine.Spot;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class RouteLineTest {

    private static final GeoPoint SOUTH = new GeoPoint(6.50, 3.40);
    private static final GeoPoint NORTH = new GeoPoint(6.52, 3.40);
    private static final double LENGTH = SOUTH.metersTo(NORTH);

    private final RouteLine straight = line(SOUTH, NORTH);
    private final RouteLine thereAndBack = line(SOUTH, NORTH, SOUTH);

    @Test
    void a_car_beside_it_is_told_by_how_far_along_and_how_far_off() {
        Spot spot = straight.follow(new GeoPoint(6.51, 3.4009), 0, LENGTH);

        assertThat(spot.alongMeters()).isCloseTo(LENGTH / 2, within(0.5));
        assertThat(spot.offMeters()).isCloseTo(99.4, within(0.5));
    }

    @Test
    void a_car_never_goes_back_and_never_farther_than_it_can_have_come() {
        GeoPoint middle = new GeoPoint(6.51, 3.40);

        assertThat(straight.follow(middle, 1500, 500).alongMeters()).isEqualTo(1500);
        assertThat(straight.follow(middle, 1500, 500).offMeters()).isCloseTo(1500 - LENGTH / 2, within(0.5));
        assertThat(straight.follow(middle, 100, 200).alongMeters()).isEqualTo(300);
    }

    @Test
    void the_way_back_over_the_same_road_is_not_taken_for_the_way_there() {
        GeoPoint nearTheTurn = new GeoPoint(6.519, 3.40003);

        Spot there = thereAndBack.follow(nearTheTurn, LENGTH - 150, 600);
        Spot back = thereAndBack.follow(nearTheTurn, LENGTH + 5, 600);

        assertThat(there.alongMeters()).isCloseTo(LENGTH - 111.2, within(0.5));
        assertThat(back.alongMeters()).isCloseTo(LENGTH + 111.2, within(0.5));
    }

    @Test
    void a_halt_is_where_the_route_first_passes_it_about_as_near_as_ever() {
        GeoPoint beside = new GeoPoint(6.51, 3.4001);
        RouteLine back = line(SOUTH, NORTH, new GeoPoint(6.52, 3.4001), new GeoPoint(6.50, 3.4001));

        assertThat(back.nearest(beside, 0).alongMeters()).isCloseTo(1.5 * LENGTH + 11, within(1.0));
        assertThat(back.firstPass(beside, 0, 30).alongMeters()).isCloseTo(0.5 * LENGTH, within(1.0));
        assertThat(back.firstPass(beside, 0, 5).alongMeters()).isCloseTo(1.5 * LENGTH + 11, within(1.0));
        assertThat(back.firstPass(beside, LENGTH, 30).alongMeters()).isCloseTo(1.5 * LENGTH + 11, within(1.0));
        assertThat(back.firstPass(NORTH, 0, 0).alongMeters()).isCloseTo(LENGTH, within(0.1));
        assertThat(back.metersToEnd(SOUTH)).isCloseTo(11, within(0.1));
    }

    @Test
    void places_that_repeat_are_no_trouble() {
        assertThat(line(SOUTH, SOUTH, NORTH, NORTH).follow(NORTH, 0, 1e9))
                .satisfies(spot -> assertThat(spot.alongMeters()).isCloseTo(LENGTH, within(0.1)))
                .satisfies(spot -> assertThat(spot.offMeters()).isCloseTo(0, within(0.1)));
        assertThat(line(SOUTH, SOUTH).follow(NORTH, 0, 10).offMeters()).isCloseTo(LENGTH, within(5.0));
    }

    @Test
    void the_antimeridian_is_no_edge() {
        RouteLine line = line(new GeoPoint(-17, 179.99), new GeoPoint(-17, -179.99));

        assertThat(line.nearest(new GeoPoint(-17, 180), 0).alongMeters())
                .isCloseTo(line.lengthMeters() / 2, within(1.0));
    }

    @Property
    void finds_what_linear_referencing_over_the_whole_route_finds(
            @ForAll("routes") List<GeoPoint> points,
            @ForAll @DoubleRange(min = 6.48, max = 6.54) double latitude,
            @ForAll @DoubleRange(min = 3.38, max = 3.42) double longitude) {
        var place = new GeoPoint(latitude, longitude);
        var path = new RoutePath(points);

        Spot found = RouteLine.of(path).nearest(place, 0);

        double off = path.project(place).offMeters();
        assertThat(found.offMeters()).isCloseTo(off, within(0.01 * off + 0.5));
        assertThat(path.pointAt(found.alongMeters()).metersTo(place)).isCloseTo(off, within(0.01 * off + 0.5));
    }

    @Provide
    Arbitrary<List<GeoPoint>> routes() {
        return Combinators.combine(
                        Arbitraries.doubles().between(6.50, 6.52),
                        Arbitraries.doubles().between(3.39, 3.41))
                .as(GeoPoint::new)
                .list()
                .ofMinSize(2)
                .ofMaxSize(20);
    }

    private static RouteLine line(GeoPoint... points) {
        return RouteLine.of(new RoutePath(List.of(points)));
    }
}
