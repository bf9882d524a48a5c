package com.openride.fleet.domain.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.openride.fleet.domain.fault.InvalidValue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class GeoPointTest {

    private static final GeoPoint IKEJA = new GeoPoint(6.6018, 3.3515);
    private static final GeoPoint YABA = new GeoPoint(6.5095, 3.3711);

    @Test
    void knows_how_far_apart_places_are() {
        assertThat(IKEJA.metersTo(YABA)).isCloseTo(10_490, within(15.0));
        assertThat(IKEJA.bearingTo(YABA).degrees()).isCloseTo(168, within(1.0));
    }

    @Test
    void takes_the_short_way_over_the_antimeridian() { // GEO-12
        assertThat(new GeoPoint(0, 179.999).metersTo(new GeoPoint(0, -179.999))).isCloseTo(222, within(1.0));
    }

    @Test
    void the_pole_is_a_place_like_any_other() { // GEO-13
        assertThat(new GeoPoint(90, 12).metersTo(new GeoPoint(90, -100))).isCloseTo(0, within(0.01));
    }

    @Test
    void keeps_a_centimetre_and_no_more() { // GEO-11
        assertThat(new GeoPoint(6.55555555555555, 3.3).latitude()).isEqualTo(6.5555556);
    }

    @Test
    void refuses_places_that_are_not_on_earth_by_name() { // GEO-01, GEO-02
        assertThatThrownBy(() -> new GeoPoint(90.0001, 0)).hasMessage("latitude must be from -90 to 90");
        assertThatThrownBy(() -> new GeoPoint(0, -180.0001)).hasMessage("longitude must be from -180 to 180");
        assertThatThrownBy(() -> new GeoPoint(Double.NaN, 0)).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> new GeoPoint(0, Double.POSITIVE_INFINITY)).isInstanceOf(InvalidValue.class);
    }

    @Property
    void distance_is_the_same_both_ways(
            @ForAll @DoubleRange(min = -90, max = 90) double latitude,
            @ForAll @DoubleRange(min = -180, max = 180) double longitude,
            @ForAll @DoubleRange(min = -90, max = 90) double otherLatitude,
            @ForAll @DoubleRange(min = -180, max = 180) double otherLongitude) {
        var one = new GeoPoint(latitude, longitude);
        var other = new GeoPoint(otherLatitude, otherLongitude);

        assertThat(one.metersTo(other))
                .isCloseTo(other.metersTo(one), within(0.001))
                .isLessThan(20_020_000);
        assertThat(one.metersTo(YABA)).isLessThanOrEqualTo(one.metersTo(other) + other.metersTo(YABA) + 0.01);
    }
}
