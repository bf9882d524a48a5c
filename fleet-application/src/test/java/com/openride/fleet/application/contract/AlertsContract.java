package com.openride.fleet.application.contract;

import static com.openride.fleet.application.contract.Samples.IKEJA;
import static com.openride.fleet.application.contract.Samples.NOON;
import static com.openride.fleet.application.contract.Samples.anyDriver;
import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.application.port.out.Alerts;
import com.openride.fleet.application.port.out.Alerts.Filter;
import com.openride.fleet.application.port.out.Alerts.Raised;
import com.openride.fleet.domain.access.Actor;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.alert.Alert;
import com.openride.fleet.domain.alert.AlertDetails;
import com.openride.fleet.domain.alert.AlertId;
import com.openride.fleet.domain.alert.AlertKind;
import com.openride.fleet.domain.alert.AlertReport;
import com.openride.fleet.domain.alert.AlertStatus;
import com.openride.fleet.domain.alert.AlertStep;
import com.openride.fleet.domain.alert.Severity;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.trip.TripId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link Alerts} must do, whatever it is built on. */
public interface AlertsContract {

    /** The operator who takes the steps here. */
    Actor OPERATOR = new Actor(UUID.randomUUID(), Role.ADMIN);

    /** A store without an alert that keeps at least a thousand. */
    Alerts alerts();

    /** Another instance of the same fleet; {@link #alerts()} itself when there is only one. */
    default Alerts elsewhere() {
        return alerts();
    }

    @Test
    default void an_alert_says_what_it_was_raised_with() {
        var by = new Actor(UUID.randomUUID(), Role.RIDER);
        var details = new AlertDetails(by, IKEJA, "Help: \"it's\" ünsafe\n", true, Map.of("peakKmh", 131.5));
        AlertReport report = AlertReport.of(id(), AlertKind.SOS, anyDriver(), anyTrip(), NOON, details);

        Raised raised = alerts().raise(report);

        assertThat(raised).isEqualTo(new Raised(new Alert(report, 1, 1, null, null), true));
        assertThat(elsewhere().find(report.id())).contains(raised.alert());
        assertThat(elsewhere().findOpen(report.key())).contains(raised.alert());
        assertThat(elsewhere().above(0, 10)).containsExactly(raised.alert());
        assertThat(elsewhere().list(any(10))).containsExactly(raised.alert());
    }

    @Test
    default void an_alert_may_be_about_no_trip_and_say_nothing() {
        Alert alert = raise(alerts());

        assertThat(alert.trip()).isNull();
        assertThat(alerts().find(alert.id())).contains(alert);
    }

    @Test
    default void there_is_nothing_at_first() {
        assertThat(alerts().version()).isZero();
        assertThat(alerts().above(0, 10)).isEmpty();
        assertThat(alerts().list(any(10))).isEmpty();
        assertThat(alerts().find(id())).isEmpty();
        assertThat(alerts().findOpen("SOS:none")).isEmpty();
    }

    @Test
    default void while_an_alert_is_open_its_key_raises_no_other() {
        DriverId driver = anyDriver();
        Alert first = alerts().raise(report(driver, null)).alert();

        Raised second = elsewhere().raise(report(driver, null));

        assertThat(second).isEqualTo(new Raised(first, false));
        Alert acknowledged = acknowledge(first);
        assertThat(alerts().raise(report(driver, null))).isEqualTo(new Raised(acknowledged, false));
        assertThat(alerts().version()).isEqualTo(2);
    }

    @Test
    default void once_resolved_its_key_may_be_raised_again() {
        DriverId driver = anyDriver();
        Alert first = alerts().raise(report(driver, null)).alert();
        taken(first, AlertStep.resolved(OPERATOR, NOON, null));

        Raised second = alerts().raise(report(driver, null));

        assertThat(second.isNew()).isTrue();
        assertThat(second.alert().id()).isNotEqualTo(first.id());
        assertThat(alerts().findOpen(first.report().key())).contains(second.alert());
    }

