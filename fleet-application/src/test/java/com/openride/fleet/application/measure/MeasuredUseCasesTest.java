package com.openride.fleet.application.measure;

import static com.openride.fleet.application.fixture.TestTrips.driver;
import static com.openride.fleet.application.fixture.TestTrips.rider;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.application.fixture.FleetFixture;
import com.openride.fleet.application.fixture.TestMeasurements;
import com.openride.fleet.application.fixture.TestTrips;
import com.openride.fleet.application.live.Stages;
import com.openride.fleet.application.port.in.DriverPosition;
import com.openride.fleet.application.port.in.FollowDriver.Request;
import com.openride.fleet.application.port.in.FollowDriver.Watcher;
import com.openride.fleet.application.port.in.TripUpdate;
import com.openride.fleet.application.port.in.UseCases;
import com.openride.fleet.domain.access.BearerToken;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.location.LocationFix;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.session.ClientOrigin;
import com.openride.fleet.domain.session.Departure;
import com.openride.fleet.domain.session.Session;
import com.openride.fleet.domain.session.Transport;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripId;
import com.openride.fleet.domain.trip.TripStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MeasuredUseCasesTest {

    private static final Watcher DEAF = new Watcher() {
        @Override
        public void moved(DriverPosition position) {
            // Nobody looks.
        }

        @Override
        public void progressed(TripUpdate update) {
            // Nobody looks.
        }

        @Override
        public void ended() {
            // Nobody looks.
        }
    };

    private final FleetFixture fleet = new FleetFixture(Duration.ofSeconds(5));
    private final TestMeasurements measured = new TestMeasurements();
    private final UseCases useCases = MeasuredUseCases.of(fleet.useCases(), measured, InstantSource.system());
    private final DriverId driver = new DriverId(UUID.randomUUID());
    private final RiderId rider = new RiderId(UUID.randomUUID());
    private final Instant now = Instant.now();

    @AfterEach
    void close() {
        fleet.close();
    }

    @Test
    void fixes_count_by_what_became_of_them() {
        report(now);
        report(now);
        report(now.minusSeconds(1));
        Stages.await(useCases.locations().reportAll(driver, List.of(fix(now.minusSeconds(9)), fix(now))));

        assertThat(measured.count("fleet.locations.accepted")).isEqualTo(2);
        assertThat(measured.count("fleet.locations.duplicate")).isEqualTo(2);
        assertThat(measured.count("fleet.locations.refused{code=RATE_LIMIT_EXCEEDED}"))
                .isEqualTo(1);
        assertThat(measured.count("fleet.location.ack")).isEqualTo(4);
    }

    @Test
    void sessions_count_while_they_are_open_and_once_however_often_they_are_closed() {
        ClientOrigin origin = new ClientOrigin("192.0.2.1", Transport.WEBSOCKET);
        Session one = useCases.sessions().open(driver(driver), origin);
        Session two = useCases.sessions().open(driver(driver), origin);
        useCases.sessions().open(driver(driver), origin);
        assertThatThrownBy(() -> useCases.sessions().open(driver(driver), origin))
                .isInstanceOf(FleetException.class);

        useCases.sessions().close(one, Departure.CLIENT_LEFT);
        useCases.sessions().close(one, Departure.CLIENT_LEFT);
        useCases.sessions().close(two, Departure.CLIENT_LEFT);

        assertThat(measured.gauge("fleet.connections{role=DRIVER,transport=WEBSOCKET}"))
                .isEqualTo(1);
        assertThat(measured.gauge("fleet.connections{role=RIDER,transport=POLLING}"))
                .isZero();
        assertThat(measured.count("fleet.connections.refused{code=MAX_CONNECTIONS_EXCEEDED}"))
                .isEqualTo(1);
    }

    @Test
    void tokens_that_are_refused_count_apart() {
        assertThatThrownBy(() -> useCases.sessions().authenticate(new BearerToken("x")))
                .isInstanceOf(FleetException.class);

        assertThat(measured.count("fleet.authentications.refused{code=AUTHENTICATION_FAILED}"))
                .isEqualTo(1);
    }

    @Test
    void steps_and_what_watchers_are_told_count_and_so_do_refusals() {
        var trips = new TestTrips(fleet);
        Trip trip = trips.plan(driver, rider);
        useCases.following()
                .follow(rider(rider), new Request(null, trip.id(), null, null), DEAF)
                .start();

        useCases.progress().progress(driver(driver), trip.id(), TestTrips.to(TripStatus.EN_ROUTE));
        report(now);
        assertThatThrownBy(() ->
                        useCases.progress().progress(driver(driver), trip.id(), TestTrips.to(TripStatus.COMPLETED)))
                .isInstanceOf(FleetException.class);
        var unknown = new Request(null, new TripId(UUID.randomUUID()), null, null);
        assertThatThrownBy(() -> useCases.following().follow(rider(rider), unknown, DEAF))
                .isInstanceOf(FleetException.class);

        assertThat(measured.count("fleet.trip.step")).isEqualTo(1);
        assertThat(measured.count("fleet.trip.steps.refused{code=INVALID_STATUS_TRANSITION}"))
                .isEqualTo(1);
        assertThat(measured.count("fleet.followings.refused{code=TRIP_NOT_FOUND}"))
                .isEqualTo(1);
        await().untilAsserted(() -> {
            assertThat(measured.count("fleet.delivery")).isEqualTo(1);
            assertThat(measured.count("fleet.trip.updates.delivered")).isPositive();
        });
    }

    private void report(Instant recordedAt) {
        Stages.await(useCases.locations().report(driver, fix(recordedAt)));
    }

    private static LocationFix fix(Instant recordedAt) {
        return new LocationFix(TestTrips.IKEJA, recordedAt, null, null, null, null);
    }
}
