package com.openride.fleet.adapter.redis;

import static com.openride.fleet.application.contract.Samples.anyDriver;
import static com.openride.fleet.application.contract.Samples.inIkeja;

import com.openride.fleet.application.fixture.TestMeasurements;
import com.openride.fleet.application.inmemory.InMemoryFleetBroadcast;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.event.FleetEvent;
import com.openride.fleet.domain.event.FleetEvent.DriverMoved;
import com.openride.fleet.domain.event.Topic.DriverTopic;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What it costs to tell other instances where drivers are: 1,000 drivers on each instance send a fix a second, and 300 of
 * them are watched on the next instance. Once each instance listens to what it watches, once also to its own drivers, as
 * the live picture does, and once to all drivers there are.
 */
final class FanOutBench {

    private static final int DRIVERS = 1000;
    private static final int WATCHED = 300;
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Duration TIME = Duration.ofSeconds(10);
    private static final int BUCKETS = 400_000;
    private static final int MOST_ON_THE_WAY = 5000;
    private static final PrintStream OUT = System.out;

    private final List<RedisAdapter> adapters = new ArrayList<>();
    private final List<RedisFleetBroadcast> instances = new ArrayList<>();
    private final List<List<DriverId>> drivers = new ArrayList<>();
    private final Map<DriverId, Long> sentAt = new ConcurrentHashMap<>();
    private final AtomicLongArray micros = new AtomicLongArray(BUCKETS);
    private final LongAdder delivered = new LongAdder();
    private final TestMeasurements measurements = new TestMeasurements();
    private final RedisServer redis;

    private FanOutBench(RedisServer redis, int count) {
        this.redis = redis;
        var config = new RedisConfig(List.of(redis.node()), false, null, null, 0, 50);
        for (int i = 0; i < count; i++) {
            var adapter = new RedisAdapter(config, measurements, () -> 0);
            adapters.add(adapter);
            instances.add((RedisFleetBroadcast) adapter.broadcast(new InMemoryFleetBroadcast()));
            drivers.add(Stream.generate(() -> anyDriver()).limit(DRIVERS).toList());
        }
    }

    /** Who listens to what. */
    private enum Mode {
        WATCHED,
        WATCHED_AND_OWN,
        EVERYTHING
    }

    public static void main(String[] args) throws IOException {
        OUT.println("| listens to | instances | heard/s by each | kB/s to each | Redis out MB/s | Redis CPU % |"
                + " JVM CPU % each | us CPU per useful | p50 ms | p99 ms |");
        OUT.println("|---|---|---|---|---|---|---|---|---|---|");
        for (Mode mode : Mode.values()) {
            for (int count : new int[] {1, 2, 4, 8}) {
                try (var redis = new RedisServer()) {
                    new FanOutBench(redis, count).run(mode);
                }
            }
        }
        try (var redis = new RedisServer()) {
            new FanOutBench(redis, 2).runAcross();
        }
    }

    private void run(Mode mode) {
        for (int i = 0; i < instances.size(); i++) {
            listen(mode, i);
        }
        awaitSettled();
        send(WARM_UP);
        for (int i = 0; i < BUCKETS; i++) {
            micros.set(i, 0);
        }
        Cost before = cost();
        send(TIME);
        Cost after = cost();
        print(mode, before, after);
        adapters.forEach(RedisAdapter::close);
    }

