package com.openride.fleet.application.inmemory;

import static com.openride.fleet.application.contract.Samples.NOON;
import static com.openride.fleet.application.contract.Samples.anyDriver;
import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.application.contract.FleetBroadcastContract;
import com.openride.fleet.application.port.out.FleetBroadcast;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.event.FleetEvent.DriverStatusChanged;
import com.openride.fleet.domain.event.Topic.DriverTopic;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryFleetBroadcastTest implements FleetBroadcastContract {

    private final InMemoryFleetBroadcast broadcast = new InMemoryFleetBroadcast();

    @Override
    public FleetBroadcast broadcast() {
        return broadcast;
    }

    @Test
    void a_topic_that_everybody_left_takes_no_room() {
        for (int driver = 0; driver < 1000; driver++) {
            broadcast.listen(new DriverTopic(anyDriver()), event -> {}).close();
        }

        assertThat(broadcast.topics()).isZero();
    }

    @Test
    void listeners_are_called_on_the_thread_that_publishes() {
        DriverId driver = anyDriver();
        List<Thread> threads = new ArrayList<>();
        broadcast.listen(new DriverTopic(driver), event -> threads.add(Thread.currentThread()));

        broadcast.publish(new DriverStatusChanged(driver, DriverStatus.ONLINE, NOON));

        assertThat(threads).containsExactly(Thread.currentThread());
    }
}
