package com.openride.fleet.application.contract;

import static com.openride.fleet.application.contract.Samples.IKEJA;
import static com.openride.fleet.application.contract.Samples.NOON;
import static com.openride.fleet.application.contract.Samples.YABA;
import static com.openride.fleet.application.contract.Samples.anyDriver;
import static com.openride.fleet.application.contract.Samples.inIkeja;
import static com.openride.fleet.application.contract.Samples.located;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openride.fleet.application.port.out.DriverPlace;
import com.openride.fleet.application.port.out.DriverRecord;
import com.openride.fleet.application.port.out.Drivers;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.driver.Duty;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.location.LocationFix;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link Drivers} must do, whatever it is built on, with all that its searches must do. */
public interface DriversContract extends DriverSearchContract {

    @Test
    default void nobody_is_known_before_they_were_heard_of() {
        assertThat(drivers().find(anyDriver())).isEmpty();
        assertThat(drivers().place(anyDriver())).isEmpty();
    }

    @Test
    default void a_driver_never_heard_of_starts_from_no_duty() { // background 33
        DriverId driver = anyDriver();

        Duty online = drivers().change(driver, duty -> changed(duty, Duty.NONE), now());

        assertThat(online).isEqualTo(Duty.NONE.online(true));
        assertThat(drivers().find(driver)).contains(new DriverRecord(driver, online, now()));
        assertThat(elsewhere().find(driver)).contains(new DriverRecord(driver, online, now()));
    }

    @Test
    default void a_change_starts_from_the_duty_before_wherever_that_was_written() {
        DriverId driver = anyDriver();
        drivers().change(driver, duty -> duty.online(false), now());
        elsewhere().change(driver, Duty::lost, now());

        Duty duty = drivers().change(driver, Duty::tripStarted, now());

        assertThat(duty).isEqualTo(new Duty(DriverStatus.BUSY, false, true));
    }

    @Test
    default void no_change_is_lost_when_many_change_at_once() { // background 26
        for (int round = 0; round < 20; round++) {
            DriverId driver = anyDriver();

            List<Duty> duties = Race.of(
                    16,
                    caller -> (caller % 2 == 0 ? drivers() : elsewhere())
                            .change(driver, DriversContract::toggled, now()));

            assertThat(duties).filteredOn(Duty::unreachable).hasSize(8);
            assertThat(drivers().find(driver)).contains(new DriverRecord(driver, Duty.NONE, now()));
        }
    }

