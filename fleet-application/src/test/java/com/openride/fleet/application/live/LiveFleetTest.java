package com.openride.fleet.application.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.application.inmemory.InMemoryDrivers;
import com.openride.fleet.application.inmemory.InMemoryFleetBroadcast;
import com.openride.fleet.application.inmemory.InMemoryLocationStore;
import com.openride.fleet.application.inmemory.InMemoryTrips;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.fault.Refused;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveFleetTest {

    private final InstantSource clock = InstantSource.system();
    private final DriverLanes lanes = new DriverLanes(1, 100_000, Executors.defaultThreadFactory());
    private final Queue<Runnable> readings = new ArrayDeque<>();
    private final LiveFleet fleet = new LiveFleet(
            new LiveFleet.Sources(
                    new InMemoryTrips(10),
                    new InMemoryLocationStore(Duration.ofHours(1), 10, clock),
                    new InMemoryDrivers()),
            new InMemoryFleetBroadcast(),
            lanes,
            readings::add,
            clock);
    private final DriverId driver = new DriverId(UUID.randomUUID());

    @AfterEach
    void close() {
        lanes.close();
    }

    @Test
    void a_driver_who_takes_long_to_read_in_holds_up_nobody_else_in_the_lane() {
        DriverId other = new DriverId(UUID.randomUUID());
        CompletionStage<DriverId> slow = fleet.inLane(driver, LiveDriver::driver);
        CompletionStage<DriverId> quick = fleet.inLane(other, LiveDriver::driver);
        Runnable first = readings.remove();

        readings.remove().run();

        assertThat(Stages.await(quick)).isEqualTo(other);
        assertThat(slow.toCompletableFuture()).isNotDone();
        first.run();
        assertThat(Stages.await(slow)).isEqualTo(driver);
    }

    @Test
    void work_that_came_while_reading_in_is_done_first_and_in_order() {
        List<Integer> done = new ArrayList<>();
        IntStream.range(0, 50).forEach(i -> fleet.inLane(driver, live -> done.add(i)));

        readings.remove().run();
        Stages.await(fleet.inLane(driver, live -> done.add(50)));

        assertThat(done)
                .containsExactlyElementsOf(IntStream.rangeClosed(0, 50).boxed().toList());
        assertThat(readings).isEmpty();
    }

    @Test
    void what_waits_for_a_driver_is_bounded() {
        IntStream.range(0, LiveEntry.MOST_WAITING).forEach(i -> fleet.inLane(driver, live -> i));

        assertThatThrownBy(() -> Stages.await(fleet.inLane(driver, live -> 0)))
                .isInstanceOfSatisfying(
                        FleetException.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.OVERLOADED));
    }

    @Test
    void a_driver_who_could_not_be_read_in_is_read_anew_by_whoever_comes_next() {
        var away = new LiveFleet(
                new LiveFleet.Sources(
                        new InMemoryTrips(10),
                        new InMemoryLocationStore(Duration.ofHours(1), 10, clock),
                        new InMemoryDrivers()),
                new InMemoryFleetBroadcast(),
                lanes,
                work -> refuseOnce(work),
                clock);

        assertThatThrownBy(() -> Stages.await(away.inLane(driver, LiveDriver::driver)))
                .isInstanceOf(Refused.class);

        assertThat(Stages.await(away.inLane(driver, LiveDriver::driver))).isEqualTo(driver);
        await().untilAsserted(() -> assertThat(away.peek(driver)).isPresent());
    }

    private boolean hasRefused;

    private void refuseOnce(Runnable work) {
        if (!hasRefused) {
            hasRefused = true;
            throw new RejectedExecutionException();
        }
        work.run();
    }
}
