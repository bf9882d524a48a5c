package com.openride.fleet.adapter.redis;

import static com.openride.fleet.application.contract.Samples.anyDriver;
import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.limit.Gcra;
import com.openride.fleet.domain.limit.Gcra.Admitted;
import com.openride.fleet.domain.limit.Gcra.Refused;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OwnershipTest {

    private static final long HEARING = 1;
    private static final long SECOND = 1_000_000;

    private final Ownership ownership = new Ownership(Gcra.of(Duration.ofSeconds(5)));

    @Test
    void each_driver_goes_by_the_clock_of_the_node_that_admitted_them() {
        DriverId one = anyDriver();
        DriverId other = anyDriver();
        grant(one, 100 * SECOND);
        grant(other, 200 * SECOND);

        for (DriverId driver : new DriverId[] {one, other}) {
            assertThat(ownership.decide(driver, 3 * SECOND, HEARING)).isInstanceOf(Refused.class);
            assertThat(ownership.decide(driver, 6 * SECOND, HEARING)).isInstanceOf(Admitted.class);
        }
    }

    @Test
    void nothing_is_admitted_alone_that_reaches_beyond_the_lease() {
        DriverId driver = anyDriver();
        grant(driver, 100 * SECOND);

        assertThat(ownership.decide(driver, 26 * SECOND, HEARING)).isNull();
        assertThat(ownership.decide(driver, 24 * SECOND, HEARING)).isInstanceOf(Admitted.class);
    }

    @Test
    void an_answer_that_comes_after_letting_go_grants_nothing_also_when_many_came_between() {
        DriverId driver = anyDriver();
        long question = ownership.question();
        ownership.letGo(driver, held -> {});
        for (int other = 0; other < 3000; other++) {
            grant(anyDriver(), 0);
        }

        ownership.granted(driver, question, Instant.EPOCH, held(0), SECOND);

        assertThat(ownership.decide(driver, 6 * SECOND, HEARING)).isNull();
    }

    @Test
    void what_was_admitted_alone_is_known_by_the_clock_that_the_driver_went_by() {
        DriverId driver = anyDriver();
        grant(driver, 100 * SECOND);
        ownership.admittedMeanwhile(driver, 7 * SECOND, Duration.ofSeconds(5));

        assertThat(ownership.known(driver)).isEqualTo(Instant.ofEpochSecond(112));
    }

    @Test
    void an_answer_that_does_not_know_what_was_admitted_alone_since_the_question_admits_nothing() {
        DriverId driver = anyDriver();
        long late = ownership.question();
        grant(driver, 0);
        assertThat(ownership.decide(driver, 5 * SECOND, HEARING)).isInstanceOf(Admitted.class);

        // Redis was asked before and answers by what it had admitted itself.
        var answer = new Ownership.Held(RedisTime.instant(11 * SECOND), RedisTime.instant(6 * SECOND), lease(0), 0);

        assertThat(ownership.granted(driver, late, Instant.EPOCH, answer, 5 * SECOND + 1))
                .isInstanceOf(Refused.class);
        assertThat(ownership.known(driver)).isEqualTo(RedisTime.instant(11 * SECOND));
    }

    @Test
    void a_clock_that_is_set_back_locks_nobody_out_who_is_decided_on_alone() {
        DriverId driver = anyDriver();
        grant(driver, 4000 * SECOND);
        ownership.renewed(driver, ownership.question(), 60 * SECOND, 400 * SECOND, 400 * SECOND);

        assertThat(ownership.decide(driver, 7 * SECOND, HEARING)).isInstanceOf(Refused.class);
        assertThat(ownership.decide(driver, 12 * SECOND, HEARING)).isInstanceOf(Admitted.class);
    }

    /** At one second of this instance's own clock. */
    private void grant(DriverId driver, long ahead) {
        ownership.granted(driver, ownership.question(), Instant.EPOCH, held(ahead), SECOND);
    }

    private static Ownership.Held held(long ahead) {
        Instant due = RedisTime.instant(ahead + 6 * SECOND);
        return new Ownership.Held(due, Instant.EPOCH, lease(ahead), 0);
    }

    private static Ownership.Lease lease(long ahead) {
        return new Ownership.Lease(31 * SECOND, ahead, HEARING, false);
    }
}
