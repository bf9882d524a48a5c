package com.openride.fleet.application.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openride.fleet.application.contract.Samples;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.FleetException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DriverLanesTest {

    private final CountDownLatch gate = new CountDownLatch(1);
    private final DriverLanes lanes = new DriverLanes(1, 2, Executors.defaultThreadFactory());
    private final DriverId driver = Samples.anyDriver();

    @AfterEach
    void close() {
        gate.countDown();
        lanes.close();
    }

    @Test
    void all_work_of_one_driver_is_done_by_one_thread_in_order() {
        try (var many = new DriverLanes(4, 1000, Executors.defaultThreadFactory())) {
            List<Integer> done = new ArrayList<>(); // not safe for many threads, and need not be
            List<CompletionStage<Thread>> threads = IntStream.range(0, 500)
                    .mapToObj(i -> many.run(driver, () -> {
                        done.add(i);
                        return Thread.currentThread();
                    }))
                    .toList();

            assertThat(threads.stream().map(Stages::await).distinct()).hasSize(1);
            assertThat(done).isEqualTo(IntStream.range(0, 500).boxed().toList());
        }
    }

    @Test
    void drivers_are_spread_over_all_lanes() {
        try (var four = new DriverLanes(4, 1000, Executors.defaultThreadFactory())) {
            assertThat(IntStream.range(0, 200)
                            .mapToObj(i -> Stages.await(four.run(Samples.anyDriver(), Thread::currentThread)))
                            .distinct())
                    .hasSize(4);
        }
    }

    @Test
    void a_full_lane_refuses_and_loses_nothing_that_it_took() {
        CompletionStage<Boolean> running = lanes.run(driver, this::waitAtTheGate);
        CompletionStage<Integer> first = lanes.run(driver, () -> 1);
        CompletionStage<Integer> second = lanes.run(driver, () -> 2);

        assertThatThrownBy(() -> Stages.await(lanes.run(driver, () -> 3)))
                .isInstanceOfSatisfying(
                        FleetException.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.OVERLOADED));

        gate.countDown();
        assertThat(Stages.await(running)).isTrue();
        assertThat(Stages.await(first)).isEqualTo(1);
        assertThat(Stages.await(second)).isEqualTo(2);
    }

    @Test
    void work_that_fails_fails_alone() {
        CompletionStage<Integer> failing = lanes.run(driver, () -> {
            throw new IllegalStateException("broken");
        });

        assertThatThrownBy(() -> Stages.await(failing))
                .isInstanceOfSatisfying(
                        FleetException.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.INTERNAL));
        assertThat(Stages.await(lanes.run(driver, () -> 2))).isEqualTo(2);
    }

    @Test
    void closing_finishes_what_waits_and_takes_nothing_more() {
        CompletionStage<Boolean> running = lanes.run(driver, this::waitAtTheGate);
        CompletionStage<Integer> waiting = lanes.run(driver, () -> 1);
        gate.countDown();

        lanes.close();

        assertThat(running.toCompletableFuture()).isDone();
        assertThat(waiting.toCompletableFuture()).isCompletedWithValue(1);
        assertThatThrownBy(() -> Stages.await(lanes.run(driver, () -> 2)))
                .isInstanceOfSatisfying(
                        FleetException.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.OVERLOADED));
    }

    private boolean waitAtTheGate() {
        try {
            return gate.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
