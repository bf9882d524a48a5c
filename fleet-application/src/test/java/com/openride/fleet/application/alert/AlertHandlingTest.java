package com.openride.fleet.application.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.application.fixture.FleetFixture;
import com.openride.fleet.application.fixture.TestClock;
import com.openride.fleet.application.fixture.TestReports;
import com.openride.fleet.application.fixture.TestTrips;
import com.openride.fleet.application.port.in.HandleAlerts;
import com.openride.fleet.application.port.in.HandleAlerts.Page;
import com.openride.fleet.application.port.in.HandleAlerts.Query;
import com.openride.fleet.domain.access.Actor;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.alert.Alert;
import com.openride.fleet.domain.alert.AlertId;
import com.openride.fleet.domain.alert.AlertKind;
import com.openride.fleet.domain.alert.AlertStatus;
import com.openride.fleet.domain.alert.AlertStep;
import com.openride.fleet.domain.alert.Severity;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.event.FleetEvent;
import com.openride.fleet.domain.event.FleetEvent.AlertChanged;
import com.openride.fleet.domain.event.Topic.OpsTopic;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.fault.InvalidValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlertHandlingTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Query ANY = query(null, 100);

    private final TestClock clock = new TestClock(NOON);
    private final FleetFixture fleet = new FleetFixture(clock, Duration.ZERO);
    private final HandleAlerts handling = fleet.useCases().alerts();
    private final Principal operator = TestTrips.principal(UUID.randomUUID(), Role.ADMIN);
    private final Principal other = TestTrips.principal(UUID.randomUUID(), Role.ADMIN);
    private final List<FleetEvent> ops = new CopyOnWriteArrayList<>();

    AlertHandlingTest() {
        fleet.broadcast.listen(new OpsTopic(), ops::add);
    }

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    void an_operator_takes_an_alert_on_and_closes_it_and_it_is_known_who_did_what_when() {
        Alert raised = raise(AlertKind.OFF_ROUTE);

        Alert taken = handling.acknowledge(operator, raised.id(), "calling");
        clock.pass(Duration.ofMinutes(1));
        Alert closed = handling.resolve(other, raised.id(), null);

        var first = AlertStep.acknowledged(new Actor(operator.subject(), Role.ADMIN), NOON, "calling");
        var second = AlertStep.resolved(new Actor(other.subject(), Role.ADMIN), NOON.plusSeconds(60), null);
        assertThat(taken).isEqualTo(raised.after(first, 2));
        assertThat(closed).isEqualTo(taken.after(second, 3));
        assertThat(fleet.alerts.find(raised.id())).contains(closed);
        assertThat(ops).containsExactly(new AlertChanged(taken), new AlertChanged(closed));
    }

    @Test
    void who_took_it_on_first_keeps_it_and_nothing_is_told_twice() {
        Alert raised = raise(AlertKind.OFF_ROUTE);
        Alert taken = handling.acknowledge(operator, raised.id(), null);

        assertThat(handling.acknowledge(other, raised.id(), "me too")).isEqualTo(taken);

        Alert closed = handling.resolve(operator, raised.id(), null);
        assertThat(handling.resolve(other, raised.id(), "again")).isEqualTo(closed);
        assertThat(handling.acknowledge(other, raised.id(), null)).isEqualTo(closed);
        assertThat(ops).hasSize(2);
    }

    @Test
    void what_is_closed_is_taken_on_no_more() {
        Alert raised = raise(AlertKind.OFF_ROUTE);
        handling.resolve(operator, raised.id(), null);

        assertFails(FaultCode.CONFLICT, () -> handling.acknowledge(operator, raised.id(), null));
    }

    @Test
    void an_alert_that_is_none_is_not_found() {
        var none = new AlertId(UUID.randomUUID());

        assertFails(FaultCode.ALERT_NOT_FOUND, () -> handling.acknowledge(operator, none, null));
        assertFails(FaultCode.ALERT_NOT_FOUND, () -> handling.resolve(operator, none, null));
    }

    @Test
    void nobody_but_operators_gets_anywhere() {
        Alert raised = raise(AlertKind.OFF_ROUTE);
        for (Role role : List.of(Role.DRIVER, Role.RIDER, Role.SERVICE)) {
            Principal nosy = TestTrips.principal(UUID.randomUUID(), role);

            assertFails(FaultCode.UNAUTHORIZED, () -> handling.list(nosy, ANY));
            assertFails(FaultCode.UNAUTHORIZED, () -> handling.acknowledge(nosy, raised.id(), null));
            assertFails(FaultCode.UNAUTHORIZED, () -> handling.resolve(nosy, raised.id(), null));
        }
    }

    @Test
    void a_note_has_its_limits() {
        Alert raised = raise(AlertKind.OFF_ROUTE);

        assertThatThrownBy(() -> handling.resolve(operator, raised.id(), "x".repeat(501)))
                .isInstanceOfSatisfying(
                        InvalidValue.class, fault -> assertThat(fault.field()).isEqualTo("note"));
    }

    @Test
    void the_list_is_read_page_by_page_newest_first() {
        List<Alert> raised =
                Stream.generate(() -> raise(AlertKind.OVERSPEED)).limit(5).toList();

        List<Alert> seen = new ArrayList<>();
        Long after = null;
        do {
            Page page = handling.list(operator, query(after, 2));
            assertThat(page.alerts()).hasSizeLessThanOrEqualTo(2);
            seen.addAll(page.alerts());
            after = page.next();
        } while (after != null);

        assertThat(seen).containsExactly(raised.get(4), raised.get(3), raised.get(2), raised.get(1), raised.get(0));
        assertThatThrownBy(() -> handling.list(operator, query(null, 0))).isInstanceOf(InvalidValue.class);
        assertThatThrownBy(() -> handling.list(operator, query(null, 101))).isInstanceOf(InvalidValue.class);
    }

    @Test
    void the_list_holds_what_was_asked_for() {
        var driver = new DriverId(UUID.randomUUID());
        Alert speeding =
                fleet.alerts.raise(TestReports.of(AlertKind.OVERSPEED, driver)).alert();
        Alert help = raise(AlertKind.SOS);
        Alert closed = handling.resolve(operator, raise(AlertKind.OFF_ROUTE).id(), null);

        assertThat(listed(new Query(Set.of(AlertStatus.RESOLVED), Set.of(), Set.of(), null, null, 0, null, 9)))
                .containsExactly(closed);
        assertThat(listed(new Query(Set.of(), Set.of(AlertKind.SOS), Set.of(), null, null, 0, null, 9)))
                .containsExactly(help);
        assertThat(listed(new Query(Set.of(), Set.of(), Set.of(Severity.CRITICAL), null, null, 0, null, 9)))
                .containsExactly(help);
        assertThat(listed(new Query(Set.of(), Set.of(), Set.of(), driver, null, 0, null, 9)))
                .containsExactly(speeding);
        assertThat(listed(new Query(Set.of(), Set.of(), Set.of(), null, null, 2, null, 9)))
                .containsExactly(closed);
    }

    @Test
    void what_waits_for_the_store_is_seen_while_it_is_away_and_once_after() {
        Alert stored = raise(AlertKind.OVERSPEED);
        fleet.alerts.goAway();
        assertFails(FaultCode.UNAVAILABLE, () -> handling.list(operator, ANY));
        var report = TestReports.of(AlertKind.SOS);
        fleet.raising.raiseUrgently(report);

        assertThat(handling.list(operator, ANY))
                .isEqualTo(new Page(List.of(), List.of(Alert.notStored(report)), false, null));
        assertThat(handling.list(
                                operator, new Query(Set.of(), Set.of(AlertKind.SOS), Set.of(), null, null, 99, null, 9))
                        .notStored())
                .hasSize(1);
        assertFails(
                FaultCode.UNAVAILABLE,
                () -> handling.list(
                        operator, new Query(Set.of(), Set.of(AlertKind.OVERSPEED), Set.of(), null, null, 0, null, 9)));

        fleet.alerts.comeBack();

        await().until(() -> handling.list(operator, ANY).notStored().isEmpty());
        assertThat(handling.list(operator, ANY))
                .isEqualTo(new Page(List.of(Alert.raised(report, 2), stored), List.of(), true, null));
    }

    private Alert raise(AlertKind kind) {
        return fleet.alerts.raise(TestReports.of(kind)).alert();
    }

    private List<Alert> listed(Query query) {
        return handling.list(operator, query).alerts();
    }

    private static Query query(@Nullable Long after, int limit) {
        return new Query(Set.of(), Set.of(), Set.of(), null, null, 0, after, limit);
    }

    private static void assertFails(FaultCode code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FleetException.class, fault -> assertThat(fault.code()).isEqualTo(code));
    }
}
