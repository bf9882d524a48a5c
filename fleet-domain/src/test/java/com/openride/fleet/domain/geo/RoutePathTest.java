package com.openride.fleet.domain.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.openride.fleet.domain.fault.InvalidValue;
import com.openride.fleet.domain.geo.RoutePath.Projection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class RoutePathTest {

    private static final GeoPoint SOUTH = new GeoPoint(6.50, 3.40);
    private static final GeoPoint MIDDLE = new GeoPoint(6.51, 3.40);
    private static final GeoPoint NORTH = new GeoPoint(6.52, 3.40);
    private static final RoutePath STRAIGHT = new RoutePath(List.of(SOUTH, MIDDLE, NORTH));
    private static final double PIECE = SOUTH.metersTo(MIDDLE);

    @Test
    void is_as_long_as_its_pieces_together() {
        assertThat(STRAIGHT.lengthMeters()).isCloseTo(2 * PIECE, within(0.01));
        assertThat(new RoutePath(List.of(SOUTH, NORTH, SOUTH)).lengthMeters()).isCloseTo(4 * PIECE, within(0.01));
    }

    @Test
    void a_place_beside_it_is_told_by_how_far_along_and_how_far_off() {
        var beside = new GeoPoint(6.515, 3.401);

        Projection seen = STRAIGHT.project(beside);

        assertThat(seen.alongMeters()).isCloseTo(1.5 * PIECE, within(0.1));
        assertThat(seen.offMeters()).isCloseTo(beside.metersTo(new GeoPoint(6.515, 3.40)), within(0.1));
        assertThat(seen.point()).isEqualTo(new GeoPoint(6.515, 3.40));
    }

    @Test
    void places_before_and_beyond_are_nearest_to_its_ends() {
        assertThat(STRAIGHT.project(new GeoPoint(6.49, 3.40)).alongMeters()).isZero();
        assertThat(STRAIGHT.project(new GeoPoint(6.53, 3.40)).alongMeters()).isCloseTo(2 * PIECE, within(0.01));
    }

    @Test
    void what_lies_before_the_rest_does_not_count() {
        var thereAndBack = new RoutePath(List.of(SOUTH, NORTH, SOUTH));
        var quarter = new GeoPoint(6.505, 3.40);

        assertThat(thereAndBack.project(quarter).alongMeters()).isCloseTo(0.5 * PIECE, within(0.1));
        assertThat(thereAndBack.project(quarter, PIECE).alongMeters()).isCloseTo(3.5 * PIECE, within(0.1));
        assertThat(STRAIGHT.project(SOUTH, PIECE / 2).alongMeters()).isCloseTo(PIECE / 2, within(0.01));
        assertThat(STRAIGHT.project(SOUTH, 9 * PIECE).point()).isEqualTo(NORTH);
    }

    @Test
    void the_first_of_several_places_as_near_is_the_one() {
        var ring = new RoutePath(List.of(SOUTH, MIDDLE, new GeoPoint(6.51, 3.41), SOUTH));

        assertThat(ring.project(SOUTH).alongMeters()).isZero();
    }

    @Test
    void standing_still_is_no_piece_to_stumble_over() {
        var halting = new RoutePath(List.of(SOUTH, SOUTH, MIDDLE, MIDDLE, MIDDLE, NORTH, NORTH));

        assertThat(halting.lengthMeters()).isCloseTo(2 * PIECE, within(0.01));
        assertThat(halting.project(MIDDLE).alongMeters()).isCloseTo(PIECE, within(0.01));
        assertThat(halting.pointAt(0)).isEqualTo(SOUTH);
        assertThat(halting.pointAt(1.5 * PIECE).metersTo(new GeoPoint(6.515, 3.40)))
                .isLessThan(0.1);
        assertThat(new RoutePath(List.of(SOUTH, SOUTH)).project(NORTH).point()).isEqualTo(SOUTH);
    }

    @Test
    void its_ends_are_the_points_before_nothing_and_after_all() {
        assertThat(STRAIGHT.pointAt(-1)).isEqualTo(SOUTH);
        assertThat(STRAIGHT.pointAt(1e9)).isEqualTo(NORTH);
    }

    @Test
    void crosses_the_antimeridian() {
        var east = new GeoPoint(-17, 179.99);
        var west = new GeoPoint(-17, -179.99);
        var over = new RoutePath(List.of(east, west));

        assertThat(over.pointAt(over.lengthMeters() / 4).longitude()).isCloseTo(179.995, within(1e-6));
        assertThat(over.pointAt(over.lengthMeters() * 3 / 4).longitude()).isCloseTo(-179.995, within(1e-6));
        assertThat(over.project(new GeoPoint(-17, -179.995)).alongMeters())
                .isCloseTo(over.lengthMeters() * 3 / 4, within(0.1));
    }

    @Test
    void has_two_to_ten_thousand_points() {
        assertThat(new RoutePath(Collections.nCopies(10_000, SOUTH)).points()).hasSize(10_000);
        IntStream.of(0, 1, 10_001)
                .forEach(count -> assertThatThrownBy(() -> new RoutePath(Collections.nCopies(count, SOUTH)))
                        .isInstanceOfSatisfying(
                                InvalidValue.class,
                                fault -> assertThat(fault.field()).isEqualTo("route")));
    }

    @Test
    void does_not_change_with_the_list_it_was_made_of() {
        List<GeoPoint> points = new ArrayList<>(List.of(SOUTH, NORTH));
        var path = new RoutePath(points);
        points.add(SOUTH);

        assertThat(path.points()).containsExactly(SOUTH, NORTH);
    }

    @Property(tries = 200)
    void no_place_on_it_is_nearer_than_the_projection(
            @ForAll("paths") RoutePath path, @ForAll("places") GeoPoint place) {
        Projection seen = path.project(place);

        assertThat(seen.offMeters()).isLessThanOrEqualTo(nearest(path, place, 0) + 1);
        assertThat(seen.offMeters()).isCloseTo(place.metersTo(seen.point()), within(0.05));
        assertThat(path.pointAt(seen.alongMeters()).metersTo(seen.point())).isLessThan(0.1);
    }

    @Property(tries = 200)
    void of_the_rest_no_place_is_nearer_and_none_lies_before(
            @ForAll("paths") RoutePath path,
            @ForAll("places") GeoPoint place,
            @ForAll @DoubleRange(min = 0, max = 1) double share) {
        double from = share * path.lengthMeters();

        Projection seen = path.project(place, from);

        assertThat(seen.alongMeters()).isBetween(from - 0.01, path.lengthMeters() + 0.01);
        assertThat(seen.offMeters()).isLessThanOrEqualTo(nearest(path, place, from) + 1);
    }

    @Property(tries = 200)
    void a_place_on_it_is_found_on_it(
            @ForAll("paths") RoutePath path, @ForAll @DoubleRange(min = 0, max = 1) double share) {
        double along = share * path.lengthMeters();

        GeoPoint place = path.pointAt(along);

        assertThat(path.project(place).offMeters()).isLessThan(0.1);
        assertThat(path.project(place, along).alongMeters()).isCloseTo(along, within(0.1));
    }

    /** Looks at a thousand places of the rest, one after the other. */
    private static double nearest(RoutePath path, GeoPoint place, double from) {
        double step = (path.lengthMeters() - from) / 1000;
        return DoubleStream.iterate(from, along -> along + step)
                .limit(1001)
                .map(along -> path.pointAt(along).metersTo(place))
                .min()
                .orElseThrow();
    }

    @Provide
    Arbitrary<RoutePath> paths() {
        return places().list().ofMinSize(2).ofMaxSize(8).map(RoutePath::new);
    }

    @Provide
    Arbitrary<GeoPoint> places() {
        return Combinators.combine(
                        Arbitraries.doubles().between(6.45, 6.55),
                        Arbitraries.doubles().between(3.35, 3.45))
                .as(GeoPoint::new);
    }
}
