package com.openride.fleet.adapter.redis;

import static com.openride.fleet.application.contract.Samples.anyDriver;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.application.contract.Race;
import com.openride.fleet.application.fixture.TestMeasurements;
import com.openride.fleet.application.inmemory.InMemoryFleetBroadcast;
import com.openride.fleet.application.inmemory.InMemoryLocationThrottle;
import com.openride.fleet.application.port.out.HealthProbe;
import com.openride.fleet.application.port.out.LocationThrottle;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.limit.Gcra;
import com.openride.fleet.domain.limit.Gcra.Admitted;
import com.openride.fleet.domain.limit.Gcra.Decision;
import com.openride.fleet.domain.limit.Gcra.Refused;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is Redis's own about the limit; that it keeps the contract on each kind of Redis is held by {@link RedisContracts}. */
class RedisLocationThrottleTest {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private static Fleet fleet;
    private static List<LocationThrottle> throttles;

    @BeforeAll
    static void start() throws IOException {
        fleet = new Fleet();
        List<RedisAdapter> instances = Stream.generate(fleet::instance).limit(3).toList();
        throttles = instances.stream().map(RedisLocationThrottleTest::throttle).toList();
        await().until(() ->
                instances.stream().allMatch(instance -> instance.health().state() == HealthProbe.State.CONNECTED));
    }

