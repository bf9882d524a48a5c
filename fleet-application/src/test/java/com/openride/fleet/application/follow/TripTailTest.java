package com.openride.fleet.application.follow;

import static com.openride.fleet.domain.trip.TripStatus.EN_ROUTE;
import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.application.port.in.TripUpdate;
import com.openride.fleet.domain.event.FleetEvent.EtaChanged;
import com.openride.fleet.domain.trip.Eta;
import com.openride.fleet.domain.trip.EtaEstimate;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TripTailTest {

    private static final Instant NOON = TailBench.NOON;

    private final TailBench bench = new TailBench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void nothing_is_told_before_it_is_released_and_then_what_was_held() {
        bench.writeAll();
        bench.written.forEach(bench.tail::hear);

        assertThat(bench.watcher.updates).isEmpty();
        bench.tail.release();

        assertThat(bench.watcher.versions()).containsExactly(2L, 3L, 4L, 5L);
        assertThat(bench.watcher.ends).hasValue(1);
    }

    @Test
    void what_the_snapshot_has_shown_is_not_told_again() {
        bench.writeAll();
        bench.tail.hasSeen(bench.written.get(1).trip(), null);
        bench.written.forEach(bench.tail::hear);
        bench.tail.release();

        assertThat(bench.watcher.versions()).containsExactly(4L, 5L);
    }

    @Test
    void more_events_than_can_be_held_are_read_from_the_journal() {
        bench.writeAll();
        Collections.nCopies(64, bench.written.get(0)).forEach(bench.tail::hear);
        bench.tail.hear(bench.written.get(1));
        bench.tail.release();
        bench.settle();

        assertThat(bench.watcher.versions()).containsExactly(2L, 3L, 4L, 5L);
    }

    @Test
    void what_went_by_unheard_is_read_from_the_journal_and_the_car_shown_where_it_is() {
        bench.tail.release();
        bench.tail.hear(bench.write());
        bench.write();
        bench.locations.append(bench.move(7).location());

        bench.tail.mayHaveMissed();
        bench.settle();

        assertThat(bench.watcher.versions()).containsExactly(2L, 3L);
        assertThat(bench.watcher.times()).containsExactly(NOON.plusSeconds(7));
    }

    @Test
    void what_went_by_while_holding_is_read_once_it_is_released() {
        bench.writeAll();
        bench.tail.mayHaveMissed();
        assertThat(bench.watcher.updates).isEmpty();

        bench.tail.release();
        bench.settle();

        assertThat(bench.watcher.versions()).containsExactly(2L, 3L, 4L, 5L);
    }

    @Test
    void of_the_places_that_came_while_holding_the_newest_is_told_whichever_came_last() {
        bench.write();
        bench.tail.hasSeen(bench.written.get(0).trip(), null);
        bench.tail.hear(bench.move(1));
        bench.tail.hear(bench.move(3));
        bench.tail.hear(bench.move(2));
        bench.tail.release();

        assertThat(bench.watcher.times()).containsExactly(NOON.plusSeconds(3));
    }

    @Test
    void a_place_is_told_only_while_the_car_may_be_seen_and_never_back_in_time() {
        bench.tail.release();
        bench.tail.hear(bench.move(1));
        assertThat(bench.watcher.moves).as("the trip is only planned").isEmpty();

        bench.tail.hear(bench.write());
        bench.tail.hear(bench.move(5));
        bench.tail.hear(bench.move(4));
        bench.tail.hear(bench.move(5));
        bench.tail.hear(bench.move(6));

        assertThat(bench.watcher.times()).containsExactly(NOON.plusSeconds(5), NOON.plusSeconds(6));
    }

    @Test
    void a_moved_estimate_is_told_at_the_current_version_and_no_other() {
        bench.tail.release();
        bench.tail.hear(bench.write());
        bench.watcher.updates.clear();

        bench.tail.hear(eta(1));
        bench.tail.hear(eta(3));
        bench.tail.hear(eta(2));

        assertThat(bench.watcher.updates)
                .containsExactly(new TripUpdate(
                        bench.planned.id(),
                        bench.planned.driver(),
                        EN_ROUTE,
                        null,
                        2,
                        new EtaEstimate(NOON.plusSeconds(600), 5000L),
                        NOON));
    }

    @Test
    void after_it_is_closed_nothing_is_told() {
        bench.tail.release();
        bench.tail.hear(bench.write());
        bench.tail.close();
        bench.tail.hear(bench.write());
        bench.tail.hear(bench.move(9));
        bench.tail.release();
        bench.settle();

        assertThat(bench.watcher.versions()).containsExactly(2L);
        assertThat(bench.watcher.moves).isEmpty();
        assertThat(bench.watcher.ends).hasValue(0);
    }

    /** Numbers below 4 write the next step, up to 7 tell of one that is written, 30 lets go, 31 says that something may have
     * been missed, others tell of a place. */
    @Property(tries = 300)
    void whatever_comes_in_whatever_order_each_step_is_told_once_and_in_order(@ForAll("happenings") List<Integer> all) {
        try (var fresh = new TailBench()) {
            long highest = 1;
            for (int happening : all) {
                highest = Math.max(highest, happen(fresh, happening));
            }
            fresh.tail.release();
            fresh.settle();

            List<Long> told = fresh.watcher.versions();
            assertThat(told)
                    .isEqualTo(
                            LongStream.rangeClosed(2, 1 + told.size()).boxed().toList());
            assertThat(told.size() + 1L).isBetween(highest, fresh.written.size() + 1L);
            assertThat(fresh.watcher.times()).isSorted().doesNotHaveDuplicates();
            assertThat(fresh.watcher.ends).hasValue(told.size() == TailBench.LIFE.size() ? 1 : 0);
        }
    }

    /** The version heard of, or 0. */
    private static long happen(TailBench bench, int happening) {
        if (happening < 4) {
            if (bench.written.size() < TailBench.LIFE.size()) {
                bench.write();
            }
        } else if (happening < 8) {
            return hear(bench, happening - 4);
        } else if (happening < 30) {
            bench.tail.hear(bench.move(happening));
        } else if (happening == 30) {
            bench.tail.release();
        } else {
            bench.tail.mayHaveMissed();
            return bench.written.size() + 1L;
        }
        return 0;
    }

    private static long hear(TailBench bench, int index) {
        if (index >= bench.written.size()) {
            return 0;
        }
        bench.tail.hear(bench.written.get(index));
        return bench.written.get(index).transition().version();
    }

    @Provide
    Arbitrary<List<Integer>> happenings() {
        return Arbitraries.integers().between(0, 31).list().ofMaxSize(40);
    }

    private EtaChanged eta(long version) {
        var estimate = new EtaEstimate(NOON.plusSeconds(600), 5000L);
        return new EtaChanged(bench.planned.id(), version, new Eta(estimate, Map.of()), NOON);
    }
}
