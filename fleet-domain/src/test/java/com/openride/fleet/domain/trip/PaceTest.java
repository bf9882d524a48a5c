package com.openride.fleet.domain.trip;

import static com.openride.fleet.domain.trip.TestPlans.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.location.LocationFix;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final DriverId DRIVER = new DriverId(UUID.randomUUID());
    private static final double DEGREES_PER_METER = 1 / 111_195.08;

    @Test
    void nothing_is_known_of_whoever_has_not_moved_so_25_kilometres_per_hour_are_assumed() {
        assertThat(Pace.UNKNOWN.expectedMetersPerSecond()).isCloseTo(25 / 3.6, within(1e-9));
    }

    @Test
    void after_five_minutes_two_thirds_of_what_was_before_is_forgotten() {
        Pace pace = Pace.UNKNOWN;
        for (int i = 0; i < 60; i++) {
            pace = pace.after(at(5 * i, 100.0 * i), at(5 * (i + 1), 100.0 * (i + 1)));
        }

        double expected = 20 + (25 / 3.6 - 20) * Math.exp(-1);
        assertThat(pace.metersPerSecond()).isCloseTo(expected, within(0.01));
    }

    @Test
    void a_red_light_slows_down_and_no_halt_makes_an_endless_estimate() {
        Pace halted = new Pace(10).after(at(0, 0), at(60, 0));
        for (int minute = 1; minute < 60; minute++) {
            halted = halted.after(at(60 * minute, 0), at(60 * minute + 60, 0));
        }

        assertThat(new Pace(10).after(at(0, 0), at(60, 0)).metersPerSecond()).isCloseTo(8.187, within(0.001));
        assertThat(halted.metersPerSecond()).isLessThan(0.01);
        assertThat(halted.expectedMetersPerSecond()).isCloseTo(10 / 3.6, within(1e-9));
    }

    @Test
    void fixes_that_go_back_or_follow_a_long_gap_teach_nothing() {
        var pace = new Pace(7);

        assertThat(pace.after(at(10, 0), at(10, 500))).isEqualTo(pace);
        assertThat(pace.after(at(10, 0), at(5, 500))).isEqualTo(pace);
        assertThat(pace.after(at(0, 0), at(301, 500))).isEqualTo(pace);
        assertThat(pace.after(at(0, 0), at(300, 500))).isNotEqualTo(pace);
    }

    @Property
    void whatever_the_fixes_say_the_pace_to_expect_is_a_cars(
            @ForAll @Size(max = 30) List<@DoubleRange(min = -50_000, max = 50_000) Double> meters) {
        Pace pace = Pace.UNKNOWN;
        DriverLocation before = at(0, 0);
        for (int i = 0; i < meters.size(); i++) {
            DriverLocation next = at(5 * (i + 1), meters.get(i));
            pace = pace.after(before, next);
            before = next;
        }

        assertThat(pace.expectedMetersPerSecond()).isBetween(10 / 3.6, 120 / 3.6);
        assertThat(pace.metersPerSecond()).isBetween(0.0, 120 / 3.6);
    }

    private static DriverLocation at(int seconds, double metersNorth) {
        Instant now = NOON.plusSeconds(seconds);
        var point = new GeoPoint(6.6 + metersNorth * DEGREES_PER_METER, 3.35);
        return new DriverLocation(DRIVER, LocationFix.at(point, now), now);
    }
}
