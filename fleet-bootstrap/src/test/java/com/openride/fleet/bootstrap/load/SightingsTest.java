package com.openride.fleet.bootstrap.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.bootstrap.load.LoadTally.Count;
import java.util.BitSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class SightingsTest {

    private final LoadTally tally = new LoadTally();
    private final Sightings sightings = new Sightings(tally);

    @Test
    void one_that_a_newer_one_overtook_is_superseded() {
        sightings.saw(0);
        sightings.saw(3);

        sightings.conclude(acked(0, 1, 3));

        assertCounts(2, 1, 0, 0, 0);
        assertThat(tally.hasLoss()).isFalse();
    }

    @Test
    void the_newest_is_not_superseded_by_any_so_it_is_lost() {
        sightings.saw(0);

        assertThat(sightings.isUpToDate(acked(0, 1))).isFalse();
        sightings.conclude(acked(0, 1, 2));

        assertCounts(1, 0, 2, 0, 0);
        assertThat(tally.hasLoss()).isTrue();
    }

    @Test
    void nothing_that_was_refused_need_come() {
        sightings.saw(1);

        assertThat(sightings.isUpToDate(acked(1))).isTrue();
        sightings.conclude(acked(1));

        assertCounts(1, 0, 0, 0, 0);
    }

    @Test
    void one_told_twice_and_one_told_late_are_counted_and_are_no_deliveries() {
        sightings.saw(1);
        sightings.saw(1);
        sightings.saw(0);

        assertCounts(1, 0, 0, 1, 1);
        assertThat(tally.hasLoss()).isTrue();
    }

    @Test
    void who_has_seen_nothing_has_lost_everything() {
        sightings.conclude(acked(0, 1));

        assertCounts(0, 0, 2, 0, 0);
    }

    @Property
    void every_acked_fix_is_delivered_superseded_or_lost(
            @ForAll @Size(max = 40) List<@IntRange(max = 30) Integer> seen,
            @ForAll @Size(max = 30) List<@IntRange(max = 30) Integer> acked) {
        var counts = new LoadTally();
        var one = new Sightings(counts);
        var all = new BitSet();
        acked.forEach(all::set);
        seen.forEach(turn -> one.saw(turn));
        var delivered = new BitSet();
        int last = -1;
        for (int turn : seen) {
            delivered.set(turn, delivered.get(turn) || turn > last);
            last = Math.max(last, turn);
        }

        one.conclude(all);

        delivered.and(all);
        assertThat(delivered.cardinality() + counts.of(Count.SUPERSEDED) + counts.of(Count.LOST))
                .isEqualTo(all.cardinality());
        assertThat(counts.of(Count.DELIVERED) + counts.of(Count.DUPLICATED) + counts.of(Count.OUT_OF_ORDER))
                .isEqualTo(seen.size());
        assertThat(one.isUpToDate(all)).isEqualTo(counts.of(Count.LOST) == 0);
    }

    private void assertCounts(int delivered, int superseded, int lost, int duplicated, int outOfOrder) {
        assertThat(tally.of(Count.DELIVERED)).isEqualTo(delivered);
        assertThat(tally.of(Count.SUPERSEDED)).isEqualTo(superseded);
        assertThat(tally.of(Count.LOST)).isEqualTo(lost);
        assertThat(tally.of(Count.DUPLICATED)).isEqualTo(duplicated);
        assertThat(tally.of(Count.OUT_OF_ORDER)).isEqualTo(outOfOrder);
    }

    private static BitSet acked(int... turns) {
        var all = new BitSet();
        for (int turn : turns) {
            all.set(turn);
        }
        return all;
    }
}
