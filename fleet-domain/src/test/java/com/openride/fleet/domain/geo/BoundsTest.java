package com.openride.fleet.domain.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openride.fleet.domain.fault.InvalidValue;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class BoundsTest {

    private static final Bounds LAGOS = new Bounds(6.3, 3.1, 6.8, 3.7);
    private static final Bounds FIJI = new Bounds(-20, 177, -15, -178);

    @Test
    void contains_what_lies_within_and_on_its_edges() {
        assertThat(LAGOS.contains(new GeoPoint(6.5, 3.4))).isTrue();
        assertThat(LAGOS.contains(new GeoPoint(6.3, 3.1))).isTrue();
        assertThat(LAGOS.contains(new GeoPoint(6.8, 3.7))).isTrue();
    }

    @Test
    void contains_nothing_beyond_any_of_its_four_edges() {
        assertThat(LAGOS.contains(new GeoPoint(6.2999999, 3.4))).isFalse();
        assertThat(LAGOS.contains(new GeoPoint(6.8000001, 3.4))).isFalse();
        assertThat(LAGOS.contains(new GeoPoint(6.5, 3.0999999))).isFalse();
        assertThat(LAGOS.contains(new GeoPoint(6.5, 3.7000001))).isFalse();
    }

    @Test
    void may_cross_the_antimeridian() {
        assertThat(FIJI.contains(new GeoPoint(-17, 179))).isTrue();
        assertThat(FIJI.contains(new GeoPoint(-17, -179))).isTrue();
        assertThat(FIJI.contains(new GeoPoint(-17, 180))).isTrue();
        assertThat(FIJI.contains(new GeoPoint(-17, -180))).isTrue();
        assertThat(FIJI.contains(new GeoPoint(-17, 176.9))).isFalse();
        assertThat(FIJI.contains(new GeoPoint(-17, -177.9))).isFalse();
        assertThat(FIJI.contains(new GeoPoint(-17, 0))).isFalse();
        assertThat(FIJI.contains(new GeoPoint(-14, 179))).isFalse();
    }

    @Test
    void names_the_edge_that_is_not_on_earth() {
        assertField("south", () -> new Bounds(-91, 0, 0, 1));
        assertField("west", () -> new Bounds(0, -181, 1, 1));
        assertField("north", () -> new Bounds(0, 0, 91, 1));
        assertField("east", () -> new Bounds(0, 0, 1, Double.NaN));
    }

    @Test
    void south_is_not_above_north() {
        assertField("south", () -> new Bounds(2, 0, 1, 1));
        assertThat(new Bounds(1, 0, 1, 1).contains(new GeoPoint(1, 0.5))).isTrue();
    }

    @Test
    void has_a_middle_also_across_the_antimeridian() {
        assertThat(LAGOS.center()).isEqualTo(new GeoPoint(6.55, 3.4));
        assertThat(FIJI.center()).isEqualTo(new GeoPoint(-17.5, 179.5));
        assertThat(new Bounds(-1, 178, 1, -170).center()).isEqualTo(new GeoPoint(0, -176));
    }

    @Test
    void reaches_as_far_as_its_farthest_point_and_not_much_farther() {
        var random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            double south = random.nextDouble() * 170 - 90;
            double north = south + random.nextDouble() * (90 - south);
            var bounds = new Bounds(south, random.nextDouble() * 360 - 180, north, random.nextDouble() * 360 - 180);
            var point = new GeoPoint(random.nextDouble() * 180 - 90, random.nextDouble() * 360 - 180);

            assertThat(!bounds.contains(point) || bounds.center().metersTo(point) <= bounds.reachMeters())
                    .as("%s holds %s", bounds, point)
                    .isTrue();
        }
        double corner = LAGOS.center().metersTo(new GeoPoint(6.8, 3.7));
        assertThat(LAGOS.reachMeters()).isBetween(corner, corner * 1.5);
        assertThat(new Bounds(-90, -180, 90, 180).reachMeters()).isLessThan(20_020_000);
    }

    private static void assertField(String field, ThrowingCallable making) {
        assertThatThrownBy(making)
                .isInstanceOfSatisfying(
                        InvalidValue.class, fault -> assertThat(fault.field()).isEqualTo(field));
    }
}
