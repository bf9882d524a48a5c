package com.openride.fleet.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.application.contract.Samples;
import com.openride.fleet.application.port.in.TripView;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.EtaScore;
import com.openride.fleet.domain.trip.Trip;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TripScoreTest {

    private static final Instant NOON = Samples.NOON;

    private final RiderId rider = Samples.anyRider();
    private final Trip trip = Samples.planned(Samples.anyDriver(), NOON, rider);

    @Test
    void how_good_estimates_were_is_told_by_how_far_they_looked_ahead() {
        EtaScore score = EtaScore.NONE
                .with(NOON, NOON.plusSeconds(630), NOON.plusSeconds(600))
                .with(NOON, NOON.plusSeconds(90), NOON.plusSeconds(120));

        assertThat(shown(score, null))
                .isEqualTo(List.of(
                        Map.of(
                                "horizonMinutes",
                                "0-5",
                                "estimates",
                                1L,
                                "meanErrorSeconds",
                                30.0,
                                "meanErrorPercent",
                                25.0),
                        Map.of(
                                "horizonMinutes",
                                "5-15",
                                "estimates",
                                1L,
                                "meanErrorSeconds",
                                30.0,
                                "meanErrorPercent",
                                5.0)));
    }

    @Test
    void nothing_is_told_before_anything_was_judged_and_riders_are_not_told() {
        EtaScore score = EtaScore.NONE.with(NOON, NOON, NOON.plusSeconds(60));

        assertThat(TripJson.of(new TripView(trip, null, null, null))).containsEntry("etaScore", null);
        assertThat(TripJson.of(new TripView(trip, null, score, rider))).doesNotContainKey("etaScore");
    }

    private @Nullable Object shown(EtaScore score, @Nullable RiderId viewer) {
        return TripJson.of(new TripView(trip, null, score, viewer)).get("etaScore");
    }
}
