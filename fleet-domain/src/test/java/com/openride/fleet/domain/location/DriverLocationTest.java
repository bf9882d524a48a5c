package com.openride.fleet.domain.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.fault.InvalidValue;
import com.openride.fleet.domain.geo.GeoPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class DriverLocationTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final GeoPoint IKEJA = new GeoPoint(6.6018, 3.3515);
    private static final DriverId DRIVER = new DriverId(UUID.randomUUID());

    @Test
    void a_fix_exactly_at_0_0_is_no_reception() { // GEO-03
        assertField("latitude", () -> LocationFix.at(new GeoPoint(0, 0), NOON));
        assertField("latitude", () -> LocationFix.at(new GeoPoint(-0.0, 0.00000001), NOON));
        assertThatCode(() -> LocationFix.at(new GeoPoint(0, 0.0000001), NOON)).doesNotThrowAnyException();
        assertThatCode(() -> LocationFix.at(new GeoPoint(0, 9), NOON)).doesNotThrowAnyException();
    }

    @Test
    void times_are_kept_to_milliseconds() {
        DriverLocation location = located(NOON.plusNanos(1_999_999), NOON.plusNanos(2_000_001));

        assertThat(location.fix().recordedAt()).isEqualTo(NOON.plusMillis(1));
        assertThat(location.receivedAt()).isEqualTo(NOON.plusMillis(2));
    }

    @Test
    void a_fix_is_at_most_a_day_old_when_it_comes() { // TIME-02
        assertThatCode(() -> located(NOON.minus(Duration.ofHours(24)), NOON)).doesNotThrowAnyException();
        assertField("timestamp", () -> located(NOON.minus(Duration.ofHours(24)).minusMillis(1), NOON));
    }

    @Test
    void a_fix_is_at_most_half_a_minute_ahead() { // TIME-01
        assertThatCode(() -> located(NOON.plusSeconds(30), NOON)).doesNotThrowAnyException();
        assertField("timestamp", () -> located(NOON.plusMillis(30_001), NOON));
    }

    @Test
    void what_was_recorded_later_is_newer_whenever_it_came() { // TIME-03
        DriverLocation early = located(NOON, NOON.plusSeconds(60));
        DriverLocation late = located(NOON.plusSeconds(1), NOON.plusSeconds(1));

        assertThat(late.isNewerThan(early)).isTrue();
        assertThat(early.isNewerThan(late)).isFalse();
    }

    @Test
    void of_one_recorded_time_the_later_to_come_is_newer_and_none_is_newer_than_itself() {
        DriverLocation first = located(NOON, NOON);
        DriverLocation again = located(NOON, NOON.plusMillis(1));

        assertThat(again.isNewerThan(first)).isTrue();
        assertThat(first.isNewerThan(again)).isFalse();
        assertThat(first.isNewerThan(located(NOON, NOON))).isFalse();
    }

    @Property
    void of_two_at_most_one_is_newer(
            @ForAll @IntRange(max = 3) int recorded,
            @ForAll @IntRange(max = 3) int received,
            @ForAll @IntRange(max = 3) int otherRecorded,
            @ForAll @IntRange(max = 3) int otherReceived) {
        DriverLocation one = located(NOON.plusMillis(recorded), NOON.plusMillis(received));
        DriverLocation other = located(NOON.plusMillis(otherRecorded), NOON.plusMillis(otherReceived));

        boolean same = recorded == otherRecorded && received == otherReceived;
        assertThat(one.isNewerThan(other) || other.isNewerThan(one)).isEqualTo(!same);
        assertThat(one.isNewerThan(other) && other.isNewerThan(one)).isFalse();
    }

    @Test
    void doubts_are_kept_as_they_were_raised() {
        Set<Doubt> doubts = EnumSet.of(Doubt.TELEPORT);
        var location = new DriverLocation(DRIVER, LocationFix.at(IKEJA, NOON), NOON, doubts);
        doubts.clear();

        assertThat(location.doubts()).containsExactly(Doubt.TELEPORT);
        assertThat(located(NOON, NOON).doubts()).isEmpty();
    }

    private static DriverLocation located(Instant recordedAt, Instant receivedAt) {
        return new DriverLocation(DRIVER, LocationFix.at(IKEJA, recordedAt), receivedAt);
    }

    private static void assertField(String field, ThrowingCallable making) {
        assertThatThrownBy(making)
                .isInstanceOfSatisfying(
                        InvalidValue.class, fault -> assertThat(fault.field()).isEqualTo(field));
    }
}
