package com.openride.fleet.application.live;

import static com.openride.fleet.application.contract.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.application.contract.Samples;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.driver.Duty;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveDriverTest {

    private final DriverId driver = Samples.anyDriver();
    private final Trip planned = Samples.planned(driver, NOON, Samples.anyRider());
    private final Trip underWay = planned.after(Samples.to(TripStatus.EN_ROUTE), NOON);

    @Test
    void what_was_read_in_is_told_with_the_first_change_even_if_it_holds_that_change_already() {
        var live = new LiveDriver(driver, Duty.NONE.online(true), List.of(underWay), null, NOON);

        assertThat(live.status()).isEqualTo(DriverStatus.ON_TRIP);
        assertThat(live.take(underWay, NOON)).isTrue();
        assertThat(live.take(underWay, NOON)).isFalse();
    }

    @Test
    void an_earlier_version_of_a_trip_changes_nothing() {
        var live = new LiveDriver(driver, Duty.NONE, List.of(underWay), null, NOON);

        live.take(planned, NOON);

        assertThat(live.tripsUnderWay()).containsExactly(underWay);
        assertThat(live.status()).isEqualTo(DriverStatus.ON_TRIP);
    }

    @Test
    void a_trip_that_gets_under_way_takes_back_a_sign_off_and_a_second_one_does_not() {
        var live = new LiveDriver(driver, Duty.NONE.online(true), List.of(planned), null, NOON);
        live.take(live.duty().offline(true));

        live.take(underWay, NOON);
        assertThat(live.status()).isEqualTo(DriverStatus.ON_TRIP);

        live.take(live.duty().offline(true));
        Trip second = Samples.planned(driver, NOON, Samples.anyRider()).after(Samples.to(TripStatus.EN_ROUTE), NOON);
        live.take(second, NOON);
        assertThat(live.status()).isEqualTo(DriverStatus.OFFLINE);
    }

    @Test
    void a_fix_that_is_not_newer_moves_nothing() {
        var live = new LiveDriver(driver, Duty.NONE, List.of(), null, NOON);

        assertThat(live.move(Samples.inIkeja(driver, NOON))).isTrue();
        assertThat(live.move(Samples.inIkeja(driver, NOON))).isFalse();
        assertThat(live.move(Samples.located(driver, Samples.YABA, NOON.minusSeconds(60))))
                .isFalse();
        assertThat(live.newest()).contains(Samples.inIkeja(driver, NOON));
    }

    @Test
    void whoever_has_a_trip_is_not_idle() {
        assertThat(new LiveDriver(driver, Duty.NONE, List.of(planned), null, NOON).isIdle())
                .isFalse();
        assertThat(new LiveDriver(driver, Duty.NONE, List.of(), null, NOON).isIdle())
                .isTrue();
    }
}