    private void awaitSettled() {
        while (!instances.stream().allMatch(RedisFleetBroadcast::isSettled)) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** As many as go through from one instance to the other, where all are watched. */
    private void runAcross() {
        drivers.get(0)
                .forEach(driver -> instances.get(1).listen(new DriverTopic(driver), event -> delivered.increment()));
        awaitSettled();
        pour(WARM_UP);
        Cost before = cost();
        long heard = delivered.sum();
        pour(TIME);
        Cost after = cost();
        double messages = delivered.sum() - heard;
        OUT.printf(
                Locale.ROOT,
                "%nAcross two instances: %.0f messages/s, %.1f us CPU for each (JVM %.1f, Redis %.1f)%n",
                messages / (after.nanos - before.nanos) * 1e9,
                (after.jvmSeconds - before.jvmSeconds + after.redisSeconds - before.redisSeconds) / messages * 1e6,
                (after.jvmSeconds - before.jvmSeconds) / messages * 1e6,
                (after.redisSeconds - before.redisSeconds) / messages * 1e6);
        adapters.forEach(RedisAdapter::close);
    }

    /** Sends without a pause, but for what is on its way. */
    private void pour(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        long sent = 0;
        long heard = delivered.sum();
        for (int n = 0; System.nanoTime() < end; n++) {
            while (sent - (delivered.sum() - heard) > MOST_ON_THE_WAY && System.nanoTime() < end) {
                LockSupport.parkNanos(50_000);
            }
            DriverId driver = drivers.get(0).get(n % DRIVERS);
            instances.get(0).publish(new DriverMoved(inIkeja(driver, Instant.now()), DriverStatus.ON_TRIP));
            sent++;
        }
    }

    private void listen(Mode mode, int i) {
        int next = (i + 1) % instances.size();
        drivers.get(i)
                .subList(0, WATCHED)
                .forEach(driver -> instances.get(next).listen(new DriverTopic(driver), this::heardByWatcher));
        if (mode == Mode.WATCHED_AND_OWN) {
            drivers.get(i).forEach(driver -> instances.get(i).listen(new DriverTopic(driver), event -> {}));
        } else if (mode == Mode.EVERYTHING) {
            drivers.forEach(
                    some -> some.forEach(driver -> instances.get(i).listen(new DriverTopic(driver), event -> {})));
        }
    }

    private void heardByWatcher(FleetEvent event) {
        Long sent = sentAt.get(((DriverMoved) event).location().driver());
        if (sent != null) {
            int took = (int) ((System.nanoTime() - sent) / 1000);
            micros.incrementAndGet(Math.min(BUCKETS - 1, took));
        }
    }

    /** Each driver once a second, evenly spread. */
    private void send(Duration time) {
        long start = System.nanoTime();
        long all = (long) DRIVERS * instances.size() * time.toSeconds();
        long gap = time.toNanos() / all;
        for (long n = 0; n < all; n++) {
            LockSupport.parkNanos(start + n * gap - System.nanoTime());
            int instance = (int) (n % instances.size());
            DriverId driver = drivers.get(instance).get((int) (n / instances.size() % DRIVERS));
            var move = new DriverMoved(inIkeja(driver, Instant.now()), DriverStatus.ON_TRIP);
            sentAt.put(driver, System.nanoTime());
            instances.get(instance).publish(move);
        }
    }

    private record Cost(long nanos, long messages, double bytes, double redisSeconds, double jvmSeconds) {}

    private Cost cost() {
        String info = redis.execute("INFO", "all");
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return new Cost(
                System.nanoTime(),
                measurements.count("fleet.redis.messages{outcome=received}"),
                number(info, "total_net_output_bytes"),
                number(info, "used_cpu_sys") + number(info, "used_cpu_user"),
                system.getProcessCpuTime() / 1e9);
    }

    private void print(Mode mode, Cost before, Cost after) {
        double seconds = (after.nanos - before.nanos) / 1e9;
        int count = instances.size();
        double heard = (after.messages - before.messages) / seconds;
        double useful = 1.0 * WATCHED * count * TIME.toSeconds();
        double cpu = after.redisSeconds - before.redisSeconds + after.jvmSeconds - before.jvmSeconds;
        OUT.printf(
                Locale.ROOT,
                "| %s | %d | %.0f | %.0f | %.2f | %.1f | %.1f | %.0f | %.2f | %.2f |%n",
                mode.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                count,
                heard / count,
                (after.bytes - before.bytes) / seconds / 1e3 / count,
                (after.bytes - before.bytes) / seconds / 1e6,
                100 * (after.redisSeconds - before.redisSeconds) / seconds,
                100 * (after.jvmSeconds - before.jvmSeconds) / seconds / count,
                cpu / useful * 1e6,
                percentile(0.5),
                percentile(0.99));
    }

    private double percentile(double share) {
        long all = 0;
        for (int i = 0; i < BUCKETS; i++) {
            all += micros.get(i);
        }
        long seen = 0;
        for (int i = 0; i < BUCKETS; i++) {
            seen += micros.get(i);
            if (seen >= share * all) {
                return i / 1000.0;
            }
        }
        return Double.NaN;
    }

    private static double number(String info, String name) {
        var found = Pattern.compile(name + ":([0-9.]+)").matcher(info);
        return found.find() ? Double.parseDouble(found.group(1)) : 0;
    }
}
