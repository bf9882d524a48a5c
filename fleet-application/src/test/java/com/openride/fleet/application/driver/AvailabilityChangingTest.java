package com.openride.fleet.application.driver;

import static com.openride.fleet.domain.driver.DriverStatus.BUSY;
import static com.openride.fleet.domain.driver.DriverStatus.OFFLINE;
import static com.openride.fleet.domain.driver.DriverStatus.ONLINE;
import static com.openride.fleet.domain.driver.DriverStatus.ON_TRIP;
import static com.openride.fleet.domain.trip.TripStatus.CANCELLED;
import static com.openride.fleet.domain.trip.TripStatus.EN_ROUTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.application.contract.Samples;
import com.openride.fleet.application.fixture.FleetFixture;
import com.openride.fleet.application.fixture.TestClock;
import com.openride.fleet.application.fixture.TestTrips;
import com.openride.fleet.application.port.in.ChangeAvailability;
import com.openride.fleet.application.port.out.DriverPlace;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.event.FleetEvent;
import com.openride.fleet.domain.event.FleetEvent.AlertChanged;
import com.openride.fleet.domain.event.FleetEvent.DriverStatusChanged;
import com.openride.fleet.domain.event.Topic.DriverTopic;
import com.openride.fleet.domain.event.Topic.OpsTopic;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.Trip;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AvailabilityChangingTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final FleetFixture fleet = new FleetFixture(new TestClock(NOON), Duration.ZERO);
    private final TestTrips trips = new TestTrips(fleet);
    private final ChangeAvailability availability = fleet.useCases().availability();
    private final DriverId driver = new DriverId(UUID.randomUUID());
    private final RiderId rider = new RiderId(UUID.randomUUID());
    private final List<FleetEvent> told = new CopyOnWriteArrayList<>();
    private final List<FleetEvent> ops = new CopyOnWriteArrayList<>();

    AvailabilityChangingTest() {
        fleet.broadcast.listen(new DriverTopic(driver), told::add);
        fleet.broadcast.listen(new OpsTopic(), ops::add);
    }

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    void a_driver_is_online_busy_and_offline_as_they_say() {
        assertThat(availability.online(driver, true)).isEqualTo(ONLINE);
        assertThat(availability.online(driver, false)).isEqualTo(BUSY);
        assertThat(availability.offline(driver)).isEqualTo(OFFLINE);
        assertThat(statuses()).containsExactly(ONLINE, BUSY, OFFLINE);
    }

    @Test
    void what_was_said_is_kept_with_when_it_was_said() {
        availability.online(driver, false);

        assertThat(fleet.drivers.find(driver)).hasValueSatisfying(record -> {
            assertThat(record.duty().declared()).isEqualTo(BUSY);
            assertThat(record.lastSeenAt()).isEqualTo(NOON);
        });
    }

    @Test
    void saying_the_same_again_is_told_to_nobody() {
        availability.online(driver, true);
        availability.online(driver, true);

        assertThat(statuses()).containsExactly(ONLINE);
    }

    @Test
    void a_search_knows_it_too_though_nothing_was_heard_of_the_driver_here_before() {
        fleet.drivers.moved(new DriverPlace(Samples.inIkeja(driver, NOON), OFFLINE));

        availability.online(driver, true);

        assertThat(fleet.drivers.place(driver)).map(DriverPlace::status).contains(ONLINE);
    }

    @Test
    void nothing_that_is_said_of_being_at_work_hides_a_trip() {
        trips.progress(trips.plan(driver, rider), EN_ROUTE);

        assertThat(availability.online(driver, true)).isEqualTo(ON_TRIP);
        assertThat(availability.online(driver, false)).isEqualTo(ON_TRIP);
        assertThat(statuses()).containsExactly(OFFLINE, ON_TRIP);
    }

    @Test
    void what_was_said_during_a_trip_holds_after_it() {
        Trip trip = trips.plan(driver, rider);
        trips.progress(trip, EN_ROUTE);
        availability.online(driver, false);

        trips.progress(trip, CANCELLED);

        assertThat(fleet.live.find(driver).status()).isEqualTo(BUSY);
    }

    @Test
    void going_offline_during_a_trip_counts_and_alerts_operators() { // background 35
        Trip trip = trips.plan(driver, rider);
        trips.progress(trip, EN_ROUTE);

        assertThat(availability.offline(driver)).isEqualTo(OFFLINE);

        await().until(() -> !ops.isEmpty());
        await().during(Duration.ofMillis(100)).until(() -> ops.size() == 1);
        assertThat(ops).hasSize(1).first().isInstanceOfSatisfying(AlertChanged.class, raised -> {
            assertThat(raised.alert().driver()).isEqualTo(driver);
            assertThat(raised.alert().trip()).isEqualTo(trip.id());
            assertThat(fleet.alerts.above(0, 10)).containsExactly(raised.alert());
        });
    }

    @Test
    void going_offline_with_nothing_under_way_alerts_nobody() {
        trips.plan(driver, rider);

        availability.offline(driver);

        assertThat(ops).isEmpty();
    }

    @Test
    void coming_back_during_the_trip_shows_it_again() {
        trips.progress(trips.plan(driver, rider), EN_ROUTE);
        availability.offline(driver);

        assertThat(availability.online(driver, true)).isEqualTo(ON_TRIP);
    }

    private List<DriverStatus> statuses() {
        return told.stream()
                .filter(DriverStatusChanged.class::isInstance)
                .map(event -> ((DriverStatusChanged) event).status())
                .toList();
    }
}
