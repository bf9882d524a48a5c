package com.openride.fleet.application.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.application.fixture.TestAlerts;
import com.openride.fleet.application.fixture.TestReports;
import com.openride.fleet.application.live.Background;
import com.openride.fleet.domain.alert.Alert;
import com.openride.fleet.domain.alert.AlertKind;
import com.openride.fleet.domain.alert.AlertReport;
import com.openride.fleet.domain.event.FleetEvent.AlertChanged;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlertTailTest {

    private final TestAlerts alerts = new TestAlerts();
    private final Background background = new Background(2, Executors.defaultThreadFactory());
    private final List<Alert> told = new CopyOnWriteArrayList<>();
    private final AlertTail tail = new AlertTail(told::add, alerts, background);

    @AfterEach
    void close() {
        background.close();
    }

    @Test
    void each_change_is_told_once_and_in_order_however_it_is_heard() {
        tail.start();
        List<Alert> journal = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            journal.add(raise());
        }
        List<Alert> heard = new ArrayList<>(journal);
        heard.addAll(journal.subList(100, 200));
        Collections.shuffle(heard, new Random(7));

        heard.forEach(this::hear);

        await().until(() -> told.size() >= journal.size());
        assertThat(told).isEqualTo(journal);
        assertThat(tail.told()).isEqualTo(300);
    }

    @Test
    void nothing_is_told_before_the_start_and_nothing_is_missing_after_it() {
        Alert seen = raise();
        tail.hasSeen(1);
        Alert unheard = raise();
        hear(seen);
        AlertReport waiting = TestReports.of(AlertKind.SOS);
        hear(Alert.notStored(waiting));
        assertThat(told).isEmpty();

        tail.start();

        await().until(() -> told.size() == 2);
        assertThat(told).containsExactlyInAnyOrder(unheard, Alert.notStored(waiting));
    }

    @Test
    void what_was_never_heard_of_is_told_once_somebody_says_how_far_the_journal_goes() {
        tail.start();
        Alert first = raise();

        tail.catchUpTo(1);

        await().until(() -> told.equals(List.of(first)));
        tail.catchUpTo(1);
        tail.catchUpTo(0);
        hear(first);
        assertThat(told).hasSize(1);
    }

    @Test
    void who_may_have_missed_something_is_told_what_it_was() {
        tail.start();
        Alert unheard = raise();

        tail.mayHaveMissed();

        await().until(() -> told.equals(List.of(unheard)));
    }

    @Test
    void a_store_that_is_away_costs_nothing_but_time() {
        List<Alert> journal = List.of(raise(), raise());
        alerts.goAway();

        tail.start();
        hear(journal.get(1));
        AlertReport waiting = TestReports.of(AlertKind.SOS);
        hear(Alert.notStored(waiting));
        assertThat(told).containsExactly(Alert.notStored(waiting));
        alerts.comeBack();

        await().until(() -> told.size() == 3);
        assertThat(told.subList(1, 3)).isEqualTo(journal);
    }

    @Test
    void what_happens_while_the_journal_is_read_is_told_as_well() {
        alerts.afterReading(() -> hear(raise()));

        tail.start();

        await().until(() -> told.size() == 1);
    }

    @Test
    void what_was_found_long_after_is_passed_over_and_counts() {
        tail.start();
        Alert late = alerts.raise(TestReports.late(AlertKind.OVERSPEED)).alert();
        Alert next = raise();

        hear(late);
        hear(next);

        await().until(() -> !told.isEmpty());
        assertThat(told).containsExactly(next);
        assertThat(tail.told()).isEqualTo(2);
    }

    @Test
    void nothing_is_told_after_the_end() {
        tail.start();

        tail.close();
        hear(raise());
        hear(Alert.notStored(TestReports.of(AlertKind.SOS)));
        tail.catchUpTo(9);

        assertThat(told).isEmpty();
    }

    private void hear(Alert alert) {
        tail.hear(new AlertChanged(alert));
    }

    private Alert raise() {
        return alerts.raise(TestReports.of(AlertKind.OFF_ROUTE)).alert();
    }
}
