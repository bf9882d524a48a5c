package com.openride.fleet.application.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.application.contract.Samples;
import com.openride.fleet.application.live.Background;
import com.openride.fleet.domain.driver.DriverId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReachedDriversTest {

    private final Background background = new Background(2, Executors.defaultThreadFactory());
    private final Semaphore mayWrite = new Semaphore(0);
    private final List<Set<DriverId>> written = new CopyOnWriteArrayList<>();
    private final ReachedDrivers reached = new ReachedDrivers(background, this::write);

    @AfterEach
    void close() {
        mayWrite.release(1000);
        background.close();
    }

    @Test
    void those_who_come_during_a_write_are_written_together_and_once() {
        DriverId first = Samples.anyDriver();
        reached.add(first);
        await().until(mayWrite::hasQueuedThreads);
        List<DriverId> crowd = Stream.generate(Samples::anyDriver).limit(300).toList();

        crowd.forEach(reached::add);
        crowd.forEach(reached::add);
        assertThat(reached.isWaiting(first)).isTrue();
        assertThat(crowd).allMatch(reached::isWaiting);
        mayWrite.release(100);

        await().untilAsserted(() -> assertThat(written).containsExactly(Set.of(first), Set.copyOf(crowd)));
        await().until(() -> crowd.stream().noneMatch(reached::isWaiting));
        assertThat(reached.isWaiting(first)).isFalse();
    }

    @Test
    void a_crowd_is_written_in_bounded_parts_and_one_part_at_a_time() {
        reached.add(Samples.anyDriver());
        await().until(mayWrite::hasQueuedThreads);
        Stream.generate(Samples::anyDriver)
                .limit(2 * ReachedDrivers.MOST_TOGETHER + 1)
                .forEach(reached::add);

        mayWrite.release(100);

        await().untilAsserted(() -> assertThat(written)
                .extracting(Set::size)
                .containsExactly(1, ReachedDrivers.MOST_TOGETHER, ReachedDrivers.MOST_TOGETHER, 1));
    }

    @Test
    void who_does_not_fit_is_left_out() {
        reached.add(Samples.anyDriver());
        await().until(mayWrite::hasQueuedThreads);
        Stream.generate(Samples::anyDriver).limit(ReachedDrivers.MOST_WAITING).forEach(reached::add);
        DriverId late = Samples.anyDriver();

        reached.add(late);

        assertThat(reached.isWaiting(late)).isFalse();
    }

    @Test
    void a_write_that_fails_ends_nothing() {
        var failing = new ReachedDrivers(background, together -> {
            write(together);
            throw new IllegalStateException("a write that fails on purpose");
        });
        mayWrite.release(100);
        DriverId first = Samples.anyDriver();
        failing.add(first);
        await().until(() -> !failing.isWaiting(first));
        DriverId second = Samples.anyDriver();

        failing.add(second);

        await().untilAsserted(() -> assertThat(written).containsExactly(Set.of(first), Set.of(second)));
    }

    private void write(Set<DriverId> together) {
        mayWrite.acquireUninterruptibly();
        written.add(Set.copyOf(together));
    }
}
