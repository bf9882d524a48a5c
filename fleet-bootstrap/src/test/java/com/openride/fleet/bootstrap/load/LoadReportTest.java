package com.openride.fleet.bootstrap.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.bootstrap.load.LoadTally.Count;
import java.time.Duration;
import org.json.JSONException;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;

final class LoadReportTest {

    private final LoadTally tally = new LoadTally();
    private final LoadReport report = new LoadReport(
            new LoadPlan(2, 3, 0.4, Duration.ZERO, Duration.ofSeconds(30), 100, false),
            tally,
            new LoadReport.Cost(0.25, 120));

    @Test
    void json_has_every_count_and_the_percentiles() throws JSONException {
        tally.add(Count.ACKED, 1);
        tally.acked(Duration.ofMillis(5).toNanos());
        tally.delivered(Duration.ofMillis(7).toNanos());
        tally.add(Count.NOT_CONNECTED, "UNREACHABLE");

        var json = new JSONObject(report.json());

        assertThat(json.getInt("drivers")).isEqualTo(2);
        assertThat(json.getInt("watchersPerDriver")).isEqualTo(3);
        assertThat(json.getInt("acked")).isEqualTo(1);
        assertThat(json.getInt("notConnected")).isEqualTo(1);
        assertThat(json.getInt("outOfOrder")).isZero();
        assertThat(json.getJSONObject("ackMillis").getDouble("p99.9")).isBetween(4.9, 5.1);
        assertThat(json.getJSONObject("deliveryMillis").getDouble("p50")).isBetween(6.9, 7.1);
        assertThat(json.getJSONObject("reasons").getInt("not connected: UNREACHABLE"))
                .isEqualTo(1);
        assertThat(json.getDouble("serverCores")).isEqualTo(0.25);
    }

    @Test
    void the_table_says_at_its_end_whether_anything_was_lost() {
        assertThat(report.table()).endsWith("nothing lost").contains("server cores");

        tally.add(Count.DUPLICATED, 1);

        assertThat(report.table()).endsWith("SOMETHING WAS LOST");
    }

    @Test
    void the_longest_is_told_as_two_minutes_at_most() {
        tally.acked(Duration.ofHours(1).toNanos());

        assertThat(tally.ack(100)).isBetween(119_000.0, 121_000.0);
    }
}
