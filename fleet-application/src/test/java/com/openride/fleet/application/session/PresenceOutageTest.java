package com.openride.fleet.application.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.application.contract.Samples;
import com.openride.fleet.application.fixture.TestDrivers;
import com.openride.fleet.application.inmemory.InMemoryFleetBroadcast;
import com.openride.fleet.application.inmemory.InMemoryLocationStore;
import com.openride.fleet.application.inmemory.InMemorySessions;
import com.openride.fleet.application.inmemory.InMemoryTrips;
import com.openride.fleet.application.live.Background;
import com.openride.fleet.application.live.DriverLanes;
import com.openride.fleet.application.live.LiveFleet;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.driver.Duty;
import com.openride.fleet.domain.limit.ConnectionAllowance;
import com.openride.fleet.domain.session.Session;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of coming and going while the store is away. */
class PresenceOutageTest {

    private final InstantSource clock = InstantSource.system();
    private final TestDrivers drivers = new TestDrivers();
    private final Background background = new Background(1, Executors.defaultThreadFactory());
    private final DriverLanes lanes = new DriverLanes(1, 100, Executors.defaultThreadFactory());
    private final LiveFleet live = new LiveFleet(
            new LiveFleet.Sources(
                    new InMemoryTrips(10), new InMemoryLocationStore(Duration.ofHours(1), 10, clock), drivers),
            new InMemoryFleetBroadcast(),
            lanes,
            Runnable::run,
            clock);
    private final InMemorySessions sessions = new InMemorySessions();
    private final Presence presence = new Presence(live, drivers, sessions, Duration.ZERO, background, clock);
    private final DriverId driver = new DriverId(UUID.randomUUID());

    @AfterEach
    void close() {
        background.close();
        lanes.close();
    }

    @Test
    void a_store_that_is_away_keeps_no_driver_out_and_takes_the_next_once_it_is_back() {
        drivers.goAway();

        come(driver);
        await().until(() -> drivers.refused() > 0);
        drivers.comeBack();
        var next = new DriverId(UUID.randomUUID());
        come(next);

        await().untilAsserted(() -> assertThat(drivers.find(next))
                .hasValueSatisfying(record -> assertThat(record.duty()).isEqualTo(Duty.NONE)));
    }

    @Test
    void a_driver_who_has_left_before_the_arrival_is_written_is_not_made_reachable() {
        drivers.change(driver, Duty::lost, clock.instant());
        presence.came(driver);
        var next = new DriverId(UUID.randomUUID());

        come(next);

        await().until(() -> drivers.find(next).isPresent());
        assertThat(drivers.find(driver).orElseThrow().duty().unreachable()).isTrue();
    }

    private void come(DriverId who) {
        assertThat(sessions.tryOpen(Samples.session(who), new ConnectionAllowance(1)))
                .isTrue();
        presence.came(who);
    }

    @Test
    void a_driver_who_left_while_the_store_was_away_is_offline_once_it_is_back() {
        drivers.change(driver, duty -> duty.online(true), clock.instant());
        drivers.goAway();

        Session session = Samples.session(driver);
        sessions.tryOpen(session, new ConnectionAllowance(1));
        sessions.close(session);
        await().until(() -> drivers.refused() > 0);
        drivers.comeBack();

        await().untilAsserted(
                        () -> assertThat(drivers.find(driver).orElseThrow().duty())
                                .isEqualTo(Duty.NONE.online(true).lost()));
        await().untilAsserted(() -> assertThat(live.find(driver).status()).isEqualTo(DriverStatus.OFFLINE));
    }
}