    @Test
    default void many_are_reached_at_once_each_as_by_a_change_of_their_own() {
        DriverId lost = anyDriver();
        drivers().change(lost, duty -> duty.online(true).lost(), now().plusSeconds(5));
        DriverId busy = anyDriver();
        elsewhere().change(busy, duty -> duty.online(false), now());
        DriverId unknown = anyDriver();
        DriverId other = anyDriver();
        drivers().change(other, Duty::lost, now());

        Map<DriverId, Duty> reached = drivers().reached(Set.of(lost, busy, unknown), now().plusSeconds(1));

        assertThat(reached)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(lost, Duty.NONE.online(true), busy, Duty.NONE.online(false), unknown, Duty.NONE));
        assertThat(elsewhere().find(lost))
                .contains(new DriverRecord(lost, Duty.NONE.online(true), now().plusSeconds(5)));
        assertThat(elsewhere().find(busy))
                .contains(new DriverRecord(busy, Duty.NONE.online(false), now().plusSeconds(1)));
        assertThat(elsewhere().find(unknown)).contains(new DriverRecord(unknown, Duty.NONE, now().plusSeconds(1)));
        assertThat(elsewhere().find(other)).contains(new DriverRecord(other, Duty.NONE.lost(), now()));
        assertThat(drivers().reached(Set.of(), now())).isEmpty();
    }

    @Test
    default void those_who_reach_the_same_drivers_at_once_do_not_lock_each_other_out() {
        List<DriverId> all = Stream.generate(Samples::anyDriver).limit(50).toList();

        List<Integer> known = Race.of(8, caller -> {
            List<DriverId> shuffled = new ArrayList<>(all);
            Collections.shuffle(shuffled, new Random(caller));
            return (caller % 2 == 0 ? drivers() : elsewhere())
                    .reached(new LinkedHashSet<>(shuffled), now())
                    .size();
        });

        assertThat(known).containsOnly(all.size());
    }

    @Test
    default void a_change_that_fails_changes_nothing() {
        DriverId driver = anyDriver();
        drivers().change(driver, duty -> duty.online(true), now());

        assertThatThrownBy(() -> drivers().change(driver, DriversContract::failing, now().plusSeconds(5)))
                .isInstanceOf(IllegalStateException.class);

        assertThat(drivers().find(driver)).contains(new DriverRecord(driver, Duty.NONE.online(true), now()));
    }

    @Test
    default void a_driver_was_last_seen_at_the_latest_sighting_whatever_comes_in_late() { // background 43
        DriverId driver = anyDriver();
        drivers().change(driver, duty -> duty, now().plusSeconds(5));

        drivers().change(driver, duty -> duty, now());

        assertThat(drivers().find(driver))
                .hasValueSatisfying(record -> assertThat(record.lastSeenAt()).isEqualTo(now().plusSeconds(5)));
    }

    @Test
    default void knows_the_newest_place_whatever_comes_in_late() { // background 26, section 6 2
        DriverId driver = anyDriver();
        DriverPlace newest = moved(located(driver, YABA, now()), DriverStatus.ON_TRIP);

        moved(inIkeja(driver, now().minusSeconds(60)), DriverStatus.ONLINE);
        settle();

        assertThat(drivers().place(driver)).contains(newest);
        assertThat(elsewhere().place(driver)).contains(newest);
    }

    @Test
    default void of_two_places_at_one_time_the_one_received_later_counts() {
        DriverId driver = anyDriver();
        moved(located(driver, IKEJA, now()), DriverStatus.ONLINE);
        DriverPlace later = moved(
                new DriverLocation(driver, LocationFix.at(YABA, now()), now().plusSeconds(1)), DriverStatus.ONLINE);
        settle();

        assertThat(drivers().place(driver)).contains(later);
    }

    @Test
    default void turning_changes_the_status_at_the_place_already_known() {
        DriverId driver = anyDriver();
        DriverLocation location =
                moved(inIkeja(driver, now()), DriverStatus.ONLINE).location();

        drivers().turned(driver, DriverStatus.BUSY);
        settle();

        assertThat(drivers().place(driver)).contains(new DriverPlace(location, DriverStatus.BUSY));
    }

    @Test
    default void turning_a_driver_without_a_place_makes_none() {
        DriverId driver = anyDriver();

        drivers().turned(driver, DriverStatus.ONLINE);
        settle();

        assertThat(drivers().place(driver)).isEmpty();
    }

    @Test
    default void moving_is_not_a_word_about_duty() {
        DriverId driver = anyDriver();

        moved(inIkeja(driver, now()), DriverStatus.ONLINE);
        settle();

        assertThat(drivers().find(driver)).isEmpty();
    }

    /** The present, by the clock that the store goes by. */
    default Instant now() {
        return NOON;
    }

    private DriverPlace moved(DriverLocation location, DriverStatus status) {
        var place = new DriverPlace(location, status);
        drivers().moved(place);
        return place;
    }

    private static Duty changed(Duty duty, Duty expected) {
        assertThat(duty).isEqualTo(expected);
        return duty.online(true);
    }

    private static Duty toggled(Duty duty) {
        return duty.unreachable() ? duty.reached() : duty.lost();
    }

    private static Duty failing(Duty duty) {
        throw new IllegalStateException("a change that fails on purpose, from " + duty);
    }
}
