package com.openride.fleet.application.inmemory;

import static com.openride.fleet.application.contract.Samples.NOON;
import static com.openride.fleet.application.contract.Samples.YABA;
import static com.openride.fleet.application.contract.Samples.anyDriver;
import static com.openride.fleet.application.contract.Samples.inIkeja;
import static com.openride.fleet.application.port.out.LocationLog.Appended.DUPLICATE;
import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.application.contract.LocationHistoryContract;
import com.openride.fleet.application.contract.LocationLogContract;
import com.openride.fleet.application.contract.Race;
import com.openride.fleet.application.port.out.LocationHistory;
import com.openride.fleet.application.port.out.LocationLog;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.location.LocationFix;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InMemoryLocationStoreTest implements LocationLogContract, LocationHistoryContract {

    private static final Duration DAY = Duration.ofHours(24);

    private Instant now = NOON;
    private final InMemoryLocationStore store = store(100_000);

    @Override
    public LocationLog log() {
        return store;
    }

    @Override
    public LocationHistory history() {
        return store;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Test
    void fixes_past_the_retention_go_with_the_next_fix_of_anyone() {
        DriverId driver = anyDriver();
        store.append(inIkeja(driver, NOON));
        now = NOON.plus(DAY).plusMillis(1);

        store.append(inIkeja(anyDriver(), now));

        assertThat(store.newest(driver)).isEmpty();
        assertThat(store.size()).isEqualTo(1);
    }

    @Test
    void a_fix_is_kept_for_the_whole_retention() {
        DriverId driver = anyDriver();
        store.append(inIkeja(driver, NOON));
        now = NOON.plus(DAY);

        store.append(inIkeja(anyDriver(), now));

        assertThat(store.append(inIkeja(driver, NOON))).isCompletedWithValue(DUPLICATE);
    }

    @Test
    void past_the_cap_the_fix_that_came_first_makes_room() {
        InMemoryLocationStore small = store(3);
        DriverId busy = anyDriver();
        Stream.of(1, 2, 3).forEach(second -> small.append(inIkeja(busy, NOON.plusSeconds(second))));
        DriverLocation newcomer = inIkeja(anyDriver(), NOON);

        small.append(newcomer);

        assertThat(small.size()).isEqualTo(3);
        assertThat(small.newest(newcomer.driver())).contains(newcomer);
        assertThat(small.knows(busy, NOON.plusSeconds(1))).isCompletedWithValue(false);
        assertThat(small.knows(busy, NOON.plusSeconds(2))).isCompletedWithValue(true);
    }

    @Test
    void a_late_fix_is_not_pushed_out_by_its_own_coming() {
        InMemoryLocationStore small = store(2);
        DriverId driver = anyDriver();
        small.append(inIkeja(driver, NOON));
        small.append(inIkeja(driver, NOON.plusSeconds(1)));
        var late = new DriverLocation(driver, LocationFix.at(YABA, NOON.minusSeconds(60)), NOON);

        small.append(late);

        assertThat(small.knows(driver, NOON.minusSeconds(60))).isCompletedWithValue(true);
        assertThat(small.size()).isEqualTo(2);
    }

    @Test
    void the_cap_holds_and_no_answer_lies_when_many_append_at_once() {
        InMemoryLocationStore small = store(1000);
        Race.of(8, caller -> {
            DriverId driver = anyDriver();
            for (int fix = 0; fix < 2000; fix++) {
                small.append(inIkeja(caller % 2 == 0 ? driver : anyDriver(), NOON.plusMillis(fix)));
            }
            return caller;
        });

        assertThat(small.size()).isEqualTo(1000);
        assertThat(small.drivers()).isLessThanOrEqualTo(1000);
    }

    private InMemoryLocationStore store(int most) {
        return new InMemoryLocationStore(DAY, most, () -> now);
    }
}