    @Test
    default void raising_the_same_report_again_changes_nothing_even_when_it_has_been_resolved() {
        AlertReport report = report(anyDriver(), anyTrip());
        Alert first = alerts().raise(report).alert();
        Alert resolved = taken(first, AlertStep.resolved(OPERATOR, NOON, null));

        assertThat(elsewhere().raise(report)).isEqualTo(new Raised(resolved, false));
        assertThat(alerts().version()).isEqualTo(2);
    }

    @Test
    default void of_many_who_raise_one_key_at_once_one_does() {
        DriverId driver = anyDriver();

        List<Raised> raised =
                Race.of(8, caller -> (caller % 2 == 0 ? alerts() : elsewhere()).raise(report(driver, null)));

        assertThat(raised).filteredOn(Raised::isNew).hasSize(1);
        assertThat(raised).extracting(Raised::alert).containsOnly(raised.get(0).alert());
        assertThat(alerts().version()).isEqualTo(1);
    }

    @Test
    default void each_step_is_kept_with_who_took_it_when_and_why() {
        Alert raised = alerts().raise(report(anyDriver(), anyTrip())).alert();
        AlertStep acknowledging = AlertStep.acknowledged(OPERATOR, NOON.plusSeconds(10), "calling them");
        AlertStep ending = AlertStep.ended(NOON.plusSeconds(20), Map.of("durationSeconds", 20.0));

        Alert acknowledged = taken(raised, acknowledging);
        Alert resolved = taken(acknowledged, ending);

        assertThat(acknowledged.acknowledgement()).isEqualTo(acknowledging);
        assertThat(resolved.acknowledgement()).isEqualTo(acknowledging);
        assertThat(resolved.resolution()).isEqualTo(ending);
        assertThat(resolved.report().details().figures()).containsEntry("durationSeconds", 20.0);
        assertThat(resolved.number()).isEqualTo(1);
        assertThat(resolved.version()).isEqualTo(3);
        assertThat(elsewhere().find(raised.id())).contains(resolved);
        assertThat(elsewhere().above(0, 10)).containsExactly(raised, acknowledged, resolved);
        assertThat(elsewhere().above(1, 1)).containsExactly(acknowledged);
        assertThat(elsewhere().findOpen(raised.report().key())).isEmpty();
    }

    @Test
    default void a_step_that_changes_nothing_is_not_written() {
        Alert resolved = taken(raise(alerts()), AlertStep.resolved(OPERATOR, NOON, null));

        assertThat(alerts().advance(resolved, AlertStep.resolved(OPERATOR, NOON, null)))
                .isEmpty();
        assertThat(alerts().advance(resolved, AlertStep.acknowledged(OPERATOR, NOON, null)))
                .isEmpty();
        assertThat(alerts().version()).isEqualTo(2);
    }

    @Test
    default void a_step_from_an_earlier_version_is_not_written() {
        Alert raised = raise(alerts());
        acknowledge(raised);

        assertThat(elsewhere().advance(raised, AlertStep.resolved(OPERATOR, NOON, null)))
                .isEmpty();
        assertThat(alerts().find(raised.id())).map(Alert::status).contains(AlertStatus.ACKNOWLEDGED);
    }

    @Test
    default void an_alert_that_is_not_stored_takes_no_step() {
        Alert unknown = Alert.notStored(report(anyDriver(), null));

        assertThat(alerts().advance(unknown, AlertStep.resolved(OPERATOR, NOON, null)))
                .isEmpty();
    }

    @Test
    default void of_many_who_take_the_same_step_at_once_one_does() {
        Alert raised = raise(alerts());

        List<Optional<Alert>> taken = Race.of(
                8,
                caller -> (caller % 2 == 0 ? alerts() : elsewhere())
                        .advance(raised, AlertStep.acknowledged(OPERATOR, NOON.plusSeconds(caller), null)));

        assertThat(taken).filteredOn(Optional::isPresent).hasSize(1);
        assertThat(alerts().version()).isEqualTo(2);
    }

