package com.openride.fleet.adapter.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.location.LocationFix;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What operators cost: 10,000 drivers who each send a fix every five seconds, and five operators who all see the whole
 * city. Counts processor time, which other work on the machine does not change much, of the threads that tell and write;
 * the figure is left in {@code target/ops-feed.txt}.
 */
final class OpsFeedCostTest {

    private static final int DRIVERS = 10_000;
    private static final int OPERATORS = 5;
    private static final int SLICES = 50;
    private static final Duration SLICE = Duration.ofMillis(100);
    private static final Duration WARM_UP = Duration.ofSeconds(6);
    private static final Duration MEASURED = Duration.ofSeconds(5);
    private static final String LAGOS = "{\"bounds\":{\"south\":6.3,\"west\":3.1,\"north\":6.8,\"east\":3.7}}";

    private final TestServer server = new TestServer();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<DriverId> drivers = Stream.generate(() -> new DriverId(UUID.randomUUID()))
            .limit(DRIVERS)
            .toList();
    private int slice;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void ten_thousand_moving_drivers_and_five_operators_cost_less_than_a_tenth_of_a_core() throws IOException {
        IntStream.range(0, SLICES)
                .forEach(i -> moveSlice().orTimeout(10, TimeUnit.SECONDS).join());
        List<RawSocket> maps = Stream.generate(this::operator).limit(OPERATORS).toList();
        var mover = Executors.newSingleThreadScheduledExecutor();
        var moving = mover.scheduleAtFixedRate(
                () -> assertThat(moveSlice()).isNotNull(), 0, SLICE.toMillis(), TimeUnit.MILLISECONDS);
        pass(WARM_UP);
        maps.forEach(map -> map.received.clear());

        long begun = System.nanoTime();
        long before = processorNanos();
        pass(MEASURED);
        double share = (processorNanos() - before) / (double) (System.nanoTime() - begun);

        moving.cancel(false);
        mover.shutdownNow();
        List<Long> told = maps.stream().map(OpsFeedCostTest::positions).toList();
        String figure = String.format(
                Locale.ROOT,
                "%d moving drivers, %d operators: %.1f %% of a core; positions told to each in %d s: %s%n",
                DRIVERS,
                OPERATORS,
                share * 100,
                MEASURED.toSeconds(),
                told);
        Files.writeString(Path.of("target", "ops-feed.txt"), figure);
        maps.forEach(RawSocket::close);
        assertThat(told).as(figure).allMatch(positions -> positions > DRIVERS / 2);
        assertThat(share).as(figure).isLessThan(0.1);
    }

    private RawSocket operator() {
        var map = RawSocket.in(server.port(), server.token(UUID.randomUUID(), Role.ADMIN));
        map.ask(1, "ops:watch", LAGOS);
        assertThat(map.event("ops:positions").path("positions")).hasSize(DRIVERS);
        return map;
    }

    private CompletableFuture<Void> moveSlice() {
        int from = slice++ % SLICES * (DRIVERS / SLICES);
        Instant now = Instant.now();
        List<CompletableFuture<?>> moves = new ArrayList<>();
        for (DriverId driver : drivers.subList(from, from + DRIVERS / SLICES)) {
            int place = Math.floorMod(driver.hashCode() + slice, 10_000);
            var point = new GeoPoint(6.4 + place * 0.00002, 3.2 + place * 0.00003);
            moves.add(server.fleet
                    .useCases()
                    .locations()
                    .report(driver, LocationFix.at(point, now))
                    .toCompletableFuture());
        }
        return CompletableFuture.allOf(moves.toArray(CompletableFuture<?>[]::new));
    }

    /** The threads of the adapter, whose only clients are the operators, and the one that tells the fleet's watchers. */
    private long processorNanos() {
        return LongStream.of(threads.getAllThreadIds())
                .filter(this::isCounted)
                .map(threads::getThreadCpuTime)
                .sum();
    }

    private boolean isCounted(long id) {
        ThreadInfo thread = threads.getThreadInfo(id);
        return thread != null
                && (thread.getThreadName().startsWith("fleet-socketio")
                        || thread.getThreadName().equals("test-prompt"));
    }

    private static long positions(RawSocket map) {
        return map.received.stream()
                .filter(packet -> packet.startsWith("42[\"ops:positions\""))
                .mapToLong(packet ->
                        Json.read(packet.substring(2)).at("/1/positions").size())
                .sum();
    }

    private static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        await().atMost(time.plusSeconds(5)).pollInterval(Duration.ofMillis(100)).until(() -> System.nanoTime() >= end);
    }
}
