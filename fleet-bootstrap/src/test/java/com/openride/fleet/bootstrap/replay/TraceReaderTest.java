package com.openride.fleet.bootstrap.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class TraceReaderTest {

    private static final String HEADER =
            "vehicle_id,trip_id,recorded_at,latitude,longitude,speed_kmh,bearing_deg,accuracy_m\n";

    @Test
    void reads_every_column_and_the_line() throws IOException {
        Trace trace = read(HEADER + "bus-1,t,2013-11-15T05:35:33Z,52.083934,7.312690,36.9,269.8,4\n");

        assertThat(trace.rows())
                .containsExactly(new TraceRow(
                        2,
                        "bus-1",
                        Instant.parse("2013-11-15T05:35:33Z"),
                        new BigDecimal("52.083934"),
                        new BigDecimal("7.312690"),
                        new BigDecimal("36.9"),
                        new BigDecimal("269.8"),
                        new BigDecimal("4")));
    }

    @Test
    void a_blank_is_unknown_and_zero_is_zero() throws IOException {
        TraceRow row =
                read(HEADER + "bus-1,,2013-11-15T05:35:33Z,1,2,0,,\n").rows().get(0);

        assertThat(row.speed()).isEqualByComparingTo("0");
        assertThat(row.bearing()).isNull();
        assertThat(row.accuracy()).isNull();
    }

    @Test
    void columns_may_stand_in_any_order_and_optional_ones_be_absent() throws IOException {
        Trace trace = read("\uFEFFlatitude,longitude,recorded_at,vehicle_id\r\n1,2,2013-11-15T05:35:33Z,bus-1\r\n");

        assertThat(trace.rows()).singleElement().satisfies(row -> {
            assertThat(row.vehicle()).isEqualTo("bus-1");
            assertThat(row.latitude()).isEqualByComparingTo("1");
        });
    }

    @Test
    void a_row_that_cannot_be_read_is_named_by_its_line_and_loses_no_other() throws IOException {
        Trace trace = read(HEADER + "bus-1,,yesterday,1,2,,,\n\nbus-1,,2013-11-15T05:35:33Z,1,2,,,\n"
                + ",,2013-11-15T05:35:33Z,1,2,,,\nbus-1,,2013-11-15T05:35:33Z,north,2,,,\n");

        assertThat(trace.rows()).singleElement().extracting(TraceRow::line).isEqualTo(4);
        assertThat(trace.unreadable()).containsOnlyKeys(2, 5, 6);
    }

    @Test
    void a_missing_column_is_named() {
        assertThatThrownBy(() -> read("vehicle_id,latitude,longitude\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("recorded_at");
    }

    @Test
    void the_same_vehicle_is_the_same_driver_everywhere() {
        assertThat(TraceRow.driverOf("bus-1"))
                .isEqualTo(TraceRow.driverOf("bus-1"))
                .isNotEqualTo(TraceRow.driverOf("bus-2"));
    }

    private static Trace read(String text) throws IOException {
        return TraceReader.read(new BufferedReader(new StringReader(text)));
    }
}
