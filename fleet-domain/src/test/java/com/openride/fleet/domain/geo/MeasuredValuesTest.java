package com.openride.fleet.domain.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.openride.fleet.domain.fault.InvalidValue;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class MeasuredValuesTest {

    @Test
    void a_speed_is_from_0_to_300_kilometres_per_hour() {
        assertRange("speed", Speed::new, 0, 300);
        assertThat(new Speed(36).metersPerSecond()).isCloseTo(10, within(1e-9));
    }

    @Test
    void an_accuracy_is_from_0_to_5000_metres() {
        assertRange("accuracy", Accuracy::new, 0, 5000);
    }

    @Test
    void an_altitude_is_from_below_the_dead_sea_to_above_any_plane() {
        assertRange("altitude", Altitude::new, -1000, 20_000);
    }

    @Test
    void a_bearing_is_from_0_to_360_degrees() {
        assertRange("bearing", Bearing::new, 0, 360);
    }

    @Test
    void a_full_circle_is_north() {
        assertThat(new Bearing(360)).isEqualTo(new Bearing(0));
        assertThat(new Bearing(359.999).degrees()).isEqualTo(359.999);
    }

    @Test
    void nothing_is_zero_below_zero() {
        assertThat(new Speed(-0.0)).isEqualTo(new Speed(0));
        assertThat(new Accuracy(-0.0)).isEqualTo(new Accuracy(0));
        assertThat(new Altitude(-0.0)).isEqualTo(new Altitude(0));
        assertThat(new Bearing(-0.0)).isEqualTo(new Bearing(0));
    }

    @Property
    void what_is_within_the_range_is_kept_as_it_is(@ForAll @DoubleRange(min = 0, max = 300) double value) {
        assertThat(new Speed(value).kilometersPerHour()).isEqualTo(value + 0.0);
        assertThat(new Bearing(value).degrees()).isEqualTo(value + 0.0);
    }

    private static void assertRange(String field, DoubleFunction<Object> value, double lowest, double highest) {
        assertThat(value.apply(lowest)).isNotNull();
        assertThat(value.apply(highest)).isNotNull();
        DoubleStream.of(
                        Math.nextDown(lowest),
                        Math.nextUp(highest),
                        Double.NaN,
                        Double.NEGATIVE_INFINITY,
                        Double.POSITIVE_INFINITY)
                .forEach(outside -> assertThatThrownBy(() -> value.apply(outside))
                        .isInstanceOfSatisfying(
                                InvalidValue.class,
                                fault -> assertThat(fault.field()).isEqualTo(field))
                        .hasMessage("%s must be from %d to %d", field, (long) lowest, (long) highest));
    }
}
