package com.openride.fleet.bootstrap.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openride.fleet.bootstrap.client.Json;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ReadBackTest {

    private static final TraceRow ROW = row("36.9", "269.8", "4");

    @Test
    void what_is_shown_as_it_was_sent_agrees() {
        assertThat(ReadBack.differences(ROW, shown())).isEmpty();
    }

    @Test
    void a_measurement_is_rounded_to_seven_digits() {
        assertThat(ReadBack.differences(ROW, shown().put("speed", (double) 36.9f)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"speed", "bearing", "accuracy"})
    void another_measurement_and_none_are_differences(String field) {
        assertThat(ReadBack.differences(ROW, shown().put(field, 5.5)))
                .containsExactly("line 7 is shown with " + field + " 5.5");
        assertThat(ReadBack.differences(ROW, shown().putNull(field)))
                .containsExactly("line 7 is shown with " + field + " null");
    }

    @Test
    void another_place_is_a_difference() {
        assertThat(ReadBack.differences(ROW, shown().put("latitude", 6.6))).hasSize(1);
    }

    @Test
    void what_the_trace_does_not_know_may_be_anything() {
        TraceRow bare =
                new TraceRow(7, "car", Instant.EPOCH, new BigDecimal("6.5"), new BigDecimal("3.3"), null, null, null);

        assertThat(ReadBack.differences(bare, shown())).isEmpty();
    }

    private static TraceRow row(String speed, String bearing, String accuracy) {
        return new TraceRow(
                7,
                "car",
                Instant.EPOCH,
                new BigDecimal("6.5"),
                new BigDecimal("3.3"),
                new BigDecimal(speed),
                new BigDecimal(bearing),
                new BigDecimal(accuracy));
    }

    private static ObjectNode shown() {
        return Json.object()
                .put("latitude", 6.5)
                .put("longitude", 3.3)
                .put("speed", 36.9)
                .put("bearing", 269.8)
                .put("accuracy", 4);
    }
}
