package com.openride.fleet.domain.driver;

import static com.openride.fleet.domain.driver.DriverStatus.BUSY;
import static com.openride.fleet.domain.driver.DriverStatus.OFFLINE;
import static com.openride.fleet.domain.driver.DriverStatus.ONLINE;
import static com.openride.fleet.domain.driver.DriverStatus.ON_TRIP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class DutyTest {

    private static final Duty WORKING = Duty.NONE.online(true);

    @Test
    void a_driver_never_heard_of_is_offline_until_a_trip_says_otherwise() {
        assertThat(Duty.NONE.status(false)).isEqualTo(OFFLINE);
        assertThat(Duty.NONE.status(true)).isEqualTo(ON_TRIP);
    }

    @Test
    void a_driver_at_work_is_online_or_busy() {
        assertThat(WORKING.status(false)).isEqualTo(ONLINE);
        assertThat(Duty.NONE.online(false).status(false)).isEqualTo(BUSY);
    }

    @Test
    void whatever_is_said_of_being_at_work_does_not_hide_a_trip() {
        assertThat(WORKING.status(true)).isEqualTo(ON_TRIP);
        assertThat(Duty.NONE.online(false).status(true)).isEqualTo(ON_TRIP);
    }

    @Test
    void after_the_trip_what_was_last_said_holds_again() {
        assertThat(WORKING.tripStarted().status(false)).isEqualTo(ONLINE);
        assertThat(WORKING.tripStarted().online(false).status(false)).isEqualTo(BUSY);
        assertThat(WORKING.offline(true).status(false)).isEqualTo(OFFLINE);
    }

    @Test
    void signing_off_during_a_trip_counts_at_once() {
        assertThat(WORKING.offline(true).status(true)).isEqualTo(OFFLINE);
    }

    @Test
    void signing_off_between_trips_does_not_hide_the_next_one() {
        assertThat(WORKING.offline(false).status(true)).isEqualTo(ON_TRIP);
    }

    @Test
    void a_trip_that_gets_under_way_takes_back_an_earlier_sign_off() {
        assertThat(WORKING.offline(true).tripStarted().status(true)).isEqualTo(ON_TRIP);
        assertThat(WORKING.offline(true).tripStarted().status(false)).isEqualTo(OFFLINE);
    }

    @Test
    void coming_back_to_work_takes_back_a_sign_off_during_the_trip() {
        assertThat(WORKING.offline(true).online(true).status(true)).isEqualTo(ON_TRIP);
    }

    @Test
    void who_cannot_be_reached_is_offline_and_on_return_as_before() {
        Duty busy = Duty.NONE.online(false);

        assertThat(busy.lost().status(false)).isEqualTo(OFFLINE);
        assertThat(busy.lost().status(true)).isEqualTo(OFFLINE);
        assertThat(busy.lost().tripStarted().status(true)).isEqualTo(OFFLINE);
        assertThat(busy.lost().reached()).isEqualTo(busy);
        assertThat(WORKING.offline(true).lost().reached()).isEqualTo(WORKING.offline(true));
    }

    @Test
    void who_says_to_be_at_work_can_be_reached_and_who_signs_off_while_lost_stays_lost() {
        assertThat(WORKING.lost().online(true)).isEqualTo(WORKING);
        assertThat(WORKING.lost().offline(false).unreachable()).isTrue();
    }

    @Test
    void nobody_can_say_to_be_on_a_trip() {
        assertThatThrownBy(() -> new Duty(ON_TRIP, false, false)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void being_lost_or_reached_twice_changes_no_more_than_once(@ForAll("duties") Duty duty) {
        assertThat(duty.lost().lost()).isEqualTo(duty.lost());
        assertThat(duty.reached().reached()).isEqualTo(duty.reached());
        assertThat(duty.lost().reached()).isEqualTo(duty.reached());
    }

    @Property
    void a_trip_under_way_is_on_trip_or_offline_and_never_online_or_busy(@ForAll("duties") Duty duty) {
        assertThat(duty.status(true)).isIn(ON_TRIP, OFFLINE);
        assertThat(duty.status(false)).isNotEqualTo(ON_TRIP);
        assertThat(duty.status(true) == OFFLINE).isEqualTo(duty.unreachable() || duty.signedOffOnTrip());
    }

    /** Duties that can come about: by whatever is said and happens, in any order. */
    @Provide
    Arbitrary<Duty> duties() {
        List<UnaryOperator<Duty>> changes = List.of(
                duty -> duty.online(true),
                duty -> duty.online(false),
                duty -> duty.offline(true),
                duty -> duty.offline(false),
                Duty::tripStarted,
                Duty::lost,
                Duty::reached);
        return Arbitraries.of(changes).list().ofMaxSize(8).map(DutyTest::afterAll);
    }

    private static Duty afterAll(List<UnaryOperator<Duty>> changes) {
        Duty duty = Duty.NONE;
        for (UnaryOperator<Duty> change : changes) {
            duty = change.apply(duty);
        }
        return duty;
    }
}
