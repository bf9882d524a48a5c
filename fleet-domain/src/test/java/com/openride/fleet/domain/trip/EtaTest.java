package com.openride.fleet.domain.trip;

import static com.openride.fleet.domain.trip.TestPlans.NOON;
import static com.openride.fleet.domain.trip.TestPlans.rider;
import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.domain.rider.RiderId;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EtaTest {

    @Test
    void from_a_minute_on_either_way_an_estimate_is_news() {
        var noon = new EtaEstimate(NOON, 500L);

        assertThat(new EtaEstimate(NOON.plusSeconds(60), 500L).differsFrom(noon))
                .isTrue();
        assertThat(new EtaEstimate(NOON.minusSeconds(60), 500L).differsFrom(noon))
                .isTrue();
        assertThat(new EtaEstimate(NOON.plusMillis(59_999), 0L).differsFrom(noon))
                .isFalse();
        assertThat(new EtaEstimate(NOON.minusMillis(59_999), null).differsFrom(noon))
                .isFalse();
    }

    @Test
    void a_rider_is_told_their_own_and_everybody_else_the_end() {
        RiderId rider = rider();
        var end = new EtaEstimate(NOON.plusSeconds(900), 9000L);
        var own = new EtaEstimate(NOON, 100L);
        Map<RiderId, EtaEstimate> riders = new HashMap<>(Map.of(rider, own));
        var eta = new Eta(end, riders, Map.of());
        riders.clear();

        assertThat(eta.forRider(rider)).isEqualTo(own);
        assertThat(eta.forRider(rider())).isEqualTo(end);
        assertThat(eta.forRider(null)).isEqualTo(end);
    }
}