    @Test
    default void versions_have_no_gap_and_no_double_when_many_write_at_once() {
        Race.of(
                8,
                caller -> IntStream.range(0, 25)
                        .mapToObj(number -> acknowledge(raise(caller % 2 == 0 ? alerts() : elsewhere())))
                        .toList());

        assertThat(alerts().above(0, 1000))
                .extracting(Alert::version)
                .isEqualTo(LongStream.rangeClosed(1, 400).boxed().toList());
        assertThat(elsewhere().version()).isEqualTo(400);
    }

    @Test
    default void lists_the_newest_first_from_where_the_page_before_ended() {
        List<Alert> all =
                IntStream.range(0, 5).mapToObj(number -> raise(alerts())).toList();

        assertThat(alerts().list(any(2))).containsExactly(all.get(4), all.get(3));
        assertThat(alerts().list(new Filter(
                        Set.of(), Set.of(), Set.of(), null, null, 0, all.get(3).number(), 2)))
                .containsExactly(all.get(2), all.get(1));
    }

    @Test
    default void lists_only_what_every_part_of_the_filter_admits() {
        DriverId driver = anyDriver();
        TripId trip = Objects.requireNonNull(anyTrip());
        Alert sos = alerts().raise(AlertReport.of(id(), AlertKind.SOS, driver, trip, NOON, AlertDetails.at(null)))
                .alert();
        Alert jump = alerts().raise(
                        AlertReport.of(id(), AlertKind.IMPOSSIBLE_JUMP, driver, null, NOON, AlertDetails.at(IKEJA)))
                .alert();
        Alert other = acknowledge(raise(alerts()));

        assertThat(list(Set.of(AlertStatus.RAISED), Set.of(), null, null)).containsExactly(jump, sos);
        assertThat(list(Set.of(AlertStatus.ACKNOWLEDGED, AlertStatus.RESOLVED), Set.of(), null, null))
                .containsExactly(other);
        assertThat(list(Set.of(), Set.of(AlertKind.IMPOSSIBLE_JUMP), null, null))
                .containsExactly(jump);
        assertThat(list(Set.of(), Set.of(), driver, null)).containsExactly(jump, sos);
        assertThat(list(Set.of(), Set.of(), null, trip)).containsExactly(sos);
        assertThat(list(Set.of(AlertStatus.RESOLVED), Set.of(AlertKind.SOS), driver, trip))
                .isEmpty();
        assertThat(alerts().list(new Filter(Set.of(), Set.of(), Set.of(Severity.CRITICAL), null, null, 0, 100, 9)))
                .containsExactly(sos);
        assertThat(alerts().list(new Filter(Set.of(), Set.of(), Set.of(), null, null, 2, 100, 9)))
                .containsExactly(other);
    }

    private List<Alert> list(
            Set<AlertStatus> statuses, Set<AlertKind> kinds, @Nullable DriverId driver, @Nullable TripId trip) {
        return elsewhere().list(new Filter(statuses, kinds, Set.of(), driver, trip, 0, Long.MAX_VALUE, 10));
    }

    private Alert acknowledge(Alert alert) {
        return taken(alert, AlertStep.acknowledged(OPERATOR, NOON, null));
    }

    private Alert taken(Alert alert, AlertStep step) {
        return alerts().advance(alert, step).orElseThrow();
    }

    private static Alert raise(Alerts alerts) {
        return alerts.raise(report(anyDriver(), null)).alert();
    }

    private static AlertReport report(DriverId driver, @Nullable TripId trip) {
        return AlertReport.of(id(), AlertKind.OFFLINE_ON_TRIP, driver, trip, NOON, AlertDetails.at(null));
    }

    private static Filter any(int limit) {
        return new Filter(Set.of(), Set.of(), Set.of(), null, null, 0, Long.MAX_VALUE, limit);
    }

    private static AlertId id() {
        return new AlertId(UUID.randomUUID());
    }

    private static TripId anyTrip() {
        return new TripId(UUID.randomUUID());
    }
}
