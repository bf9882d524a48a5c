package com.openride.fleet.application.inmemory;

import static com.openride.fleet.application.contract.Samples.NOON;
import static com.openride.fleet.application.contract.Samples.anyDriver;
import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.application.contract.LocationThrottleContract;
import com.openride.fleet.application.port.out.LocationThrottle;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.limit.Gcra.Admitted;
import com.openride.fleet.domain.limit.Gcra.Refused;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class InMemoryLocationThrottleTest implements LocationThrottleContract {

    private final InMemoryLocationThrottle throttle = new InMemoryLocationThrottle(interval());
    private Instant now = NOON;

    @Override
    public LocationThrottle throttle() {
        return throttle;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public void elapse(Duration time) {
        now = now.plus(time);
    }

    @Test
    void an_interval_of_zero_admits_everything() {
        var off = new InMemoryLocationThrottle(Duration.ZERO);
        DriverId driver = anyDriver();

        for (int fix = 0; fix < 100; fix++) {
            assertThat(off.tryAdmit(driver, NOON)).isCompletedWithValueMatching(Admitted.class::isInstance);
        }
        off.giveBack(driver, new Admitted(NOON));
        assertThat(off.size()).isZero();
    }

    @Test
    void millions_of_drivers_seen_once_leave_no_more_than_those_of_the_last_moments() { // background 42
        for (int driver = 0; driver < 1_000_000; driver++) {
            throttle.tryAdmit(anyDriver(), now);
            elapse(Duration.ofMillis(1));
        }

        assertThat(throttle.size()).isLessThan(30_000);
    }

    @Test
    void forgetting_others_never_frees_a_slot_that_is_taken() {
        for (int round = 0; round < 200; round++) {
            DriverId driver = anyDriver();
            throttle.tryAdmit(driver, now);
            for (int other = 0; other < 100; other++) {
                throttle.tryAdmit(anyDriver(), now.plus(interval()));
            }

            assertThat(throttle.tryAdmit(driver, now)).isCompletedWithValueMatching(Refused.class::isInstance);
            elapse(Duration.ofMillis(10));
        }
    }
}
