package com.openride.fleet.bootstrap.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.bootstrap.simulate.Tally.Count;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class DeliveriesTest {

    private static final UUID RIDER = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);

    private final Tally tally = new Tally();
    private final Deliveries deliveries = new Deliveries(tally);

    @Test
    void a_fix_that_every_rider_saw_is_delivered() {
        deliveries.sent(1000, Set.of(RIDER, OTHER), 0);
        deliveries.acked(1000, seconds(1));
        deliveries.received(RIDER, 1000, seconds(1));
        deliveries.received(OTHER, 1000, seconds(1));

        assertThat(deliveries.isSettled()).isTrue();
        assertThat(tally.of(Count.DELIVERED)).isEqualTo(2);
        assertThat(tally.percentile(50)).isBetween(999.0, 1001.0);
    }

    @Test
    void an_acked_fix_that_one_rider_never_saw_is_lost_and_the_exit_status_says_so() {
        deliveries.sent(1000, Set.of(RIDER, OTHER), 0);
        deliveries.acked(1000, 0);
        deliveries.received(RIDER, 1000, 1);
        deliveries.settle(seconds(4));
        assertThat(tally.exitStatus()).isZero();

        deliveries.settle(seconds(6));

        assertThat(tally.of(Count.POSITIONS_LOST)).isEqualTo(1);
        assertThat(tally.exitStatus()).isEqualTo(1);
    }

    @Test
    void a_newer_position_supersedes_an_older_one() {
        deliveries.sent(1000, Set.of(RIDER), 0);
        deliveries.acked(1000, 0);

        deliveries.received(RIDER, 2000, 1);
        deliveries.settle(seconds(60));

        assertThat(tally.of(Count.SUPERSEDED)).isEqualTo(1);
        assertThat(tally.exitStatus()).isZero();
    }

    @Test
    void nobody_needs_to_see_a_refused_fix() {
        deliveries.sent(1000, Set.of(RIDER), 0);

        deliveries.excused(1000);
        deliveries.conclude();

        assertThat(tally.exitStatus()).isZero();
    }

    @Test
    void what_was_acked_and_not_seen_when_the_run_ends_is_lost() {
        deliveries.sent(1000, Set.of(RIDER), 0);
        deliveries.acked(1000, 0);

        deliveries.conclude();

        assertThat(tally.of(Count.POSITIONS_LOST)).isEqualTo(1);
    }

    @Test
    void the_end_of_a_trip_excuses_only_what_had_no_time_to_arrive() {
        deliveries.sent(1000, Set.of(RIDER), 0);
        deliveries.acked(1000, 0);
        deliveries.sent(6000, Set.of(RIDER), seconds(5));
        deliveries.acked(6000, seconds(5));

        deliveries.ended(RIDER, seconds(5) + 1);

        assertThat(tally.of(Count.POSITIONS_LOST)).isEqualTo(1);
    }

    @Test
    void a_position_older_than_one_already_seen_goes_backwards() {
        deliveries.received(RIDER, 2000, 0);

        deliveries.received(RIDER, 1000, 1);

        assertThat(tally.of(Count.POSITIONS_BACKWARDS)).isEqualTo(1);
        assertThat(tally.exitStatus()).isEqualTo(1);
    }

    private static long seconds(long count) {
        return TimeUnit.SECONDS.toNanos(count);
    }
}
