package com.openride.fleet.application.measure;

import static com.openride.fleet.application.contract.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.application.fixture.TestMeasurements;
import com.openride.fleet.domain.trip.Forecasts.Forecast;
import com.openride.fleet.domain.trip.Forecasts.Judged;
import org.junit.jupiter.api.Test;

class MeasuredEtasTest {

    private final TestMeasurements measurements = new TestMeasurements();
    private final MeasuredEtas etas = new MeasuredEtas(measurements);

    @Test
    void every_estimate_counts_at_its_horizon_with_its_error() {
        judged(299, 239);
        judged(300, 360);
        judged(899, 809);
        judged(900, 1080);

        assertThat(count("seconds", "0-5")).isEqualTo(1);
        assertThat(sum("seconds", "0-5")).isEqualTo(60);
        assertThat(count("seconds", "5-15")).isEqualTo(2);
        assertThat(sum("seconds", "5-15")).isEqualTo(150);
        assertThat(count("seconds", "15+")).isEqualTo(1);
        assertThat(sum("percent", "15+")).isEqualTo(20);
    }

    @Test
    void every_horizon_is_there_before_anything_was_judged() {
        assertThat(measurements.series())
                .containsExactly(
                        "fleet.eta.error.percent{horizon=0-5}",
                        "fleet.eta.error.percent{horizon=15+}",
                        "fleet.eta.error.percent{horizon=5-15}",
                        "fleet.eta.error.seconds{horizon=0-5}",
                        "fleet.eta.error.seconds{horizon=15+}",
                        "fleet.eta.error.seconds{horizon=5-15}");
    }

    /** An estimate that was made so many seconds before the car was there, and expected it after so many. */
    private void judged(int seconds, int expected) {
        etas.accept(new Judged(new Forecast(1, NOON, NOON.plusSeconds(expected)), NOON.plusSeconds(seconds)));
    }

    private long count(String unit, String horizon) {
        return measurements.count("fleet.eta.error." + unit + "{horizon=" + horizon + "}");
    }

    private double sum(String unit, String horizon) {
        return measurements.sum("fleet.eta.error." + unit + "{horizon=" + horizon + "}");
    }
}
