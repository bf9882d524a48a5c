package com.openride.fleet.application.contract;

import static com.openride.fleet.application.contract.Samples.NOON;
import static com.openride.fleet.application.contract.Samples.YABA;
import static com.openride.fleet.application.contract.Samples.anyDriver;
import static com.openride.fleet.application.contract.Samples.inIkeja;
import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.application.port.out.LocationHistory;
import com.openride.fleet.application.port.out.LocationLog;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.location.LocationFix;
import com.openride.fleet.domain.location.TimeRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link LocationHistory} must do, whatever it is built on. */
public interface LocationHistoryContract {

    LocationHistory history();

    /** Writes what {@link #history()} reads. */
    LocationLog log();

    /** The present, by the clock that the history goes by. */
    default Instant now() {
        return NOON;
    }

    @Test
    default void a_page_tells_fixes_by_recorded_time_whatever_order_they_came_in() {
        DriverId driver = anyDriver();
        List<DriverLocation> fixes = seconds(driver, 5);
        store(List.of(fixes.get(3), fixes.get(0), fixes.get(4), fixes.get(2), fixes.get(1)));

        assertThat(history().page(driver, from(0, 60), null, 10)).isEqualTo(fixes);
    }

    @Test
    default void a_range_holds_its_first_instant_and_not_its_last() {
        DriverId driver = anyDriver();
        List<DriverLocation> fixes = store(seconds(driver, 5));

        assertThat(history().page(driver, from(1, 3), null, 10)).isEqualTo(fixes.subList(1, 3));
        assertThat(history().page(driver, from(2, 2), null, 10)).isEmpty();
        assertThat(stream(driver, from(1, 3))).isEqualTo(fixes.subList(1, 3));
    }

    @Test
    default void a_page_is_no_longer_than_its_limit() {
        DriverId driver = anyDriver();
        List<DriverLocation> fixes = store(seconds(driver, 5));

        assertThat(history().page(driver, from(0, 60), null, 2)).isEqualTo(fixes.subList(0, 2));
    }

    @Test
    default void a_page_begins_after_the_given_instant_but_never_before_the_range() {
        DriverId driver = anyDriver();
        List<DriverLocation> fixes = store(seconds(driver, 5));

        assertThat(page(driver, second(1), 10)).isEqualTo(fixes.subList(2, 5));
        assertThat(history().page(driver, from(2, 60), second(0), 10)).isEqualTo(fixes.subList(2, 5));
        assertThat(page(driver, second(60), 10)).isEmpty();
    }

    @Test
    default void page_after_page_tells_everything_once() {
        DriverId driver = anyDriver();
        List<DriverLocation> fixes = store(seconds(driver, 23));
        List<DriverLocation> told = new ArrayList<>();
        Instant after = null;

        for (List<DriverLocation> page = page(driver, after, 5); !page.isEmpty(); page = page(driver, after, 5)) {
            told.addAll(page);
            after = page.get(page.size() - 1).fix().recordedAt();
        }

        assertThat(told).isEqualTo(fixes);
    }

    @Test
    default void drivers_are_kept_apart() {
        store(seconds(anyDriver(), 3));

        assertThat(page(anyDriver(), null, 10)).isEmpty();
        assertThat(history().newest(anyDriver())).isEmpty();
        assertThat(stream(anyDriver(), from(0, 60))).isEmpty();
    }

    @Test
    default void a_stream_tells_everything_in_order() {
        DriverId driver = anyDriver();
        List<DriverLocation> fixes = store(seconds(driver, 3000));

        assertThat(stream(driver, from(0, 3000))).isEqualTo(fixes);
    }

    @Test
    default void a_stream_may_be_left_early() {
        DriverId driver = anyDriver();
        List<DriverLocation> fixes = store(seconds(driver, 3000));

        for (int round = 0; round < 100; round++) {
            try (Stream<DriverLocation> trail = history().stream(driver, from(0, 3000))) {
                assertThat(trail.findFirst()).contains(fixes.get(0));
            }
        }
    }

    @Test
    default void a_stream_bears_fixes_that_come_while_it_is_read() {
        DriverId driver = anyDriver();
        List<DriverLocation> fixes = store(seconds(driver, 1000));

        try (Stream<DriverLocation> trail = history().stream(driver, from(0, 1000))) {
            List<DriverLocation> told = trail.peek(location -> store(List.of(halfASecondLater(location))))
                    .filter(fixes::contains)
                    .toList();

            assertThat(told).isEqualTo(fixes);
        }
    }

    @Test
    default void the_newest_fix_is_the_last_recorded_not_the_last_received() { // background section 6, 2
        DriverId driver = anyDriver();
        DriverLocation newest = inIkeja(driver, now());
        DriverLocation late =
                new DriverLocation(driver, LocationFix.at(YABA, now().minusSeconds(60)), now().plusSeconds(5));
        store(List.of(newest, late));

        assertThat(history().newest(driver)).contains(newest);
    }

    private List<DriverLocation> page(DriverId driver, @Nullable Instant after, int limit) {
        return history().page(driver, from(0, 60), after, limit);
    }

    private List<DriverLocation> stream(DriverId driver, TimeRange range) {
        try (Stream<DriverLocation> trail = history().stream(driver, range)) {
            return trail.toList();
        }
    }

    private List<DriverLocation> seconds(DriverId driver, int count) {
        return IntStream.range(0, count)
                .mapToObj(second -> inIkeja(driver, second(second)))
                .toList();
    }

    private Instant second(int second) {
        return now().minusSeconds(3600).plusSeconds(second);
    }

    private TimeRange from(int first, int last) {
        return new TimeRange(second(first), second(last));
    }

    private static DriverLocation halfASecondLater(DriverLocation location) {
        return inIkeja(location.driver(), location.fix().recordedAt().plusMillis(500));
    }

    private List<DriverLocation> store(List<DriverLocation> locations) {
        CompletableFuture<?>[] stages = locations.stream()
                .map(location -> log().append(location).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(stages).orTimeout(10, TimeUnit.SECONDS).join();
        return locations;
    }
}
