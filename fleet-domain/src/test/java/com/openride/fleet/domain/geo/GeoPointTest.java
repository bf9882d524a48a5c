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

    /** A degree of a great circle on the sphere of this radius. */
    private static final double METERS_PER_DEGREE = Math.PI / 180 * GeoPoint.EARTH_RADIUS_METERS;

    @Test
    void knows_how_far_apart_places_are() {
        assertThat(IKEJA.metersTo(YABA)).isCloseTo(10_490, within(15.0));
        assertThat(IKEJA.bearingTo(YABA).degrees()).isCloseTo(168, within(1.0));
    }

    @Test
    void a_degree_of_the_equator_and_of_a_meridian_are_as_long() {
        assertThat(new GeoPoint(0, 10).metersTo(new GeoPoint(0, 11))).isCloseTo(METERS_PER_DEGREE, within(0.001));
        assertThat(new GeoPoint(50, 10).metersTo(new GeoPoint(51, 10))).isCloseTo(METERS_PER_DEGREE, within(0.001));
        assertThat(METERS_PER_DEGREE).isCloseTo(111_195.08, within(0.01));
    }

    @Test
    void no_two_places_are_farther_apart_than_half_the_way_around() {
        assertThat(new GeoPoint(0, 0).metersTo(new GeoPoint(0, 180))).isCloseTo(180 * METERS_PER_DEGREE, within(0.5));
        assertThat(new GeoPoint(90, 0).metersTo(new GeoPoint(-90, 77))).isCloseTo(180 * METERS_PER_DEGREE, within(0.5));
    }

    @Test
    void takes_the_short_way_over_the_antimeridian() { // GEO-12
        assertThat(new GeoPoint(0, 179.999).metersTo(new GeoPoint(0, -179.999))).isCloseTo(222, within(1.0));
        assertThat(new GeoPoint(0, 179.999).bearingTo(new GeoPoint(0, -179.999)).degrees())
                .isEqualTo(90);
        assertThat(new GeoPoint(-17, 180).metersTo(new GeoPoint(-17, -180))).isCloseTo(0, within(0.001));
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
    void zero_has_no_sign() {
        assertThat(new GeoPoint(-0.0, -1e-9)).isEqualTo(new GeoPoint(0, 0));
    }

    @Test
    void refuses_places_that_are_not_on_earth_by_name() { // GEO-01, GEO-02
        assertThatThrownBy(() -> new GeoPoint(90.0001, 0)).hasMessage("latitude must be from -90 to 90");
        assertThatThrownBy(() -> new GeoPoint(0, -180.0001)).hasMessage("longitude must be from -180 to 180");
        assertThatThrownBy(() -> new GeoPoint(Double.NaN, 0)).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> new GeoPoint(0, Double.POSITIVE_INFINITY)).isInstanceOf(InvalidValue.class);
    }

    @Test
    void the_four_winds_are_a_quarter_turn_apart() {
        var here = new GeoPoint(0, 20);

        assertThat(here.bearingTo(new GeoPoint(1, 20)).degrees()).isEqualTo(0);
        assertThat(here.bearingTo(new GeoPoint(0, 21)).degrees()).isEqualTo(90);
        assertThat(here.bearingTo(new GeoPoint(-1, 20)).degrees()).isEqualTo(180);
        assertThat(here.bearingTo(new GeoPoint(0, 19)).degrees()).isEqualTo(270);
        assertThat(here.bearingTo(here).degrees()).isEqualTo(0);
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

    @Property
    void distance_agrees_with_the_angle_between_two_vectors(
            @ForAll @DoubleRange(min = -90, max = 90) double latitude,
            @ForAll @DoubleRange(min = -180, max = 180) double longitude,
            @ForAll @DoubleRange(min = -90, max = 90) double otherLatitude,
            @ForAll @DoubleRange(min = -180, max = 180) double otherLongitude) {
        var one = new GeoPoint(latitude, longitude);
        var other = new GeoPoint(otherLatitude, otherLongitude);

        // The haversine loses half of its digits near the antipode, so half a metre is all that can be asked there.
        assertThat(one.metersTo(other)).isCloseTo(metersByVectors(one, other), within(0.5));
    }

    @Property
    void distance_is_exact_to_a_millimetre_within_a_city(
            @ForAll @DoubleRange(min = -80, max = 80) double latitude,
            @ForAll @DoubleRange(min = -180, max = 179) double longitude,
            @ForAll @DoubleRange(min = -0.2, max = 0.2) double north,
            @ForAll @DoubleRange(min = 0, max = 0.2) double east) {
        var one = new GeoPoint(latitude, longitude);
        var other = new GeoPoint(latitude + north, longitude + east);

        assertThat(one.metersTo(other)).isCloseTo(metersByVectors(one, other), within(0.001));
    }

    @Property
    void who_walks_the_bearing_for_the_distance_arrives(
            @ForAll @DoubleRange(min = -89, max = 89) double latitude,
            @ForAll @DoubleRange(min = -180, max = 180) double longitude,
            @ForAll @DoubleRange(min = -89, max = 89) double otherLatitude,
            @ForAll @DoubleRange(min = -180, max = 180) double otherLongitude) {
        var one = new GeoPoint(latitude, longitude);
        var other = new GeoPoint(otherLatitude, otherLongitude);

        GeoPoint reached = walked(one, one.bearingTo(other), one.metersTo(other));

        assertThat(reached.metersTo(other)).isLessThan(1);
    }

    /** The angle between the normals, by its tangent, which is good at any angle. */
    private static double metersByVectors(GeoPoint one, GeoPoint other) {
        double[] a = vector(one);
        double[] b = vector(other);
        double cross =
                Math.hypot(Math.hypot(a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2]), a[0] * b[1] - a[1] * b[0]);
        double dot = a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
        return GeoPoint.EARTH_RADIUS_METERS * Math.atan2(cross, dot);
    }

    private static double[] vector(GeoPoint point) {
        double latitude = Math.toRadians(point.latitude());
        double longitude = Math.toRadians(point.longitude());
        return new double[] {
            Math.cos(latitude) * Math.cos(longitude), Math.cos(latitude) * Math.sin(longitude), Math.sin(latitude)
        };
    }

    /** The place that lies so far in the direction, by the direct formula on the sphere. */
    private static GeoPoint walked(GeoPoint from, Bearing bearing, double meters) {
        double angle = meters / GeoPoint.EARTH_RADIUS_METERS;
        double latitude = Math.toRadians(from.latitude());
        double direction = Math.toRadians(bearing.degrees());
        double sine = Math.sin(latitude) * Math.cos(angle) + Math.cos(latitude) * Math.sin(angle) * Math.cos(direction);
        double east = Math.atan2(
                Math.sin(direction) * Math.sin(angle) * Math.cos(latitude),
                Math.cos(angle) - Math.sin(latitude) * sine);
        return new GeoPoint(
                Math.toDegrees(Math.asin(sine)), Math.IEEEremainder(from.longitude() + Math.toDegrees(east), 360));
    }
}
