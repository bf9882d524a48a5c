package com.openride.fleet.application.inmemory;

import static com.openride.fleet.application.contract.Samples.NOON;
import static com.openride.fleet.application.contract.Samples.anyDriver;
import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.application.contract.AlertsContract;
import com.openride.fleet.application.port.out.Alerts;
import com.openride.fleet.domain.alert.Alert;
import com.openride.fleet.domain.alert.AlertKind;
import org.junit.jupiter.api.Test;

class InMemoryAlertsTest implements AlertsContract {

    private final Alerts alerts = new InMemoryAlerts(1000);

    @Override
    public Alerts alerts() {
        return alerts;
    }

    @Test
    void past_the_cap_the_oldest_is_forgotten_and_versions_go_on() {
        var few = new InMemoryAlerts(3);
        for (int number = 0; number < 5; number++) {
            few.raise(AlertKind.OFFLINE_ON_TRIP, anyDriver(), null, NOON);
        }

        assertThat(few.above(0, 10)).extracting(Alert::version).containsExactly(3L, 4L, 5L);
    }
}
