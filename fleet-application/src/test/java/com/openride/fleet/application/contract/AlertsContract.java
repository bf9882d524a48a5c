package com.openride.fleet.application.contract;

import static com.openride.fleet.application.contract.Samples.NOON;
import static com.openride.fleet.application.contract.Samples.anyDriver;
import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.application.port.out.Alerts;
import com.openride.fleet.domain.alert.Alert;
import com.openride.fleet.domain.alert.AlertKind;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.trip.TripId;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every {@link Alerts} must do, whatever it is built on. */
public interface AlertsContract {

    /** A journal without an alert that keeps at least a thousand. */
    Alerts alerts();

    /** Another instance of the same fleet; {@link #alerts()} itself when there is only one. */
    default Alerts elsewhere() {
        return alerts();
    }

    @Test
    default void an_alert_says_what_it_was_raised_with() {
        DriverId driver = anyDriver();
        var trip = new TripId(UUID.randomUUID());

        Alert alert = alerts().raise(AlertKind.OFFLINE_ON_TRIP, driver, trip, NOON);

        assertThat(alert).isEqualTo(new Alert(alert.id(), 1, AlertKind.OFFLINE_ON_TRIP, driver, trip, NOON));
        assertThat(alerts().above(0, 10)).containsExactly(alert);
        assertThat(elsewhere().above(0, 10)).containsExactly(alert);
    }

    @Test
    default void an_alert_may_be_about_no_trip() {
        Alert alert = alerts().raise(AlertKind.OFFLINE_ON_TRIP, anyDriver(), null, NOON);

        assertThat(alerts().above(0, 10)).containsExactly(alert);
    }

    @Test
    default void each_alert_has_an_id_of_its_own() {
        assertThat(List.of(raise(alerts()), raise(alerts())))
                .extracting(Alert::id)
                .doesNotHaveDuplicates();
    }

    @Test
    default void tells_what_is_above_a_version_in_order_up_to_the_limit() {
        List<Alert> all = IntStream.range(0, 10)
                .mapToObj(number -> raise(number % 2 == 0 ? alerts() : elsewhere()))
                .toList();

        assertThat(alerts().above(0, 100)).isEqualTo(all);
        assertThat(alerts().above(7, 100)).isEqualTo(all.subList(7, 10));
        assertThat(alerts().above(3, 2)).isEqualTo(all.subList(3, 5));
        assertThat(alerts().above(10, 100)).isEmpty();
    }

    @Test
    default void versions_have_no_gap_and_no_double_when_many_raise_at_once() {
        List<List<Alert>> raised = Race.of(
                8,
                caller -> IntStream.range(0, 50)
                        .mapToObj(number -> raise(caller % 2 == 0 ? alerts() : elsewhere()))
                        .toList());

        assertThat(alerts().above(0, 1000))
                .containsExactlyInAnyOrderElementsOf(
                        raised.stream().flatMap(List::stream).toList())
                .extracting(Alert::version)
                .isEqualTo(LongStream.rangeClosed(1, 400).boxed().toList());
    }

    private static Alert raise(Alerts alerts) {
        return alerts.raise(AlertKind.OFFLINE_ON_TRIP, anyDriver(), null, NOON);
    }
}