    @AfterAll
    static void stop() throws IOException {
        fleet.close();
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
            awaitHealth(instance, HealthProbe.State.DISCONNECTED);

            DriverId fresh = anyDriver();
            assertThat(decide(throttle, known)).isInstanceOf(Refused.class);
            assertThat(decide(throttle, fresh)).isInstanceOf(Admitted.class);
            assertThat(decide(throttle, fresh)).isInstanceOf(Refused.class);
        }
    }

    @Test
    void what_was_admitted_while_redis_was_away_counts_when_it_is_back() throws IOException {
        try (var alone = new Fleet()) {
            RedisAdapter instance = alone.instance();
            LocationThrottle throttle = throttle(instance);
            DriverId known = anyDriver();
            DriverId fresh = anyDriver();
            decide(throttle, known, alone);
            alone.redis().stop();
            awaitHealth(instance, HealthProbe.State.DISCONNECTED);
            alone.clock.elapse(INTERVAL);
            assertThat(decide(throttle, known, alone)).isInstanceOf(Admitted.class);
            assertThat(decide(throttle, fresh, alone)).isInstanceOf(Admitted.class);

            alone.redis().restart();
            awaitHealth(instance, HealthProbe.State.CONNECTED);

            assertThat(decide(throttle, known, alone)).isInstanceOf(Refused.class);
            assertThat(decide(throttle, fresh, alone)).isInstanceOf(Refused.class);
            alone.clock.elapse(INTERVAL);
            assertThat(decide(throttle, known, alone)).isInstanceOf(Admitted.class);
            assertThat(decide(throttle, fresh, alone)).isInstanceOf(Admitted.class);
        }
    }

    @Test
    void a_clock_of_redis_that_is_set_back_locks_nobody_out() throws IOException {
        try (var alone = new Fleet()) {
            DriverId driver = anyDriver();
            assertThat(decide(throttle(alone.instance()), driver, alone)).isInstanceOf(Admitted.class);
            LocationThrottle other = throttle(alone.instance());

            alone.clock.elapse(Duration.ofHours(-1));
            decide(other, driver, alone);
            alone.clock.elapse(INTERVAL.plus(INTERVAL));

            assertThat(decide(other, driver, alone)).isInstanceOf(Admitted.class);
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

    @Test
    void whoever_decides_and_however_it_changes_hands_all_decisions_are_those_of_one_throttle() {
        for (int round = 0; round < 20; round++) {
            var random = new Random(round);
            LocationThrottle one = new InMemoryLocationThrottle(INTERVAL);
            DriverId driver = anyDriver();
            int here = 0;
            for (int fix = 0; fix < 60; fix++) {
                here = random.nextInt(4) == 0 ? random.nextInt(3) : here;
                fleet.clock.elapse(Duration.ofMillis(random.nextInt(6000)));

                assertThat(decide(throttles.get(here), driver))
                        .as("round %d, fix %d", round, fix)
                        .isEqualTo(decide(one, driver));
            }
        }
    }

    @Test
    void the_only_instance_that_deals_with_a_driver_asks_redis_now_and_then() {
        DriverId driver = anyDriver();
        decide(throttles.get(0), driver);
        long before = scriptsRun();

        long admitted = IntStream.range(0, 60)
                .peek(fix -> fleet.clock.elapse(INTERVAL.dividedBy(2)))
                .filter(fix -> decide(throttles.get(0), driver) instanceof Admitted)
                .count();

        assertThat(admitted).isEqualTo(30);
        // One for each half lease, or two for each 25 s where the test's clock was faster than Redis's answer; else 60.
        assertThat(scriptsRun() - before).as("150 s in leases of 30 s").isBetween(5L, 20L);
    }

    @Test
    void of_64_callers_exactly_one_is_admitted_also_where_another_has_decided_alone_before() {
        for (int round = 0; round < 30; round++) {
            DriverId driver = anyDriver();
            LocationThrottle owner = throttles.get(round % 3);
            decide(owner, driver);
            fleet.clock.elapse(INTERVAL);
            assertThat(decide(owner, driver)).isInstanceOf(Admitted.class);
            fleet.clock.elapse(INTERVAL);

            List<Decision> decisions = Race.of(64, caller -> decide(throttles.get(caller % 3), driver));

            assertThat(decisions).filteredOn(Admitted.class::isInstance).hasSize(1);
        }
    }

    @Test
    void the_driver_of_an_instance_that_is_gone_waits_for_nobody() {
        DriverId driver = anyDriver();
        admitAndDie(driver);
        fleet.clock.elapse(INTERVAL);

        long start = System.nanoTime();
        assertThat(decide(throttles.get(0), driver)).isInstanceOf(Admitted.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void an_owner_whose_connection_is_cut_is_not_taken_for_dead() throws IOException {
        try (var alone = new Fleet()) {
            RedisAdapter owner = alone.instance();
            LocationThrottle here = throttle(owner);
            LocationThrottle there = throttle(alone.instance());
            for (int round = 0; round < 10; round++) {
                awaitHealth(owner, HealthProbe.State.CONNECTED);
                DriverId driver = anyDriver();
                decide(here, driver, alone);
                alone.clock.elapse(INTERVAL);
                assertThat(decide(here, driver, alone)).isInstanceOf(Admitted.class);

                alone.redis().execute("CLIENT", "KILL", "TYPE", "pubsub");

                assertThat(decide(there, driver, alone)).isInstanceOf(Refused.class);
            }
        }
    }

    @Test
    void an_instance_that_ends_tells_what_it_has_admitted_alone() {
        RedisAdapter leaving = fleet.instance();
        LocationThrottle last = throttle(leaving);
        await().until(() -> leaving.health().state() == HealthProbe.State.CONNECTED);
        DriverId driver = anyDriver();
        decide(last, driver);
        fleet.clock.elapse(INTERVAL);
        assertThat(decide(last, driver)).isInstanceOf(Admitted.class);

        leaving.close();

        assertThat(decide(throttles.get(0), driver)).isInstanceOf(Refused.class);
    }

    /** Takes a driver and goes away without a word. */
    private void admitAndDie(DriverId driver) {
        try (var link = new RedisLink(new RedisNodes(fleet.config()), List.of(), new TestMeasurements());
                var writer = new RedisWriter(link);
                var broadcast =
                        new RedisFleetBroadcast(link, writer, new InMemoryFleetBroadcast(), new TestMeasurements())) {
            var throttle = new RedisLocationThrottle(
                    link,
                    writer,
                    broadcast.handover(),
                    new InMemoryLocationThrottle(INTERVAL),
                    Gcra.of(INTERVAL),
                    fleet.clock::micros);
            await().until(broadcast::isConnected);
            assertThat(decide(throttle, driver)).isInstanceOf(Admitted.class);
        }
    }

    private static long scriptsRun() {
        var calls = Pattern.compile("cmdstat_evalsha:calls=(\\d+)")
                .matcher(fleet.redis().execute("INFO", "commandstats"));
        return calls.find() ? Long.parseLong(calls.group(1)) : 0;
    }

    private static LocationThrottle throttle(RedisAdapter instance) {
        instance.broadcast(new InMemoryFleetBroadcast());
        return instance.throttle(new InMemoryLocationThrottle(INTERVAL), INTERVAL);
    }

    private static void awaitHealth(RedisAdapter instance, HealthProbe.State state) {
        await().atMost(5, TimeUnit.SECONDS).until(() -> instance.health().state() == state);
    }

    private static Decision decide(LocationThrottle throttle, DriverId driver) {
        return decide(throttle, driver, fleet);
    }

    private static Decision decide(LocationThrottle throttle, DriverId driver, Fleet fleet) {
        return throttle.tryAdmit(driver, fleet.clock.now())
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
