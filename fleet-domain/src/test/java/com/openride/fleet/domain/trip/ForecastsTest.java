package com.openride.fleet.domain.trip;

import static com.openride.fleet.domain.trip.TestPlans.NOON;
import static com.openride.fleet.domain.trip.TestPlans.plan;
import static com.openride.fleet.domain.trip.TestPlans.rider;
import static com.openride.fleet.domain.trip.TripStatus.ARRIVED;
import static com.openride.fleet.domain.trip.TripStatus.COMPLETED;
import static com.openride.fleet.domain.trip.TripStatus.EN_ROUTE;
import static com.openride.fleet.domain.trip.TripStatus.IN_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.openride.fleet.domain.rider.RiderId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ForecastsTest {

    private final RiderId ada = rider();
    private final TripProgress setOut = TripProgress.start(Course.of(plan(ada)), EN_ROUTE);

    @Test
    void an_estimate_is_judged_once_the_car_is_there() {
        Forecasts kept = Forecasts.NONE.after(setOut, expected(300), at(0)).after(setOut, expected(340), at(100));

        Forecasts judged = kept.after(setOut.turned(ARRIVED, at(330)), expected(330), at(330));

        EtaScore.Errors near = errors(judged, Horizon.UP_TO_5_MINUTES);
        EtaScore.Errors far = errors(judged, Horizon.UP_TO_15_MINUTES);
        assertThat(far.estimates()).isEqualTo(1);
        assertThat(far.meanSeconds()).isEqualTo(30);
        assertThat(far.meanShare()).isCloseTo(30 / 330.0, within(1e-9));
        assertThat(near.meanSeconds()).isEqualTo(10);
        assertThat(near.meanShare()).isCloseTo(10 / 230.0, within(1e-9));
    }

    @Test
    void one_estimate_a_minute_is_kept() {
        Forecasts kept = Forecasts.NONE;
        for (int second = 0; second <= 120; second += 5) {
            kept = kept.after(setOut, expected(300), at(second));
        }

        assertThat(kept.waiting()).hasSize(3);
    }

    @Test
    void before_boarding_the_pickup_is_judged_and_aboard_the_drop_off() {
        TripProgress aboard = setOut.turned(ARRIVED, at(60)).turned(IN_PROGRESS, at(90));

        Forecasts kept = Forecasts.NONE
                .after(setOut, expected(50), at(0))
                .after(aboard, expected(1200), at(90))
                .after(aboard.turned(COMPLETED, at(1290)), expected(1290), at(1290));

        assertThat(errors(kept, Horizon.UP_TO_5_MINUTES).meanSeconds()).isEqualTo(10);
        assertThat(errors(kept, Horizon.BEYOND).meanSeconds()).isEqualTo(90);
        assertThat(kept.waiting()).isEmpty();
    }

    @Test
    void what_waits_is_bounded() {
        Forecasts kept = Forecasts.NONE;
        for (int minute = 0; minute < 1100; minute++) {
            kept = kept.after(setOut, expected(300), at(60 * minute));
        }

        assertThat(kept.waiting()).hasSize(1000);
    }

    @Test
    void horizons_begin_with_their_first_minute() {
        assertThat(Horizon.of(Duration.ofSeconds(299))).isEqualTo(Horizon.UP_TO_5_MINUTES);
        assertThat(Horizon.of(Duration.ofMinutes(5))).isEqualTo(Horizon.UP_TO_15_MINUTES);
        assertThat(Horizon.of(Duration.ofMinutes(15))).isEqualTo(Horizon.BEYOND);
    }

    private Eta expected(int second) {
        var estimate = new EtaEstimate(at(second), 1L);
        return new Eta(estimate, Map.of(ada, estimate), Map.of());
    }

    private static EtaScore.Errors errors(Forecasts forecasts, Horizon horizon) {
        return Objects.requireNonNull(forecasts.score().horizons().get(horizon));
    }

    private static Instant at(int second) {
        return NOON.plusSeconds(second);
    }
}
