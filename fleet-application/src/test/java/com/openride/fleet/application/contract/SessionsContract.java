package com.openride.fleet.application.contract;

import static com.openride.fleet.application.contract.Samples.anyDriver;
import static com.openride.fleet.application.contract.Samples.session;
import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.application.port.out.Sessions;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.Refused;
import com.openride.fleet.domain.limit.ConnectionAllowance;
import com.openride.fleet.domain.session.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link Sessions} must do, whatever it is built on. */
public interface SessionsContract {

    ConnectionAllowance THREE = new ConnectionAllowance(3);
    Duration GRACE = Duration.ofSeconds(32);

    /** An instance without a session, in a fleet without one. */
    Sessions sessions();

    /** Another instance of the same fleet; {@link #sessions()} itself when there is only one. */
    default Sessions elsewhere() {
        return sessions();
    }

    /** Lets time pass while all instances live. */
    default void elapse(Duration time) {}

    @Test
    default void a_driver_is_admitted_up_to_the_allowance_and_no_further() {
        DriverId driver = anyDriver();
        admitted(driver);
        admitted(driver);
        admitted(driver);

        assertThat(sessions().tryOpen(session(driver), THREE)).isFalse();

        assertThat(sessions().connections(driver)).isEqualTo(3);
        assertThat(sessions().here()).isEqualTo(3);
    }

    @Test
    default void connections_count_over_all_instances() {
        DriverId driver = anyDriver();
        assertThat(elsewhere().tryOpen(session(driver), THREE)).isTrue();
        assertThat(elsewhere().tryOpen(session(driver), THREE)).isTrue();
        admitted(driver);

        assertThat(sessions().tryOpen(session(driver), THREE)).isFalse();
        assertThat(elsewhere().tryOpen(session(driver), THREE)).isFalse();
        assertThat(sessions().connections(driver)).isEqualTo(3);
        assertThat(elsewhere().connections(driver)).isEqualTo(3);
    }

    @Test
    default void of_many_who_connect_at_once_exactly_as_many_win_as_there_is_room() { // LIM-01
        for (int round = 0; round < 100; round++) {
            DriverId driver = anyDriver();
            admitted(driver);

            List<Boolean> wins =
                    Race.of(12, caller -> (caller % 2 == 0 ? sessions() : elsewhere()).tryOpen(session(driver), THREE));

            assertThat(wins).filteredOn(Boolean::booleanValue).hasSize(2);
            assertThat(sessions().connections(driver)).isEqualTo(3);
        }
    }

    @Test
    default void a_closed_connection_makes_room() { // background 18
        DriverId driver = anyDriver();
        Session first = admitted(driver);
        admitted(driver);
        admitted(driver);
        sessions().close(first);

        assertThat(sessions().tryOpen(session(driver), THREE)).isTrue();
        assertThat(sessions().tryOpen(session(driver), THREE)).isFalse();
    }

    @Test
    default void closing_one_connection_leaves_the_others() { // background 19
        DriverId driver = anyDriver();
        Session first = admitted(driver);
        admitted(driver);

        sessions().close(first);

        assertThat(sessions().connections(driver)).isEqualTo(1);
        assertThat(elsewhere().connections(driver)).isEqualTo(1);
    }

    @Test
    default void closing_twice_or_without_having_opened_is_harmless() {
        DriverId driver = anyDriver();
        Session first = admitted(driver);
        admitted(driver);
        sessions().close(first);

        sessions().close(first);
        sessions().close(session(driver));

        assertThat(sessions().connections(driver)).isEqualTo(1);
        assertThat(sessions().here()).isEqualTo(1);
    }

    @Test
    default void a_session_is_closed_by_its_id_whatever_was_refreshed_since() {
        DriverId driver = anyDriver();
        Session first = admitted(driver);
        Session refreshed =
                first.refreshed(session(driver.value(), Role.DRIVER, Role.RIDER).principal());

        sessions().close(refreshed);

        assertThat(sessions().connections(driver)).isZero();
        assertThat(sessions().here()).isZero();
    }

    @Test
    default void everybody_but_drivers_connects_as_often_as_they_like() {
        UUID rider = UUID.randomUUID();
        Session first = session(rider, Role.RIDER);
        sessions().open(first);
        for (int more = 0; more < 9; more++) {
            sessions().open(session(rider, Role.RIDER));
        }

        assertThat(sessions().here()).isEqualTo(10);
        assertThat(sessions().connections(new DriverId(rider))).isZero();

        sessions().close(first);
        assertThat(sessions().here()).isEqualTo(9);
    }

