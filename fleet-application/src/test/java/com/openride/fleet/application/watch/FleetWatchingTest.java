package com.openride.fleet.application.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.application.fixture.FleetFixture;
import com.openride.fleet.application.fixture.TestReports;
import com.openride.fleet.application.fixture.TestTrips;
import com.openride.fleet.application.live.Background;
import com.openride.fleet.application.port.in.WatchFleet.Changes;
import com.openride.fleet.application.port.in.WatchFleet.Request;
import com.openride.fleet.application.port.in.WatchFleet.Watching;
import com.openride.fleet.application.port.out.FleetBroadcast;
import com.openride.fleet.domain.access.Principal;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.alert.Alert;
import com.openride.fleet.domain.alert.AlertKind;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.event.FleetEvent;
import com.openride.fleet.domain.event.FleetEvent.AlertChanged;
import com.openride.fleet.domain.event.FleetEvent.DriverMoved;
import com.openride.fleet.domain.event.FleetEvent.DriversMoved;
import com.openride.fleet.domain.event.Topic;
import com.openride.fleet.domain.event.Topic.FleetTopic;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.geo.Bounds;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.location.LocationFix;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FleetWatchingTest {

    private static final Bounds LAGOS = new Bounds(6.3, 3.1, 6.8, 3.7);
    private static final GeoPoint YABA = new GeoPoint(6.5095, 3.3711);
    private static final GeoPoint IKEJA = new GeoPoint(6.6018, 3.3515);
    private static final GeoPoint IBADAN = new GeoPoint(7.3775, 3.947);

    private final FleetFixture fleet = new FleetFixture(Duration.ZERO);
    private final Principal operator = TestTrips.principal(UUID.randomUUID(), Role.ADMIN);
    private final DriverId driver = new DriverId(UUID.randomUUID());
    private final DriverId away = new DriverId(UUID.randomUUID());
    private final List<Alert> told = new CopyOnWriteArrayList<>();
    private final Instant start = Instant.now().minusSeconds(60);

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    void an_operator_sees_who_is_in_the_area_and_then_who_moves_turns_or_leaves() {
        move(driver, YABA, 0);
        move(away, IBADAN, 0);
        try (Watching watching = watch(null)) {
            Changes first = watching.changes();
            assertThat(first.full()).isTrue();
            assertThat(first.moved())
                    .extracting(moved -> moved.location().driver())
                    .containsExactly(driver);

            move(driver, IKEJA, 1);
            assertThat(next(watching).moved())
                    .extracting(moved -> moved.location().fix().point())
                    .containsExactly(IKEJA);

            fleet.useCases().availability().online(driver, false);
            assertThat(next(watching).moved()).extracting(DriverMoved::status).containsExactly(DriverStatus.BUSY);

            move(driver, IBADAN, 2);
            assertThat(next(watching).gone()).containsExactly(driver);
            move(driver, IBADAN, 3);
            move(away, YABA, 3);
            assertThat(next(watching).moved())
                    .extracting(moved -> moved.location().driver())
                    .containsExactly(away);
        }
    }

    @Test
    void who_has_not_been_heard_of_for_an_hour_is_not_shown() {
        Set<DriverId> toldOf = ConcurrentHashMap.newKeySet();
        fleet.broadcast.listen(
                new FleetTopic(),
                event -> ((DriversMoved) event)
                        .moves()
                        .forEach(moved -> toldOf.add(moved.location().driver())));
        move(driver, YABA, -3600);
        move(away, YABA, -3000);
        await().until(() -> toldOf.size() == 2);

        assertThat(watch(null).changes().moved())
                .extracting(moved -> moved.location().driver())
                .containsExactly(away);
    }

    @Test
    void alerts_are_told_as_they_come_and_those_that_are_open_at_first() {
        Alert closed = raise();
        fleet.useCases().alerts().resolve(operator, closed.id(), null);
        Alert open = raise();
        Watching watching = watch(null);
        Alert meanwhile = raise();

        watching.start();
        fleet.raising.raise(TestReports.of(AlertKind.OVERSPEED));

        assertThat(watching.open()).containsExactly(open);
        assertThat(watching.missed()).isEmpty();
        await().until(() -> told.size() == 2);
        assertThat(told).first().isEqualTo(meanwhile);
        assertThat(told).extracting(Alert::version).containsExactly(4L, 5L);
        assertThat(watching.alertVersion()).isEqualTo(5);
    }

    @Test
    void who_was_here_before_hears_what_they_missed_however_much_and_nothing_twice() {
        List<Alert> journal = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            journal.add(raise());
        }

        Watching watching = watch(3L);
        assertThat(watching.missed()).isEqualTo(journal.subList(3, 203));
        assertThat(watching.alertVersion()).isEqualTo(203);
        watching.start();

        await().until(() -> told.size() == 297);
        assertThat(told).isEqualTo(journal.subList(203, 500));
    }

    @Test
    void who_knows_more_than_there_is_begins_anew() {
        Alert open = raise();

        Watching watching = watch(77L);
        watching.start();
        Alert next = raise();
        fleet.broadcast.publish(new AlertChanged(next));

        assertThat(watching.open()).containsExactly(open);
        assertThat(watching.missed()).isEmpty();
        await().until(() -> told.equals(List.of(next)));
    }

    @Test
    void what_waits_for_the_store_is_open_as_well_and_what_was_found_late_is_not() {
        fleet.alerts.raise(TestReports.late(AlertKind.OVERSPEED));
        fleet.alerts.goAway();
        var report = TestReports.of(AlertKind.SOS);
        fleet.raising.raiseUrgently(report);
        assertThatThrownBy(() -> watch(null)).isInstanceOf(FleetException.class);

        fleet.alerts.comeBack();

        assertThat(watch(0L).open()).extracting(Alert::report).contains(report).hasSize(1);
        assertThat(watch(0L).missed()).extracting(Alert::kind).doesNotContain(AlertKind.OVERSPEED);
    }

    @Test
    void a_change_that_was_never_heard_of_here_is_found_by_looking() {
        var sources = new FleetWatching.Sources(fleet.drivers, fleet.alerts);
        try (var background = new Background(1, Executors.defaultThreadFactory())) {
            var watching = new FleetWatching(sources, fleet.raising, fleet.broadcast, background, Instant::now);
            Watching watched = watching.watch(operator, new Request(LAGOS, null), told::add);
            watched.start();
            Alert unheard = raise();

            await().untilAsserted(() -> {
                watching.checkAlerts();
                assertThat(told).containsExactly(unheard);
            });

            watched.close();
            raise();
            fleet.alerts.goAway();
            watching.checkAlerts();
            assertThat(fleet.alerts.refused()).isZero();
        }
    }

    @Test
    void when_moves_may_have_gone_by_unheard_everybody_is_read_again() {
        var broadcast = new Deaf();
        var sources = new FleetWatching.Sources(fleet.drivers, fleet.alerts);
        try (var background = new Background(1, Executors.defaultThreadFactory())) {
            Watching watching = new FleetWatching(sources, fleet.raising, broadcast, background, Instant::now)
                    .watch(operator, new Request(LAGOS, null), told::add);
            assertThat(watching.changes().moved()).isEmpty();
            move(driver, YABA, 0);
            assertThat(watching.changes().isEmpty()).isTrue();

            broadcast.listeners.forEach(FleetBroadcast.Listener::mayHaveMissed);

            assertThat(next(watching).moved())
                    .extracting(moved -> moved.location().driver())
                    .containsExactly(driver);
        }
    }

    /** Carries nothing. */
    private static final class Deaf implements FleetBroadcast {

        private final List<Listener> listeners = new ArrayList<>();

        @Override
        public void publish(FleetEvent event) {
            // Nobody hears it.
        }

        @Override
        public Registration listen(Topic topic, Listener listener) {
            listeners.add(listener);
            return () -> listeners.remove(listener);
        }
    }

    @Test
    void nothing_is_told_after_the_end_and_it_is_for_operators() {
        Watching watching = watch(null);
        watching.changes();
        watching.start();
        watching.close();
        watching.close();

        move(driver, YABA, 0);
        fleet.raising.raise(TestReports.of(AlertKind.OVERSPEED));

        await().until(() -> fleet.alerts.version() == 1);
        await().during(Duration.ofMillis(100)).until(told::isEmpty);
        assertThat(watching.changes().isEmpty()).isTrue();
        for (Role role : List.of(Role.DRIVER, Role.RIDER, Role.SERVICE)) {
            Principal nosy = TestTrips.principal(UUID.randomUUID(), role);
            assertThatThrownBy(() -> fleet.useCases().watching().watch(nosy, new Request(LAGOS, null), told::add))
                    .isInstanceOfSatisfying(
                            FleetException.class,
                            fault -> assertThat(fault.code()).isEqualTo(FaultCode.UNAUTHORIZED));
        }
    }

    @Test
    void many_who_move_at_once_are_told_all() {
        Watching watching = watch(null);
        watching.changes();
        List<DriverId> drivers = new ArrayList<>();
        for (int i = 0; i < 1200; i++) {
            drivers.add(new DriverId(UUID.randomUUID()));
            move(drivers.get(i), YABA, i % 50);
        }

        List<DriverId> seen = new ArrayList<>();
        await().untilAsserted(() -> {
            watching.changes()
                    .moved()
                    .forEach(moved -> seen.add(moved.location().driver()));
            assertThat(seen).hasSize(1200);
        });
        assertThat(seen).containsExactlyInAnyOrderElementsOf(drivers);
    }

    private Watching watch(@Nullable Long lastVersion) {
        return fleet.useCases().watching().watch(operator, new Request(LAGOS, lastVersion), told::add);
    }

    private static Changes next(Watching watching) {
        return await().until(watching::changes, changes -> !changes.isEmpty());
    }

    private void move(DriverId who, GeoPoint where, int second) {
        fleet.useCases()
                .locations()
                .report(who, LocationFix.at(where, start.plusSeconds(second)))
                .toCompletableFuture()
                .join();
    }

    private Alert raise() {
        return fleet.alerts.raise(TestReports.of(AlertKind.OFF_ROUTE)).alert();
    }
}
