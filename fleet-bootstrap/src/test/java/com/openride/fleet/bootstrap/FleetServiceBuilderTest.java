package com.openride.fleet.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.adapter.postgis.TestDataSource;
import com.openride.fleet.application.inmemory.InMemoryLocationStore;
import com.openride.fleet.application.inmemory.InMemoryTrips;
import com.openride.fleet.application.port.in.LocationReceipt;
import com.openride.fleet.application.port.out.HealthProbe;
import com.openride.fleet.application.port.out.LocationHistory;
import com.openride.fleet.application.port.out.LocationLog;
import com.openride.fleet.application.port.out.Trips;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.trip.TripStatus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

final class FleetServiceBuilderTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    @Test
    void a_trip_is_registered_and_its_car_followed_within_the_process() {
        try (var fleet = FleetService.inMemory()) {
            var ride = new InProcess(fleet);
            ride.register();
            ride.progress(TripStatus.EN_ROUTE);

            try (var following = ride.follow()) {
                assertThat(following.trip().status()).isEqualTo(TripStatus.EN_ROUTE);
                assertThat(ride.report(Instant.now())).isInstanceOf(LocationReceipt.Accepted.class);
                await().untilAsserted(() -> assertThat(ride.seen).hasSize(1));
                ride.progress(TripStatus.ARRIVED);
                await().untilAsserted(() -> assertThat(ride.told).contains(TripStatus.ARRIVED));
            }
        }
    }

    @Test
    void without_being_told_to_a_fleet_opens_no_port() {
        long before = Footprint.listening();
        try (var fleet = FleetService.inMemory()) {
            assertThat(Footprint.listening()).isEqualTo(before);
            assertThatThrownBy(fleet::port).hasMessageContaining("no port").hasMessageContaining(".port(8096)");
        }
    }

    @Test
    void a_fleet_opens_the_port_that_it_is_told_to() throws Exception {
        long before = Footprint.listening();
        try (var fleet = FleetService.builder().port(0).start();
                var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), fleet.port()), 2000);

            assertThat(socket.isConnected()).isTrue();
            assertThat(Footprint.listening()).isGreaterThan(before);
        }
    }

    @Test
    void fixes_go_to_the_log_of_the_embedding_service_which_stays_its_own() {
        var store = new InMemoryLocationStore(Duration.ofHours(1), 100, InstantSource.system());
        try (var fleet = FleetService.builder().with(LocationLog.class, store).start()) {
            new InProcess(fleet).report(Instant.now());

            assertThat(store.size()).isEqualTo(1);
        }
    }

    @Test
    void a_fleet_goes_by_the_clock_it_is_given() {
        try (var fleet = FleetService.builder().clock(InstantSource.fixed(NOON)).start()) {
            var ride = new InProcess(fleet);

            assertThat(ride.report(NOON.plusSeconds(3600))).isInstanceOf(LocationReceipt.Refused.class);
            assertThat(ride.report(NOON)).isInstanceOf(LocationReceipt.Accepted.class);
        }
    }

    @Test
    void what_is_measured_is_in_the_registry_it_is_given_until_the_end() {
        var registry = new SimpleMeterRegistry();
        try (var fleet = FleetService.builder().meters(registry).start()) {
            new InProcess(fleet).report(Instant.now());

            assertThat(registry.getMeters()).isNotEmpty();
        }
        assertThat(registry.getMeters()).isEmpty();
        assertThat(registry.isClosed()).isFalse();
    }

    @Test
    void everything_that_does_not_fit_is_told_at_once() {
        LocationHistory history = new InMemoryLocationStore(Duration.ofHours(1), 100, InstantSource.system());
        var builder = FleetService.builder()
                .set("MAX_CONNECTIONS_PER_DRIVER", "0")
                .set("DATABASE_URL", "postgresql://fleet:hidden@127.0.0.1/fleet")
                .dataSource(new TestDataSource("jdbc:postgresql://127.0.0.1:1/fleet", 4))
                .with(HealthProbe.class, () -> HealthProbe.State.EMBEDDED)
                .with(LocationHistory.class, history)
                .with(Trips.class, new InMemoryTrips(10));

        assertThatThrownBy(builder::start)
                .isInstanceOf(InvalidEnvironment.class)
                .hasMessageContaining("HealthProbe: is no port that can be replaced; these can be: Alerts, Drivers,")
                .hasMessageContaining("LocationHistory: comes with the LocationLog that it reads")
                .hasMessageContaining("Trips, Alerts and EventOutbox: are written in one transaction")
                .hasMessageContaining("DATABASE_URL: is set and a DataSource is given; choose one")
                .hasMessageContaining(
                        "MAX_CONNECTIONS_PER_DRIVER: '0' is not allowed, must be a whole number from 1 to 100")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void a_log_without_a_history_that_reads_it_is_refused() {
        var builder = FleetService.builder().with(LocationLog.class, new WriteOnly());

        assertThatThrownBy(builder::start).hasMessageContaining("LocationLog: comes with a LocationHistory");
    }

    @Test
    void a_data_source_that_gives_no_connection_stops_the_start_with_one_line() {
        var nowhere = new TestDataSource("jdbc:postgresql://127.0.0.1:1/fleet", 4);
        long threads = Footprint.ofFleet();

        assertThatThrownBy(() -> FleetService.builder().dataSource(nowhere).start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the DataSource: it gives no connection to a PostgreSQL that works (08001); check how it is"
                        + " set up");
        assertThat(Footprint.ofFleet()).isEqualTo(threads);
    }

    /** Keeps nothing that anyone could read. */
    private static final class WriteOnly implements LocationLog {

        @Override
        public CompletionStage<Appended> append(DriverLocation location) {
            return CompletableFuture.completedStage(Appended.STORED);
        }

        @Override
        public CompletionStage<Boolean> knows(DriverId driver, Instant recordedAt) {
            return CompletableFuture.completedStage(false);
        }
    }
}
