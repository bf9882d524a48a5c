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
        var live = known(Duty.NONE.online(true), List.of(underWay));

        assertThat(live.status()).isEqualTo(DriverStatus.ON_TRIP);
        assertThat(live.take(underWay, NOON)).isTrue();
        assertThat(live.take(underWay, NOON)).isFalse();
    }

    @Test
    void an_earlier_version_of_a_trip_changes_nothing() {
        var live = known(Duty.NONE, List.of(underWay));

        live.take(planned, NOON);

        assertThat(live.tripsUnderWay()).containsExactly(underWay);
        assertThat(live.status()).isEqualTo(DriverStatus.ON_TRIP);
    }

    @Test
    void a_trip_that_gets_under_way_takes_back_a_sign_off_and_a_second_one_does_not() {
        var live = known(Duty.NONE.online(true), List.of(planned));
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
        var live = known(Duty.NONE, List.of());

        assertThat(live.move(Samples.inIkeja(driver, NOON))).isTrue();
        assertThat(live.move(Samples.inIkeja(driver, NOON))).isFalse();
        assertThat(live.move(Samples.located(driver, Samples.YABA, NOON.minusSeconds(60))))
                .isFalse();
        assertThat(live.newest()).contains(Samples.inIkeja(driver, NOON));
    }

    @Test
    void whoever_has_a_trip_is_not_idle() {
        assertThat(known(Duty.NONE, List.of(planned)).isIdle()).isFalse();
        assertThat(known(Duty.NONE, List.of()).isIdle()).isTrue();
    }

    @Test
    void late_word_of_an_earlier_step_does_not_begin_a_trip_again() {
        var live = known(Duty.NONE, List.of(underWay));
        live.take(underWay.after(Samples.to(TripStatus.CANCELLED), NOON), NOON);

        live.hear(underWay, NOON);

        assertThat(live.tripsUnderWay()).isEmpty();
        assertThat(live.status()).isEqualTo(DriverStatus.OFFLINE);
    }

    @Test
    void what_is_kept_replaces_what_is_known_unless_something_has_changed_since_it_was_read() {
        var live = known(Duty.NONE.online(true), List.of(planned));
        live.move(Samples.inIkeja(driver, NOON));
        var kept = new LiveDriver.Kept(
                Duty.NONE.online(false), List.of(underWay), Samples.located(driver, Samples.YABA, NOON.plusSeconds(5)));

        assertThat(live.adopt(kept, live.changes() - 1, NOON)).isFalse();
        assertThat(live.status()).isEqualTo(DriverStatus.ONLINE);

        assertThat(live.adopt(kept, live.changes(), NOON)).isTrue();
        assertThat(live.status()).isEqualTo(DriverStatus.ON_TRIP);
        assertThat(live.newest()).contains(Samples.located(driver, Samples.YABA, NOON.plusSeconds(5)));

        var later = new LiveDriver.Kept(Duty.NONE.online(false), List.of(), Samples.inIkeja(driver, NOON));
        assertThat(live.adopt(later, live.changes(), NOON)).isTrue();
        assertThat(live.status()).isEqualTo(DriverStatus.BUSY);
        assertThat(live.newest())
                .as("a place is never older than the one known")
                .contains(Samples.located(driver, Samples.YABA, NOON.plusSeconds(5)));
        assertThat(live.take(live.duty()))
                .as("whoever has written it still tells")
                .isTrue();
    }

    @Test
    void hearing_of_a_driver_keeps_nobody_in_mind() {
        var live = known(Duty.NONE, List.of());

        live.hear(Samples.inIkeja(driver, NOON.plusSeconds(60)));
        assertThat(live.touchedAt()).isEqualTo(NOON);

        live.move(Samples.inIkeja(driver, NOON.plusSeconds(90)));
        assertThat(live.touchedAt()).isEqualTo(NOON.plusSeconds(90));
    }

    private LiveDriver known(Duty duty, List<Trip> open) {
        return new LiveDriver(driver, new LiveDriver.Kept(duty, open, null), NOON);
    }
}