    @Test
    default void drivers_do_not_take_each_others_room() {
        DriverId one = anyDriver();
        admitted(one);
        admitted(one);
        admitted(one);

        assertThat(sessions().tryOpen(session(anyDriver()), THREE)).isTrue();
        assertThat(sessions().connections(anyDriver())).isZero();
    }

    @Test
    default void a_live_session_stays_however_long_it_lasts() {
        DriverId driver = anyDriver();
        admitted(driver);

        elapse(Duration.ofSeconds(60));

        assertThat(sessions().connections(driver)).isEqualTo(1);
        assertThat(elsewhere().connections(driver)).isEqualTo(1);
        assertThat(sessions().here()).isEqualTo(1);
    }

    @Test
    default void a_driver_departs_once_the_last_connection_has_been_gone_for_the_grace() {
        DriverId driver = anyDriver();
        Session first = admitted(driver);
        Session second = admitted(driver);
        sessions().close(first);
        elapse(GRACE);
        assertThat(departed(sessions())).isEmpty();

        sessions().close(second);
        elapse(GRACE.dividedBy(2));
        assertThat(departed(sessions())).isEmpty();
        elapse(GRACE.dividedBy(2));

        assertThat(departed(elsewhere())).containsExactly(driver);
        assertThat(departed(sessions())).isEmpty();
        elapse(GRACE.multipliedBy(3));
        assertThat(departed(sessions())).isEmpty();
    }

    @Test
    default void whoever_came_back_within_the_grace_does_not_depart() {
        DriverId driver = anyDriver();
        sessions().close(admitted(driver));
        elapse(GRACE.dividedBy(2));
        assertThat(elsewhere().tryOpen(session(driver), THREE)).isTrue();
        elapse(GRACE.multipliedBy(2));

        assertThat(departed(sessions())).isEmpty();
        assertThat(departed(elsewhere())).isEmpty();
    }

    @Test
    default void whoever_departs_again_is_handed_over_again() {
        DriverId driver = anyDriver();
        for (int round = 0; round < 2; round++) {
            sessions().close(admitted(driver));
            elapse(GRACE);

            assertThat(departed(sessions())).containsExactly(driver);
        }
    }

    @Test
    default void a_departure_that_could_not_be_dealt_with_is_handed_over_again_later() {
        DriverId driver = anyDriver();
        sessions().close(admitted(driver));
        elapse(GRACE);
        List<DriverId> tried = new ArrayList<>();
        sessions().eachDeparted(GRACE, one -> {
            tried.add(one);
            throw new Refused(FaultCode.UNAVAILABLE, "a store that is away on purpose");
        });
        elapse(GRACE.multipliedBy(2));

        assertThat(tried).containsExactly(driver);
        assertThat(departed(elsewhere())).containsExactly(driver);
    }

    @Test
    default void many_who_look_at_once_deal_with_each_departure_once() {
        List<DriverId> drivers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            drivers.add(anyDriver());
            sessions().close(admitted(drivers.get(i)));
        }
        elapse(GRACE);

        List<List<DriverId>> all = Race.of(2, caller -> caller == 0 ? departed(sessions()) : departed(elsewhere()));

        assertThat(all.stream().flatMap(List::stream).distinct()).containsExactlyInAnyOrderElementsOf(drivers);
        if (elsewhere() != sessions()) {
            assertThat(all.stream().flatMap(List::stream)).doesNotHaveDuplicates();
        }
    }

    private static List<DriverId> departed(Sessions sessions) {
        List<DriverId> departed = new ArrayList<>();
        sessions.eachDeparted(GRACE, departed::add);
        return departed;
    }

    @Test
    default void nothing_is_left_when_many_have_come_and_gone_at_once() {
        DriverId driver = anyDriver();

        Race.of(8, caller -> {
            for (int round = 0; round < 100; round++) {
                comeAndGo(driver);
            }
            return caller;
        });

        assertThat(sessions().connections(driver)).isZero();
        assertThat(sessions().here()).isZero();
    }

    private void comeAndGo(DriverId driver) {
        Session session = session(driver);
        if (sessions().tryOpen(session, THREE)) {
            assertThat(sessions().connections(driver)).isBetween(1, 3);
            sessions().close(session);
        }
    }

    private Session admitted(DriverId driver) {
        Session session = session(driver);
        assertThat(sessions().tryOpen(session, THREE)).isTrue();
        return session;
    }
}
