package com.openride.fleet.adapter.redis;

import static com.openride.fleet.application.contract.Samples.NOON;
import static com.openride.fleet.application.contract.Samples.anyDriver;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.application.contract.FleetBroadcastContract;
import com.openride.fleet.application.contract.LocationThrottleContract;
import com.openride.fleet.application.contract.SessionsContract;
import com.openride.fleet.application.fixture.TestMeasurements;
import com.openride.fleet.application.inmemory.InMemoryFleetBroadcast;
import com.openride.fleet.application.inmemory.InMemoryLocationThrottle;
import com.openride.fleet.application.inmemory.InMemorySessions;
import com.openride.fleet.application.port.out.FleetBroadcast;
import com.openride.fleet.application.port.out.FleetBroadcast.Registration;
import com.openride.fleet.application.port.out.LocationThrottle;
import com.openride.fleet.application.port.out.Sessions;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.event.FleetEvent.DriverStatusChanged;
import com.openride.fleet.domain.event.Topic.DriverTopic;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/** What two instances promise on any kind of Redis. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RedisContracts {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    Fleet fleet;
    List<RedisAdapter> instances;
    List<RedisFleetBroadcast> broadcasts;

    /** Starts a Redis. */
    abstract RedisConfig serve() throws Exception;

    /** Stops it. */
    abstract void end() throws IOException;

    /** Lets it forget everything. */
    abstract void forget();

    @BeforeAll
    void start() throws Exception {
        fleet = new Fleet(serve());
        instances = Stream.generate(fleet::instance).limit(2).toList();
        broadcasts = instances.stream()
                .map(instance -> (RedisFleetBroadcast) instance.broadcast(new InMemoryFleetBroadcast()))
                .toList();
        awaitSettled();
    }

    @AfterAll
    void stop() throws IOException {
        fleet.close();
        end();
    }

    @Nested
    class Broadcast implements FleetBroadcastContract {

        @Override
        public FleetBroadcast broadcast() {
            return broadcasts.get(0);
        }

        @Override
        public FleetBroadcast elsewhere() {
            return broadcasts.get(1);
        }

        /** A node keeps the order, and some driver's channel is on each. */
        @Override
        public void settle() {
            List<DriverId> last = Stream.generate(() -> anyDriver()).limit(64).toList();
            Set<List<Object>> heard = ConcurrentHashMap.newKeySet();
            List<Registration> registrations = broadcasts.stream()
                    .flatMap(each -> last.stream()
                            .map(driver -> each.listen(
                                    new DriverTopic(driver), event -> heard.add(List.of(each.hashCode(), event)))))
                    .toList();
            awaitSettled();
            broadcasts.forEach(each -> last.forEach(driver -> each.publish(
                    new DriverStatusChanged(driver, DriverStatus.BUSY, NOON.plusMillis(each.hashCode())))));
            soon().until(() -> heard.size() == 2 * 2 * 64);
            registrations.forEach(Registration::close);
            awaitSettled();
        }
    }

    @Nested
    class Throttle implements LocationThrottleContract {

        private final List<LocationThrottle> throttles = instances.stream()
                .map(instance -> instance.throttle(new InMemoryLocationThrottle(INTERVAL), INTERVAL))
                .toList();

        @Override
        public LocationThrottle throttle() {
            return throttles.get(0);
        }

        @Override
        public LocationThrottle elsewhere() {
            return throttles.get(1);
        }

        @Override
        public Instant now() {
            return fleet.clock.now();
        }

        @Override
        public void elapse(Duration time) {
            fleet.clock.elapse(time);
        }
    }

    @Nested
    class Leases implements SessionsContract {

        private final List<RedisLink> links = Stream.generate(
                        () -> new RedisLink(new RedisNodes(fleet.config()), List.of(), new TestMeasurements()))
                .limit(2)
                .toList();
        private final List<RedisSessions> sessions = links.stream()
                .map(link -> new RedisSessions(link, new InMemorySessions(), fleet.clock::micros))
                .toList();

        @BeforeEach
        void begin() {
            RedisContracts.this.forget();
        }

        @AfterEach
        void close() {
            links.forEach(RedisLink::close);
        }

        @Override
        public Sessions sessions() {
            return sessions.get(0);
        }

        @Override
        public Sessions elsewhere() {
            return sessions.get(1);
        }

        @Override
        public void elapse(Duration time) {
            for (Duration left = time; left.compareTo(Duration.ZERO) > 0; left = left.minus(RedisSessions.RENEWAL)) {
                fleet.clock.elapse(RedisSessions.RENEWAL);
                sessions.forEach(RedisSessions::renew);
            }
        }
    }

    void awaitSettled() {
        soon().until(() -> broadcasts.stream().allMatch(RedisFleetBroadcast::isSettled));
    }

    static ConditionFactory soon() {
        return await().atMost(10, TimeUnit.SECONDS).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(2));
    }
}
