package com.openride.fleet.bootstrap.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

final class ShipmentTest {

    private static final Instant START = Instant.parse("2015-01-01T08:00:00Z");

    @Test
    void time_is_divided_by_the_speed_and_long_gaps_are_cut() {
        List<Shipment> plan = plan(10, 60, 0, 5, 1000, 1001);

        assertThat(plan).extracting(Shipment::timestamp).containsExactly(0L, 500L, 6500L, 6600L);
    }

    @Test
    void rows_out_of_order_keep_their_time_and_leave_in_the_files_order() {
        List<Shipment> plan = plan(1, 60, 10, 20, 15, 10, 21);

        assertThat(plan).extracting(Shipment::timestamp).containsExactly(0L, 10_000L, 5000L, 0L, 11_000L);
        assertThat(plan).extracting(Shipment::due).containsExactly(0L, 10_000L, 10_000L, 10_000L, 11_000L);
    }

    @RepeatedTest(200)
    void whatever_the_trace_time_is_mapped_in_order_and_never_into_the_future(RepetitionInfo repetition) {
        var random = new SplittableRandom(repetition.getCurrentRepetition());
        int[] seconds = random.ints(random.nextInt(1, 50), 0, 2000).toArray();
        double speed = random.nextDouble(0.5, 1000);
        int maxGap = random.nextInt(1, 300);

        List<Shipment> plan = plan(speed, maxGap, seconds);

        assertThat(plan).extracting(Shipment::due).isSorted();
        assertThat(plan).allSatisfy(shipment -> assertThat(shipment.timestamp()).isBetween(0L, shipment.due()));
        for (int i = 0; i < seconds.length; i++) {
            for (int j = 0; j < seconds.length; j++) {
                assertThat(Long.signum(plan.get(i).timestamp() - plan.get(j).timestamp()))
                        .isEqualTo(Integer.signum(seconds[i] - seconds[j]));
            }
        }
    }

    @RepeatedTest(100)
    void without_long_gaps_every_row_keeps_its_distance_to_the_first(RepetitionInfo repetition) {
        var random = new SplittableRandom(repetition.getCurrentRepetition());
        int[] seconds =
                IntStream.concat(IntStream.of(0), random.ints(20, 0, 300)).toArray();
        double speed = random.nextDouble(0.5, 100);

        List<Shipment> plan = plan(speed, 300, seconds);

        for (int i = 0; i < seconds.length; i++) {
            assertThat((double) plan.get(i).timestamp())
                    .isBetween(seconds[i] * 1000 / speed - 2, seconds[i] * 1000 / speed + 1);
        }
    }

    private static List<Shipment> plan(double speed, int maxGapSeconds, int... seconds) {
        List<TraceRow> rows = IntStream.range(0, seconds.length)
                .mapToObj(i -> new TraceRow(
                        i + 2,
                        "bus-1",
                        START.plusSeconds(seconds[i]),
                        BigDecimal.ONE,
                        BigDecimal.TEN,
                        null,
                        null,
                        null))
                .toList();
        return Shipment.plan(rows, speed, Duration.ofSeconds(maxGapSeconds));
    }
}
