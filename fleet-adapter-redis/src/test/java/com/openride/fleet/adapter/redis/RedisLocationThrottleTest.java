package com.openride.fleet.adapter.redis;

import static com.openride.fleet.application.contract.Samples.anyDriver;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.application.contract.LocationThrottleContract;
import com.openride.fleet.application.contract.Race;
import com.openride.fleet.application.inmemory.InMemoryLocationThrottle;
import com.openride.fleet.application.port.out.HealthProbe;
import com.openride.fleet.application.port.out.LocationThrottle;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.limit.Gcra.Admitted;
import com.openride.fleet.domain.limit.Gcra.Decision;
import com.openride.fleet.domain.limit.Gcra.Refused;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RedisLocationThrottleTest implements LocationThrottleContract {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private static Fleet fleet;
    private static List<LocationThrottle> throttles;

    @BeforeAll
    static void start() throws IOException {
        fleet = new Fleet();
        throttles = Stream.generate(() -> throttle(fleet.instance())).limit(3).toList();
    }

    @AfterAll
    static void stop() throws IOException {
        fleet.close();
    }

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

    @Test
    void of_64_callers_on_3_instances_exactly_one_is_admitted() {
        for (int round = 0; round < 50; round++) {
            DriverId driver = anyDriver();

            List<Decision> decisions = Race.of(64, caller -> decide(throttles.get(caller % 3), driver));

            assertThat(decisions).filteredOn(Admitted.class::isInstance).hasSize(1);
        }
    }

    @Test
    void goes_by_the_clock_of_redis_and_not_by_its_own() throws IOException {
        try (var alone = new Fleet();
                var instance = new RedisAdapter(alone.config(), alone.measurements, () -> 0)) {
            LocationThrottle throttle = throttle(instance);
            DriverId driver = anyDriver();
            Instant before = Instant.now();
            var first = (Admitted) throttle.tryAdmit(driver, Instant.EPOCH)
                    .toCompletableFuture()
                    .join();

            assertThat(first.due())
                    .isBetween(before.plus(INTERVAL), Instant.now().plus(INTERVAL));
            assertThat(throttle.tryAdmit(driver, before.plusSeconds(60))
                            .toCompletableFuture()
                            .join())
                    .isInstanceOf(Refused.class);
        }
    }

    @Test
    void knows_its_scripts_again_after_redis_has_forgotten_them() throws IOException {
        try (var alone = new Fleet()) {
            LocationThrottle throttle = throttle(alone.instance());
            alone.redis().execute("SCRIPT", "FLUSH");
            DriverId driver = anyDriver();

            assertThat(decide(throttle, driver)).isInstanceOf(Admitted.class);
            assertThat(decide(throttle, driver)).isInstanceOf(Refused.class);
        }
    }

    @Test
    void without_redis_each_instance_throttles_alone_and_knows_what_was_admitted_before() throws IOException {
        try (var alone = new Fleet()) {
            RedisAdapter instance = alone.instance();
            LocationThrottle throttle = throttle(instance);
            DriverId known = anyDriver();
            assertThat(decide(throttle, known)).isInstanceOf(Admitted.class);
            alone.redis().stop();
            await().atMost(5, TimeUnit.SECONDS)
                    .until(() -> instance.health().state() == HealthProbe.State.DISCONNECTED);

            DriverId fresh = anyDriver();
            assertThat(decide(throttle, known)).isInstanceOf(Refused.class);
            assertThat(decide(throttle, fresh)).isInstanceOf(Admitted.class);
            assertThat(decide(throttle, fresh)).isInstanceOf(Refused.class);
        }
    }

    @Test
    void a_fix_that_is_on_its_way_when_redis_goes_away_is_decided_all_the_same() throws IOException {
        try (var alone = new Fleet()) {
            LocationThrottle throttle = throttle(alone.instance());
            alone.redis().freeze();
            DriverId driver = anyDriver();
            long start = System.nanoTime();
            var pending = throttle.tryAdmit(driver, Instant.now()).toCompletableFuture();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(100));
            assertThat(pending.orTimeout(5, TimeUnit.SECONDS).join()).isInstanceOf(Admitted.class);
            alone.redis().thaw();
        }
    }

    private static LocationThrottle throttle(RedisAdapter instance) {
        return instance.throttle(new InMemoryLocationThrottle(INTERVAL), INTERVAL);
    }

    private static Decision decide(LocationThrottle throttle, DriverId driver) {
        return throttle.tryAdmit(driver, fleet.clock.now())
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
