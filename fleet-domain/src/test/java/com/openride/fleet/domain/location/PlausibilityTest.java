package com.openride.fleet.domain.location;

import static com.openride.fleet.domain.location.Doubt.CLOCK_AHEAD;
import static com.openride.fleet.domain.location.Doubt.FROZEN;
import static com.openride.fleet.domain.location.Doubt.INACCURATE;
import static com.openride.fleet.domain.location.Doubt.TELEPORT;
import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.domain.geo.Accuracy;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.geo.Speed;
import com.openride.fleet.domain.location.Plausibility.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PlausibilityTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final GeoPoint IKEJA = new GeoPoint(6.6018, 3.3515);
    private static final GeoPoint ABUJA = new GeoPoint(9.0765, 7.3986);
    private static final double DEGREES_PER_METER = 1 / 111_195.08;

    private Plausibility state = Plausibility.START;

    @Test
    void the_first_fix_is_believed_wherever_it_is() {
        assertThat(judge(LocationFix.at(ABUJA, NOON))).isEmpty();
    }

    @Test
    void farther_than_300_kilometres_per_hour_and_200_metres_of_slack_is_no_car() {
        judge(at(0, 0));

        // 10 s at 300 km/h are 833.3 m.
        assertThat(judged(at(10, 1033))).isEmpty();
        assertThat(judged(at(10, 1034))).containsExactly(TELEPORT);
    }

    @Test
    void what_both_devices_are_not_sure_of_is_slack_too() {
        judge(new LocationFix(IKEJA, NOON, null, null, new Accuracy(50), null));
        var unsure = new LocationFix(north(1100), NOON.plusSeconds(10), null, null, new Accuracy(30), null);

        assertThat(judged(unsure)).isEmpty();
        assertThat(judged(at(10, 1100))).containsExactly(TELEPORT);
    }

    @Test
    void a_stray_does_not_move_what_is_believed() {
        judge(at(0, 0));
        judge(LocationFix.at(ABUJA, NOON.plusSeconds(5)));

        assertThat(judge(at(10, 50))).as("the car is still in Ikeja").isEmpty();
    }

    @Test
    void three_strays_that_agree_are_where_the_car_is() {
        judge(at(0, 0));

        List<Set<Doubt>> doubts = List.of(
                judge(LocationFix.at(ABUJA, NOON.plusSeconds(5))),
                judge(LocationFix.at(ABUJA, NOON.plusSeconds(10))),
                judge(LocationFix.at(ABUJA, NOON.plusSeconds(15))));

        assertThat(doubts).containsOnly(Set.of(TELEPORT));
        assertThat(judge(LocationFix.at(ABUJA, NOON.plusSeconds(20)))).isEmpty();
        assertThat(judge(at(25, 0))).containsExactly(TELEPORT);
    }

    @Test
    void strays_that_do_not_agree_are_never_believed() {
        judge(at(0, 0));
        GeoPoint kano = new GeoPoint(12.0022, 8.5920);
        for (int i = 1; i <= 10; i++) {
            judge(LocationFix.at(i % 2 == 0 ? ABUJA : kano, NOON.plusSeconds(5L * i)));
        }

        assertThat(judge(at(60, 0))).isEmpty();
    }

    @Test
    void strays_between_believed_fixes_do_not_add_up() {
        judge(at(0, 0));
        for (int i = 1; i <= 10; i++) {
            judge(LocationFix.at(ABUJA, NOON.plusSeconds(10L * i)));
            assertThat(judge(at(10 * i + 5, 0))).isEmpty();
        }
    }

    @Test
    void a_minute_at_exactly_one_place_while_claiming_to_move_is_frozen() {
        judge(moving(0, 0, 40));

        assertThat(judge(moving(59, 0, 40))).isEmpty();
        assertThat(judge(moving(60, 0, 40))).containsExactly(FROZEN);
        assertThat(judge(moving(65, 1, 40))).as("it moves again").isEmpty();
        assertThat(judge(moving(120, 1, 40))).as("and the minute begins anew").isEmpty();
    }

    @Test
    void a_car_that_stands_and_says_so_is_not_frozen() {
        judge(moving(0, 0, 0));

        assertThat(judge(moving(120, 0, 5))).isEmpty();
        assertThat(judge(at(180, 0))).as("nothing is said of the speed").isEmpty();
        assertThat(judge(moving(240, 0, 5.1))).containsExactly(FROZEN);
    }

    @Test
    void a_clock_more_than_five_seconds_ahead_is_told() {
        assertThat(Plausibility.START.judge(at(5, 0), NOON).doubts()).isEmpty();
        assertThat(Plausibility.START
                        .judge(LocationFix.at(IKEJA, NOON.plusMillis(5001)), NOON)
                        .doubts())
                .containsExactly(CLOCK_AHEAD);
    }

    @Test
    void a_device_that_is_not_sure_within_200_metres_is_told() {
        assertThat(judged(new LocationFix(IKEJA, NOON, null, null, new Accuracy(200), null)))
                .isEmpty();
        assertThat(judged(new LocationFix(IKEJA, NOON, null, null, new Accuracy(200.1), null)))
                .containsExactly(INACCURATE);
    }

    @Test
    void a_late_fix_is_judged_by_itself_and_changes_nothing() {
        judge(at(60, 0));
        Plausibility before = state;

        assertThat(judge(LocationFix.at(ABUJA, NOON))).isEmpty();
        assertThat(judge(LocationFix.at(ABUJA, NOON.plusSeconds(60)))).isEmpty();
        assertThat(judge(new LocationFix(ABUJA, NOON, null, null, new Accuracy(999), null)))
                .containsExactly(INACCURATE);
        assertThat(state).isEqualTo(before);
    }

    @Property
    void a_car_that_drives_below_the_limit_raises_no_doubt(
            @ForAll @Size(max = 50) List<@DoubleRange(min = 0.1, max = 80) Double> metersPerSecond,
            @ForAll @IntRange(min = 1, max = 120) int seconds) {
        Plausibility driving = Plausibility.START;
        double meters = 0;
        for (int i = 0; i < metersPerSecond.size(); i++) {
            meters += metersPerSecond.get(i) * seconds;
            Instant now = NOON.plusSeconds((long) i * seconds);
            var fix = new LocationFix(north(meters), now, null, new Speed(50), null, null);

            Verdict verdict = driving.judge(fix, now);

            assertThat(verdict.doubts()).isEmpty();
            driving = verdict.next();
        }
    }

    /** Judges the fix, by a clock that agrees with its own, and goes on from it. */
    private Set<Doubt> judge(LocationFix fix) {
        Verdict verdict = state.judge(fix, fix.recordedAt());
        state = verdict.next();
        return verdict.doubts();
    }

    /** Judges the fix and goes on as if it had not come. */
    private Set<Doubt> judged(LocationFix fix) {
        return state.judge(fix, fix.recordedAt()).doubts();
    }

    private static LocationFix at(int seconds, double metersNorth) {
        return LocationFix.at(north(metersNorth), NOON.plusSeconds(seconds));
    }

    private static LocationFix moving(int seconds, double metersNorth, double kilometersPerHour) {
        return new LocationFix(
                north(metersNorth), NOON.plusSeconds(seconds), null, new Speed(kilometersPerHour), null, null);
    }

    private static GeoPoint north(double meters) {
        return new GeoPoint(IKEJA.latitude() + meters * DEGREES_PER_METER, IKEJA.longitude());
    }
}
