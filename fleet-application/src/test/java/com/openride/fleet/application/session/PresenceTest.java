package com.openride.fleet.application.session;

import static com.openride.fleet.domain.driver.DriverStatus.OFFLINE;
import static com.openride.fleet.domain.driver.DriverStatus.ONLINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.application.fixture.FleetFixture;
import com.openride.fleet.application.fixture.TestTrips;
import com.openride.fleet.application.live.Stages;
import com.openride.fleet.application.port.in.OpenSession;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.event.FleetEvent.DriverStatusChanged;
import com.openride.fleet.domain.event.Topic.DriverTopic;
import com.openride.fleet.domain.location.LocationFix;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.session.ClientOrigin;
import com.openride.fleet.domain.session.Departure;
import com.openride.fleet.domain.session.Session;
import com.openride.fleet.domain.session.Transport;
import com.openride.fleet.domain.trip.TripStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who can be reached; by the true clock, with a grace of 300 ms. */
class PresenceTest {

    private final FleetFixture fleet = new FleetFixture(Duration.ZERO);
    private final OpenSession sessions = fleet.useCases().sessions();
    private final DriverId driver = new DriverId(UUID.randomUUID());
    private final List<DriverStatus> told = new CopyOnWriteArrayList<>();

    PresenceTest() {
        fleet.useCases().availability().online(driver, true);
        fleet.broadcast.listen(new DriverTopic(driver), event -> {
            if (event instanceof DriverStatusChanged changed) {
                told.add(changed.status());
            }
        });
    }

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    void a_driver_is_offline_only_once_the_last_connection_has_been_gone_for_the_grace() {
        Session one = open();
        Session two = open();

        sessions.close(one, Departure.CLIENT_LEFT);
        await().during(FleetFixture.GRACE.plusMillis(150)).until(() -> status() == ONLINE);
        long begun = System.nanoTime();
        sessions.close(two, Departure.CLIENT_LEFT);

        await().until(() -> status() == OFFLINE);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(FleetFixture.GRACE);
        await().untilAsserted(() -> assertThat(told).containsExactly(OFFLINE));
        assertThat(fleet.drivers.find(driver).orElseThrow().duty().unreachable())
                .isTrue();
    }

    @Test
    void a_driver_who_is_back_within_the_grace_was_never_gone() {
        sessions.close(open(), Departure.CLIENT_LEFT);
        open();

        await().during(FleetFixture.GRACE.plusMillis(150)).until(() -> status() == ONLINE);
        assertThat(told).isEmpty();
    }

    @Test
    void a_driver_who_comes_back_after_the_grace_is_as_they_were() {
        sessions.close(open(), Departure.CLIENT_LEFT);
        await().until(() -> status() == OFFLINE);

        open();

        await().until(() -> status() == ONLINE);
        assertThat(told).containsExactly(OFFLINE, ONLINE);
    }

    @Test
    void a_fix_without_a_connection_makes_a_driver_reachable_again() {
        sessions.close(open(), Departure.CLIENT_LEFT);
        await().until(() -> status() == OFFLINE);

        Stages.await(fleet.useCases().locations().report(driver, LocationFix.at(TestTrips.IKEJA, Instant.now())));

        assertThat(status()).isEqualTo(ONLINE);
        await().until(() -> !fleet.drivers.find(driver).orElseThrow().duty().unreachable());
    }

    @Test
    void a_driver_who_is_lost_during_a_trip_is_offline_and_on_return_on_the_trip() {
        var trips = new TestTrips(fleet);
        trips.progress(trips.plan(driver, new RiderId(UUID.randomUUID())), TripStatus.EN_ROUTE);
        sessions.close(open(), Departure.CLIENT_LEFT);
        await().until(() -> status() == OFFLINE);

        open();

        await().until(() -> status() == DriverStatus.ON_TRIP);
    }

    private DriverStatus status() {
        return fleet.live.find(driver).status();
    }

    private Session open() {
        return sessions.open(TestTrips.driver(driver), new ClientOrigin("192.0.2.1", Transport.WEBSOCKET));
    }
}
