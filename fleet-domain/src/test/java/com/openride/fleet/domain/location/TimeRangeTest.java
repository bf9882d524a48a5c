package com.openride.fleet.domain.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openride.fleet.domain.fault.InvalidValue;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimeRangeTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void contains_its_beginning_and_not_its_end() {
        var minute = new TimeRange(NOON, NOON.plusSeconds(60));

        assertThat(minute.contains(NOON.minusNanos(1))).isFalse();
        assertThat(minute.contains(NOON)).isTrue();
        assertThat(minute.contains(NOON.plusSeconds(60).minusNanos(1))).isTrue();
        assertThat(minute.contains(NOON.plusSeconds(60))).isFalse();
    }

    @Test
    void may_be_empty_but_never_backwards() {
        assertThat(new TimeRange(NOON, NOON).contains(NOON)).isFalse();
        assertThatThrownBy(() -> new TimeRange(NOON, NOON.minusNanos(1)))
                .isInstanceOf(InvalidValue.class)
                .hasMessage("from must not be after to");
    }

    @Test
    void is_at_most_31_days_long() {
        Duration month = Duration.ofDays(31);

        assertThat(new TimeRange(NOON.minus(month), NOON).from()).isEqualTo(NOON.minus(month));
        assertThatThrownBy(() -> new TimeRange(NOON.minus(month).minusNanos(1), NOON))
                .isInstanceOf(InvalidValue.class)
                .hasMessage("from must be at most 31 days before to");
    }
}
