package com.openride.fleet.application.contract;

import static com.openride.fleet.application.contract.Samples.anyDriver;
import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.application.port.out.LocationThrottle;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.limit.Gcra.Admitted;
import com.openride.fleet.domain.limit.Gcra.Decision;
import com.openride.fleet.domain.limit.Gcra.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link LocationThrottle} must do, whatever it is built on. */
public interface LocationThrottleContract {

    /** A throttle that admits one fix per {@link #interval()} and has seen nobody. */
    LocationThrottle throttle();

    /** Another instance of the same fleet; {@link #throttle()} itself when there is only one. */
    default LocationThrottle elsewhere() {
        return throttle();
    }

    /** What {@link #throttle()} was made for; divisible by ten without a rest. */
    default Duration interval() {
        return Duration.ofSeconds(5);
    }

    /** The present, by the clock that the throttle goes by. */
    Instant now();

    /** Lets time pass. */
    void elapse(Duration time);

    @Test
    default void admits_the_first_fix_and_says_when_the_next_is_due() {
        Decision decision = admit(throttle(), anyDriver());

        assertThat(decision).isEqualTo(new Admitted(now().plus(interval())));
    }

    @Test
    default void refuses_the_second_fix_and_says_how_long_to_wait() { // background 16
        DriverId driver = anyDriver();
        admit(throttle(), driver);

        assertThat(admit(throttle(), driver))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.retryAfter()).isPositive().isLessThanOrEqualTo(tenths(8)));
    }

    @Test
    default void admits_again_once_the_time_it_named_has_passed() {
        DriverId driver = anyDriver();
        admit(throttle(), driver);
        var refused = (Refused) admit(throttle(), driver);
        elapse(refused.retryAfter());

        assertThat(admit(throttle(), driver)).isInstanceOf(Admitted.class);
    }

    @Test
    default void a_fix_may_come_a_fifth_of_the_interval_early_and_no_more() {
        DriverId driver = anyDriver();
        admit(throttle(), driver);

        elapse(tenths(7));
        assertThat(admit(throttle(), driver)).isInstanceOf(Refused.class);
        elapse(tenths(1));
        assertThat(admit(throttle(), driver)).isInstanceOf(Admitted.class);
    }

    @Test
    default void coming_early_again_and_again_does_not_raise_the_rate() { // background, section 3
        DriverId driver = anyDriver();

        long admitted = IntStream.range(0, 20)
                .filter(attempt -> {
                    boolean passed = admit(throttle(), driver) instanceof Admitted;
                    elapse(tenths(4));
                    return passed;
                })
                .count();

        assertThat(admitted).isEqualTo(8);
    }

    @Test
    default void a_long_silence_earns_no_burst() {
        DriverId driver = anyDriver();
        admit(throttle(), driver);
        elapse(tenths(30));

        assertThat(admit(throttle(), driver)).isInstanceOf(Admitted.class);
        assertThat(admit(throttle(), driver)).isInstanceOf(Refused.class);
    }

    @Test
    default void refusals_do_not_push_the_next_admission_back() {
        DriverId driver = anyDriver();
        admit(throttle(), driver);
        elapse(tenths(5));
        admit(throttle(), driver);
        elapse(tenths(5));

        assertThat(admit(throttle(), driver)).isInstanceOf(Admitted.class);
    }

    @Test
    default void drivers_do_not_hinder_each_other() {
        admit(throttle(), anyDriver());

        assertThat(admit(throttle(), anyDriver())).isInstanceOf(Admitted.class);
    }

    @Test
    default void what_another_instance_admitted_counts_here() {
        DriverId driver = anyDriver();
        admit(elsewhere(), driver);

        assertThat(admit(throttle(), driver)).isInstanceOf(Refused.class);
    }

    @Test
    default void admits_exactly_one_of_many_at_once() { // background 38, LIM-02
        for (int round = 0; round < 20; round++) {
            DriverId driver = anyDriver();
            Instant now = now();

            var decisions = Race.of(64, caller -> admit(caller % 2 == 0 ? throttle() : elsewhere(), driver, now));

            assertThat(decisions).filteredOn(Admitted.class::isInstance).hasSize(1);
        }
    }

    @Test
    default void a_slot_given_back_can_be_taken_again() {
        DriverId driver = anyDriver();
        throttle().giveBack(driver, (Admitted) admit(throttle(), driver));

        assertThat(admit(throttle(), driver)).isInstanceOf(Admitted.class);
        assertThat(admit(throttle(), driver)).isInstanceOf(Refused.class);
    }

    @Test
    default void giving_back_restores_what_was_due_before_and_nothing_more() {
        DriverId driver = anyDriver();
        Instant start = now();
        admit(throttle(), driver);
        elapse(tenths(8));

        throttle().giveBack(driver, (Admitted) admit(throttle(), driver));

        assertThat(admit(throttle(), driver))
                .isEqualTo(new Admitted(start.plus(interval()).plus(interval())));
    }

    @Test
    default void giving_back_does_nothing_once_a_later_fix_was_admitted() {
        DriverId driver = anyDriver();
        var early = (Admitted) admit(throttle(), driver);
        elapse(interval());
        admit(throttle(), driver);

        throttle().giveBack(driver, early);

        assertThat(admit(throttle(), driver)).isInstanceOf(Refused.class);
    }

    private Decision admit(LocationThrottle throttle, DriverId driver) {
        return admit(throttle, driver, now());
    }

    private static Decision admit(LocationThrottle throttle, DriverId driver, Instant now) {
        return throttle.tryAdmit(driver, now)
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private Duration tenths(int count) {
        return interval().dividedBy(10).multipliedBy(count);
    }
}
