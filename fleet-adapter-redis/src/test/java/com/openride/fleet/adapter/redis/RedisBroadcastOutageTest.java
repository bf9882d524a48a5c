package com.openride.fleet.adapter.redis;

import static com.openride.fleet.adapter.redis.RedisFleetBroadcastTest.move;
import static com.openride.fleet.adapter.redis.RedisFleetBroadcastTest.soon;
import static com.openride.fleet.application.contract.Samples.NOON;
import static com.openride.fleet.application.contract.Samples.anyDriver;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.application.inmemory.InMemoryFleetBroadcast;
import com.openride.fleet.application.port.out.FleetBroadcast;
import com.openride.fleet.application.port.out.FleetBroadcast.Registration;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.event.FleetEvent;
import com.openride.fleet.domain.event.FleetEvent.DriverStatusChanged;
import com.openride.fleet.domain.event.Topic.DriverTopic;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What watchers hear while Redis is away, hangs, and comes back. */
class RedisBroadcastOutageTest {

    @Test
    void after_redis_was_away_listeners_hear_again_and_know_that_they_may_have_missed_something() throws IOException {
        try (var own = new Fleet()) {
            FleetBroadcast here = own.instance().broadcast(new InMemoryFleetBroadcast());
            RedisFleetBroadcast there = connected(own.instance());
            DriverId driver = anyDriver();
            var ear = new NotingListener();
            there.listen(new DriverTopic(driver), ear)
                    .begun()
                    .toCompletableFuture()
                    .join();

            own.redis().stop();
            here.publish(move(driver));
            own.redis().restart();

            await().atMost(Duration.ofSeconds(5)).until(() -> !ear.gaps.isEmpty());
            await().atMost(Duration.ofSeconds(5)).until(() -> {
                here.publish(move(driver));
                return !ear.heard.isEmpty();
            });
        }
    }

    @Test
    void a_redis_that_hangs_is_noticed_and_listeners_hear_again_once_it_goes_on() throws IOException {
        try (var own = new Fleet()) {
            RedisAdapter instance = own.instance();
            RedisFleetBroadcast there = connected(instance);
            var ear = new NotingListener();
            there.listen(new DriverTopic(anyDriver()), ear)
                    .begun()
                    .toCompletableFuture()
                    .join();
            await().atMost(Duration.ofSeconds(5)).until(there::isSettled);

            own.redis().freeze();
            await().atMost(Duration.ofSeconds(4)).until(() -> !there.isConnected());
            own.redis().thaw();

            await().atMost(Duration.ofSeconds(5)).until(() -> ear.gaps.size() == 1 && there.isSettled());
        }
    }

    @Test
    void who_begins_to_listen_while_redis_is_away_does_not_wait_and_is_told_when_it_is_back() throws IOException {
        try (var own = new Fleet()) {
            RedisFleetBroadcast there = connected(own.instance());
            await().atMost(Duration.ofSeconds(5)).until(there::isConnected);
            own.redis().stop();
            await().atMost(Duration.ofSeconds(5)).until(() -> !there.isConnected());
            var ear = new NotingListener();

            Registration registration = there.listen(new DriverTopic(anyDriver()), ear);
            registration
                    .begun()
                    .toCompletableFuture()
                    .orTimeout(1, TimeUnit.SECONDS)
                    .join();
            own.redis().restart();

            await().atMost(Duration.ofSeconds(5)).until(() -> ear.gaps.size() == 1);
        }
    }

    @Test
    void what_could_not_be_sent_is_read_by_those_who_listen_although_they_lost_nothing() throws IOException {
        try (var own = new Fleet()) {
            FleetBroadcast here = own.instance().broadcast(new InMemoryFleetBroadcast());
            RedisFleetBroadcast there = connected(own.instance());
            DriverId driver = anyDriver();
            DriverId other = anyDriver();
            var ear = new NotingListener();
            var bystander = new NotingListener();
            there.listen(new DriverTopic(driver), ear);
            there.listen(new DriverTopic(other), bystander);
            awaitHeard(here, move(driver), ear);
            awaitHeard(here, move(other), bystander);
            ear.gaps.clear();
            bystander.gaps.clear();
            long before = lost(own);

            // Too short for a listener to notice, too long for a command.
            own.redis().freeze();
            here.publish(new DriverStatusChanged(driver, DriverStatus.BUSY, NOON));
            soon().until(() -> lost(own) > before);
            own.redis().thaw();

            // Perhaps more than once: word of a loss that times out is sent again, and may have been heard.
            await().atMost(Duration.ofSeconds(5)).until(() -> !ear.gaps.isEmpty());
            await().during(Duration.ofMillis(100)).until(bystander.gaps::isEmpty);
        }
    }

    @Test
    void local_watchers_hear_at_once_whatever_becomes_of_redis() throws IOException {
        try (var own = new Fleet()) {
            FleetBroadcast here = own.instance().broadcast(new InMemoryFleetBroadcast());
            DriverId driver = anyDriver();
            var ear = new NotingListener();
            here.listen(new DriverTopic(driver), ear);
            own.redis().freeze();

            long start = System.nanoTime();
            for (int i = 0; i < 1000; i++) {
                here.publish(move(driver));
            }

            assertThat(ear.heard).hasSize(1000);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(500));
            own.redis().thaw();
        }
    }

    private static RedisFleetBroadcast connected(RedisAdapter instance) {
        var broadcast = (RedisFleetBroadcast) instance.broadcast(new InMemoryFleetBroadcast());
        soon().until(broadcast::isConnected);
        return broadcast;
    }

    /** Also that the ear has been told what it had missed when it began, which comes before whatever is heard. */
    private static void awaitHeard(FleetBroadcast teller, FleetEvent event, NotingListener ear) {
        soon().until(() -> {
            teller.publish(event);
            return !ear.heard.isEmpty();
        });
    }

    private static long lost(Fleet of) {
        return of.measurements.count("fleet.redis.messages{outcome=lost}");
    }
}
