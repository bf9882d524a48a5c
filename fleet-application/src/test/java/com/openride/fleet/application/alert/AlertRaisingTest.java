package com.openride.fleet.application.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.application.fixture.TestAlerts;
import com.openride.fleet.application.fixture.TestReports;
import com.openride.fleet.application.inmemory.InMemoryFleetBroadcast;
import com.openride.fleet.application.live.Background;
import com.openride.fleet.domain.alert.Alert;
import com.openride.fleet.domain.alert.AlertKind;
import com.openride.fleet.domain.alert.AlertReport;
import com.openride.fleet.domain.alert.AlertStatus;
import com.openride.fleet.domain.event.FleetEvent.AlertChanged;
import com.openride.fleet.domain.event.Topic.OpsTopic;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.FleetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlertRaisingTest {

    private static final int MOST = 3;

    private final TestAlerts alerts = new TestAlerts();
    private final InMemoryFleetBroadcast broadcast = new InMemoryFleetBroadcast();
    private final Background background = new Background(1, Executors.defaultThreadFactory());
    private final Background prompt = new Background(1, Executors.defaultThreadFactory());
    private final AlertRaising raising = new AlertRaising(alerts, broadcast, background, prompt, MOST);
    private final List<Alert> told = new CopyOnWriteArrayList<>();

    AlertRaisingTest() {
        broadcast.listen(new OpsTopic(), event -> told.add(((AlertChanged) event).alert()));
    }

    @AfterEach
    void close() {
        alerts.comeBack();
        background.close();
        prompt.close();
    }

    @Test
    void what_is_raised_is_stored_and_told_in_order() {
        List<AlertReport> reports = List.of(report(), report(), report());

        reports.forEach(raising::raise);

        await().until(() -> told.size() == 3);
        assertThat(told).extracting(Alert::report).containsExactlyElementsOf(reports);
        assertThat(told).extracting(Alert::version).containsExactly(1L, 2L, 3L);
        assertThat(alerts.above(0, 10)).isEqualTo(told);
        assertThat(raising.notStored()).isEmpty();
    }

    @Test
    void what_is_open_already_is_told_once() {
        AlertReport report = report();

        raising.raise(report);
        raising.raise(TestReports.of(report.kind(), report.driver()));
        raising.raise(report());

        await().until(() -> told.size() == 2);
        assertThat(told).extracting(Alert::version).containsExactly(1L, 2L);
    }

    @Test
    void what_has_ended_is_closed_with_its_figures() {
        AlertReport report = report();
        raising.raise(report);

        raising.end(report.key(), report.at().plusSeconds(60), Map.of("peakKmh", 131.0));
        raising.end("nothing of the kind", report.at(), Map.of());

        await().until(() -> told.size() == 2);
        assertThat(told.get(1).status()).isEqualTo(AlertStatus.RESOLVED);
        assertThat(told.get(1).report().details().figures()).containsEntry("peakKmh", 131.0);
        assertThat(alerts.findOpen(report.key())).isEmpty();
    }

    @Test
    void a_call_for_help_outlives_an_outage_and_comes_first_and_operators_hear_of_it_meanwhile() {
        alerts.goAway();
        AlertReport earlier = report();
        AlertReport help = TestReports.of(AlertKind.SOS);
        raising.raise(earlier);
        await().until(() -> alerts.refused() > 0);

        CompletableFuture<Alert> stored = raising.raiseUrgently(help).toCompletableFuture();

        assertThat(raising.notStored()).extracting(Alert::report).containsExactly(help, earlier);
        await().until(() -> told.equals(List.of(Alert.notStored(help))));
        assertThat(stored).isNotDone();

        alerts.comeBack();

        assertThat(stored).succeedsWithin(Duration.ofSeconds(5)).isEqualTo(Alert.raised(help, 1));
        await().until(() -> told.size() == 3);
        assertThat(told).containsExactly(Alert.notStored(help), Alert.raised(help, 1), Alert.raised(earlier, 2));
        assertThat(raising.notStored()).isEmpty();
    }

    @Test
    void operators_hear_of_a_call_for_help_while_the_store_hangs() {
        alerts.hang();
        AlertReport help = TestReports.of(AlertKind.SOS);

        raising.raiseUrgently(help);

        await().until(() -> told.equals(List.of(Alert.notStored(help))));
        alerts.comeBack();
        await().until(() -> told.size() == 2);
        assertThat(told.get(1)).isEqualTo(Alert.raised(help, 1));
    }

    @Test
    void during_an_outage_no_more_is_held_than_there_is_room_for_and_the_others_cannot_crowd_out_help() {
        alerts.goAway();
        List<AlertReport> held = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            held.add(report());
            raising.raise(held.get(i));
        }
        raising.raise(report());
        assertThat(raising.notStored()).extracting(Alert::report).isEqualTo(held);
        for (int i = 0; i < MOST; i++) {
            raising.raiseUrgently(TestReports.of(AlertKind.SOS));
        }
        AlertReport last = TestReports.of(AlertKind.SOS);

        assertThatThrownBy(() -> raising.raiseUrgently(last))
                .isInstanceOfSatisfying(
                        FleetException.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.OVERLOADED));

        assertThat(told).contains(Alert.notStored(last));
        alerts.comeBack();
        await().until(() -> alerts.version() == 2 * MOST);
        assertThat(alerts.above(0, 10)).extracting(Alert::kind).startsWith(AlertKind.SOS, AlertKind.SOS, AlertKind.SOS);
    }

    private static AlertReport report() {
        return TestReports.of(AlertKind.OFF_ROUTE);
    }
}
