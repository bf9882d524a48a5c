package com.openride.fleet.bootstrap.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class TimetableTest {

    @Property
    void a_watcher_knows_by_its_time_which_fix_it_is(
            @ForAll @IntRange(min = 1, max = 20_000) int drivers,
            @ForAll @DoubleRange(min = 0.01, max = 20) double ratePerDriver,
            @ForAll @LongRange(min = 0, max = 10_000_000) long fix) {
        var plan = plan(drivers, ratePerDriver * drivers, 60);
        var timetable = new Timetable(plan);
        timetable.begin();

        assertThat(timetable.turn(plan.driver(fix), timetable.timestamp(fix))).isEqualTo(plan.turn(fix));
        assertThat(plan.fix(plan.driver(fix), plan.turn(fix))).isEqualTo(fix);
    }

    @Test
    void fixes_are_spread_evenly_over_time_and_drivers() {
        var plan = plan(4, 2, 10);

        assertThat(plan.fixes()).isEqualTo(20);
        assertThat(plan.due(1)).isEqualTo(Duration.ofMillis(500).toNanos());
        assertThat(plan.driver(5)).isEqualTo(1);
        assertThat(plan.turn(5)).isEqualTo(1);
        assertThat(plan.due(5) - plan.due(1)).isEqualTo(Duration.ofSeconds(2).toNanos());
    }

    @Test
    void without_a_rate_nothing_is_sent() {
        assertThat(plan(4, 0, 10).fixes()).isZero();
    }

    @Test
    void what_was_sent_before_the_beginning_is_none_of_them() {
        var timetable = new Timetable(plan(1, 1, 10));

        assertThat(timetable.turn(0, System.currentTimeMillis())).isNegative();
        timetable.begin();
        assertThat(timetable.turn(0, timetable.timestamp(0) - 1)).isNegative();
    }

    @Test
    void what_is_sent_to_warm_up_is_not_timed() {
        var plan = plan(2, 10, 10);

        assertThat(plan.isTimed(9)).isFalse();
        assertThat(plan.isTimed(10)).isTrue();
    }

    @Test
    void latency_counts_from_when_a_fix_was_due_and_not_from_when_it_was_sent() {
        var timetable = new Timetable(plan(2, 10, 10));
        timetable.begin();

        long late = timetable.sinceDue(1, 2);

        assertThat(late)
                .isBetween(
                        -Duration.ofMillis(500).toNanos(), Duration.ofSeconds(5).toNanos());
        assertThat(timetable.due(5))
                .isEqualTo(timetable.due(0) + Duration.ofMillis(500).toNanos());
        assertThat(timetable.end())
                .isEqualTo(timetable.due(0) + Duration.ofSeconds(10).toNanos());
    }

    private static LoadPlan plan(int drivers, double rate, int seconds) {
        return new LoadPlan(drivers, 1, rate, Duration.ofSeconds(1), Duration.ofSeconds(seconds - 1), 100, false);
    }
}
