package com.openride.fleet.application.monitor;

import static com.openride.fleet.application.contract.Samples.NOON;
import static com.openride.fleet.domain.trip.TripStatus.ARRIVED;
import static com.openride.fleet.domain.trip.TripStatus.CANCELLED;
import static com.openride.fleet.domain.trip.TripStatus.COMPLETED;
import static com.openride.fleet.domain.trip.TripStatus.EN_ROUTE;
import static com.openride.fleet.domain.trip.TripStatus.IN_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.domain.alert.Alert;
import com.openride.fleet.domain.alert.AlertKind;
import com.openride.fleet.domain.alert.AlertStatus;
import com.openride.fleet.domain.location.LocationFix;
import com.openride.fleet.domain.trip.TripTransition;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TripMonitoringTest {

    private MonitorBench bench = new MonitorBench(false);

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void what_is_found_is_raised_at_once_and_ends_by_itself() {
        bench.ride(EN_ROUTE, ARRIVED, IN_PROGRESS);
        bench.drive(60, 120, 40);

        Alert open = bench.alert(AlertKind.OVERSPEED);
        assertThat(open.status()).isEqualTo(AlertStatus.RAISED);
        assertThat(open.report().details().late()).isFalse();
        assertThat(open.report().at()).isEqualTo(NOON.plusSeconds(5));
        assertThat(open.trip()).isEqualTo(bench.trip().id());

        bench.drive(30, 40, 40);
        await().untilAsserted(() -> {
            Alert over = bench.alert(AlertKind.OVERSPEED);
            assertThat(over.status()).isEqualTo(AlertStatus.RESOLVED);
            assertThat(over.report().details().figures())
                    .containsEntry("peakKmh", 120.0)
                    .containsEntry("durationSeconds", 60.0);
        });
    }

    @Test
    void silence_is_noticed_by_whoever_looks_and_once() {
        bench.ride(EN_ROUTE);
        bench.drive(10, 40, 40);
        bench.pass(179);
        bench.look();
        assertThat(bench.alerts()).isEmpty();

        bench.pass(1);
        bench.look();
        bench.look();
        Alert dark = bench.alert(AlertKind.DARK_DRIVER);
        assertThat(dark.report().at()).isEqualTo(NOON.plusSeconds(10));

        bench.drive(5, 40, 40);
        await().untilAsserted(() ->
                assertThat(bench.alert(AlertKind.DARK_DRIVER).status()).isEqualTo(AlertStatus.RESOLVED));
        assertThat(bench.alerts()).hasSize(1);
    }

    @Test
    void a_driver_who_was_heard_of_elsewhere_is_not_dark() {
        bench.ride(EN_ROUTE);
        bench.drive(10, 40, 40);
        bench.pass(200);
        bench.storeElsewhere();

        bench.look();

        bench.settle();
        assertThat(bench.alerts()).isEmpty();
    }

    @Test
    void a_trip_that_is_not_started_in_time_is_noticed_after_a_restart_too() {
        bench.planAt(NOON.plusSeconds(60));
        bench.pass(700);
        bench.restart();

        bench.look();
        assertThat(bench.alerts()).isEmpty();
        bench.monitoring().readOpen();

        assertThat(bench.alert(AlertKind.TRIP_NOT_STARTED).report().at()).isEqualTo(NOON.plusSeconds(60));
        bench.ride(CANCELLED);
        bench.look();
        await().untilAsserted(() ->
                assertThat(bench.alert(AlertKind.TRIP_NOT_STARTED).status()).isEqualTo(AlertStatus.RESOLVED));
    }

    @Test
    void a_batch_is_looked_at_at_event_time_and_what_is_over_is_marked_late() {
        bench.ride(EN_ROUTE, ARRIVED, IN_PROGRESS);
        bench.drive(10, 40, 40);
        List<LocationFix> kept = bench.keep(60, 130, 40);
        kept.addAll(bench.keep(400, 40, 40));

        bench.sendAll(kept);

        await().untilAsserted(() -> {
            Alert late = bench.alert(AlertKind.OVERSPEED);
            assertThat(late.report().details().late()).isTrue();
            assertThat(late.report().at()).isEqualTo(NOON.plusSeconds(15));
            assertThat(late.status()).isEqualTo(AlertStatus.RESOLVED);
        });
    }

    @Test
    void what_a_batch_shows_to_go_on_still_is_no_less_news_than_if_it_had_come_in_time() {
        bench.ride(EN_ROUTE, ARRIVED, IN_PROGRESS);
        bench.drive(10, 40, 40);

        bench.sendAll(bench.keep(400, 130, 40));

        Alert now = bench.alert(AlertKind.OVERSPEED);
        assertThat(now.report().details().late()).isFalse();
        assertThat(now.status()).isEqualTo(AlertStatus.RAISED);
    }

    @Test
    void fixes_that_come_after_the_trip_is_over_are_looked_at_as_well() {
        bench.ride(EN_ROUTE, ARRIVED, IN_PROGRESS);
        bench.drive(10, 40, 40);
        List<LocationFix> kept = bench.keep(200, 130, 40);
        bench.ride(COMPLETED);
        bench.pass(600);

        bench.sendAll(kept);

        Alert late = bench.alert(AlertKind.OVERSPEED);
        assertThat(late.report().details().late()).isTrue();
        await().untilAsserted(() ->
                assertThat(bench.alert(AlertKind.OVERSPEED).status()).isEqualTo(AlertStatus.RESOLVED));
    }

    @Test
    void what_was_raised_without_the_late_fixes_and_is_not_so_is_withdrawn() {
        bench.ride(EN_ROUTE, ARRIVED, IN_PROGRESS);
        bench.drive(60, 40, 40);
        List<LocationFix> away = bench.keep(200, 40, 40);
        bench.backTo(60, 40);
        bench.drive(200, 0, 0);
        assertThat(bench.alert(AlertKind.LONG_STOP).status()).isEqualTo(AlertStatus.RAISED);

        bench.sendAll(away);

        await().untilAsserted(() -> {
            assertThat(bench.alert(AlertKind.LONG_STOP).status()).isEqualTo(AlertStatus.RESOLVED);
            assertThat(bench.alert(AlertKind.LONG_STOP).report().details().figures())
                    .containsEntry("withdrawn", 1.0);
        });
    }

    @Test
    void after_a_restart_the_stored_fixes_count_and_nothing_is_raised_twice() {
        bench.ride(EN_ROUTE, ARRIVED, IN_PROGRESS);
        bench.drive(60, 120, 40);
        Alert before = bench.alert(AlertKind.OVERSPEED);

        bench.restart();
        bench.drive(60, 120, 40);
        bench.settle();
        bench.drive(60, 40, 40);

        await().untilAsserted(() -> {
            assertThat(bench.alerts()).hasSize(1);
            assertThat(bench.alert(AlertKind.OVERSPEED).id()).isEqualTo(before.id());
            assertThat(bench.alert(AlertKind.OVERSPEED).status()).isEqualTo(AlertStatus.RESOLVED);
        });
    }

    @Test
    void an_arrival_is_told_and_the_step_left_to_the_driver() {
        bench.ride(EN_ROUTE);
        bench.drive(60, 0, 0);

        assertThat(bench.alert(AlertKind.ARRIVED_PICKUP).status()).isEqualTo(AlertStatus.RAISED);
        assertThat(bench.trip().status()).isEqualTo(EN_ROUTE);

        bench.ride(ARRIVED);
        bench.look();
        await().untilAsserted(() ->
                assertThat(bench.alert(AlertKind.ARRIVED_PICKUP).status()).isEqualTo(AlertStatus.RESOLVED));
    }

    @Test
    void the_service_takes_the_step_when_it_is_set_to() {
        bench.close();
        bench = new MonitorBench(true);
        bench.ride(EN_ROUTE);
        bench.drive(60, 0, 0);

        await().untilAsserted(() -> assertThat(bench.trip().status()).isEqualTo(ARRIVED));
        List<TripTransition> journal = bench.trips.journal(bench.trip().id(), 2);
        assertThat(journal).hasSize(1);
        assertThat(journal.get(0).by().subject()).isEqualTo(Arriving.OURSELVES);
        assertThat(bench.alerts()).isEmpty();
    }

    @Test
    void going_offline_on_a_trip_is_over_when_the_driver_is_back_or_the_trip_has_ended() {
        bench.ride(EN_ROUTE);
        bench.availability().offline(bench.trip().driver());
        bench.alert(AlertKind.OFFLINE_ON_TRIP);
        bench.availability().online(bench.trip().driver(), true);
        await().untilAsserted(() ->
                assertThat(bench.alert(AlertKind.OFFLINE_ON_TRIP).status()).isEqualTo(AlertStatus.RESOLVED));

        bench.availability().offline(bench.trip().driver());
        await().untilAsserted(() -> assertThat(bench.alerts()).hasSize(2));
        bench.ride(CANCELLED);
        bench.look();
        await().untilAsserted(
                        () -> assertThat(bench.alerts()).allMatch(alert -> alert.status() == AlertStatus.RESOLVED));
    }

    @Test
    void estimates_are_judged_and_remembered_after_the_trip() {
        bench.ride(EN_ROUTE, ARRIVED, IN_PROGRESS);
        bench.drive(900, 40, 40);
        bench.ride(COMPLETED);

        await().untilAsserted(() -> assertThat(
                        bench.live().score(bench.trip().driver(), bench.trip().id()))
                .hasValueSatisfying(score -> assertThat(score.horizons()).isNotEmpty()));
        assertThat(bench.judged).isNotEmpty();
        assertThat(bench.judged.get(0).ahead()).isPositive();
        assertThat(Duration.ZERO).isLessThanOrEqualTo(bench.judged.get(0).error());
    }
}
