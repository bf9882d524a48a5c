package com.openride.fleet.application.inmemory;

import static com.openride.fleet.application.contract.Samples.NOON;
import static com.openride.fleet.application.contract.Samples.anyDriver;
import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.application.contract.AlertsContract;
import com.openride.fleet.application.port.out.Alerts;
import com.openride.fleet.domain.alert.Alert;
import com.openride.fleet.domain.alert.AlertDetails;
import com.openride.fleet.domain.alert.AlertId;
import com.openride.fleet.domain.alert.AlertKind;
import com.openride.fleet.domain.alert.AlertReport;
import com.openride.fleet.domain.alert.AlertStep;
import com.openride.fleet.domain.event.AlertEvents;
import com.openride.fleet.domain.event.OutboxEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InMemoryAlertsTest implements AlertsContract {

    private final Alerts alerts = new InMemoryAlerts(1000);

    @Override
    public Alerts alerts() {
        return alerts;
    }

    @Test
    void past_the_cap_one_that_is_resolved_is_forgotten_before_an_older_one_and_versions_go_on() {
        var few = new InMemoryAlerts(3);
        List<Alert> raised =
                IntStream.range(0, 3).mapToObj(number -> raise(few)).toList();
        assertThat(few.advance(raised.get(1), AlertStep.ended(NOON, Map.of()))).isPresent();

        Alert fifth = raise(few);
        Alert sixth = raise(few);

        assertThat(few.find(raised.get(1).id())).isEmpty();
        assertThat(few.find(raised.get(0).id())).isEmpty();
        assertThat(few.find(raised.get(2).id())).isPresent();
        assertThat(few.findOpen(raised.get(0).report().key())).isEmpty();
        assertThat(few.above(0, 10)).extracting(Alert::version).containsExactly(4L, 5L, 6L);
        assertThat(List.of(fifth, sixth)).extracting(Alert::version).containsExactly(5L, 6L);
    }

    @Test
    void each_change_leaves_its_event_in_the_outbox() {
        var outbox = new InMemoryEventOutbox(100);
        var telling = new InMemoryAlerts(100, outbox);
        Alert raised = raise(telling);
        telling.raise(raised.report());
        Alert ended = telling.advance(raised, AlertStep.ended(NOON, Map.of())).orElseThrow();

        List<OutboxEvent> told = new ArrayList<>();
        outbox.relay(10, told::addAll);

        assertThat(told).containsExactly(AlertEvents.of(raised), AlertEvents.of(ended));
        assertThat(told).extracting(OutboxEvent::type).containsExactly("alert.raised", "alert.resolved");
    }

    private static Alert raise(Alerts alerts) {
        var id = new AlertId(UUID.randomUUID());
        return alerts.raise(
                        AlertReport.of(id, AlertKind.OFFLINE_ON_TRIP, anyDriver(), null, NOON, AlertDetails.at(null)))
                .alert();
    }
}
