package com.openride.fleet.application.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.openride.fleet.application.contract.Samples;
import com.openride.fleet.application.fixture.TestClock;
import com.openride.fleet.application.inmemory.InMemoryDrivers;
import com.openride.fleet.application.inmemory.InMemoryFleetBroadcast;
import com.openride.fleet.application.inmemory.InMemoryLocationStore;
import com.openride.fleet.application.inmemory.InMemoryTrips;
import com.openride.fleet.application.port.out.FleetBroadcast;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.driver.Duty;
import com.openride.fleet.domain.event.FleetEvent;
import com.openride.fleet.domain.event.FleetEvent.DriverMoved;
import com.openride.fleet.domain.event.FleetEvent.DriverTripChanged;
import com.openride.fleet.domain.event.Topic;
import com.openride.fleet.domain.event.Topic.DriverTopic;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two instances, here and there, over the same stores. */
class LiveHearingTest {

    private final TestClock clock = new TestClock(Samples.NOON);
    private final DriverLanes lanes = new DriverLanes(2, 1000, Executors.defaultThreadFactory());
    private final InMemoryTrips trips = new InMemoryTrips(10);
    private final InMemoryDrivers drivers = new InMemoryDrivers();
    private final InMemoryLocationStore locations = new InMemoryLocationStore(Duration.ofHours(1), 10, clock);
    private final InMemoryFleetBroadcast broadcast = new InMemoryFleetBroadcast();
    private final Ear ear = new Ear(broadcast);
    private final LiveFleet here = fleet(broadcast);
    private final LiveFleet there = fleet(ear);
    private final DriverId driver = Samples.anyDriver();
    private final List<FleetEvent> told = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        lanes.close();
    }

    @Test
    void a_trip_that_takes_a_step_elsewhere_is_taken_in_and_told_once() {
        there.find(driver);
        broadcast.listen(new DriverTopic(driver), told::add);
        Trip trip = setOut();

        await().untilAsserted(() -> assertThat(there.find(driver).status()).isEqualTo(DriverStatus.ON_TRIP));
        assertThat(there.find(driver).tripsUnderWay()).containsExactly(trip);
        assertThat(told)
                .filteredOn(FleetEvent.DriverStatusChanged.class::isInstance)
                .hasSize(1);
    }

    @Test
    void a_fix_that_was_accepted_elsewhere_is_taken_in() {
        there.find(driver);

        DriverLocation location = moveHere();

        await().untilAsserted(() -> assertThat(there.find(driver).newest()).contains(location));
    }

    @Test
    void a_duty_that_was_written_elsewhere_is_taken_in() {
        there.find(driver);
        Duty written = drivers.change(driver, duty -> duty.online(true), clock.instant());

        here.tellDuty(driver, written);

        await().untilAsserted(() -> assertThat(there.find(driver).status()).isEqualTo(DriverStatus.ONLINE));
    }

    @Test
    void of_two_duties_the_one_in_the_store_stands_whichever_was_told_last() {
        there.find(driver);
        Duty early = drivers.change(driver, duty -> duty.online(true), clock.instant());
        Duty late = drivers.change(driver, duty -> duty.online(false), clock.instant());

        here.tellDuty(driver, late);
        here.tellDuty(driver, early);

        await().untilAsserted(() -> assertThat(there.find(driver).duty()).isEqualTo(late));
    }

    @Test
    void what_went_by_unheard_is_read_when_the_driver_is_next_asked_for() {
        there.find(driver);
        ear.deaf = true;
        drivers.change(driver, duty -> duty.online(true), clock.instant());
        Trip trip = setOut();
        locations.append(moveHere());

        ear.hearAgain();

        LiveDriver live = there.find(driver);
        assertThat(live.tripsUnderWay()).containsExactly(trip);
        assertThat(live.newest()).isPresent();
        assertThat(live.duty().declared()).isEqualTo(DriverStatus.ONLINE);
    }

    @Test
    void what_went_by_unheard_is_read_before_long_when_the_driver_sends_on() {
        there.find(driver);
        ear.deaf = true;
        setOut();
        ear.hearAgain();

        await().untilAsserted(() -> assertThat(Stages.await(there.inLane(driver, LiveDriver::isTripUnderWay)))
                .isTrue());
    }

    @Test
    void who_is_forgotten_is_heard_no_more() {
        there.find(driver);
        assertThat(ear.open).hasValue(1);
        clock.pass(Duration.ofHours(2));
        moveHere();

        there.forgetIdle();

        await().untilAsserted(() -> assertThat(ear.open).hasValue(0));
    }

    private Trip setOut() {
        Trip planned = Samples.planned(driver, clock.instant(), Samples.anyRider());
        trips.add(planned, planned.registration(Samples.SERVICE));
        var step = Samples.to(TripStatus.EN_ROUTE);
        Trip trip = planned.after(step, clock.instant());
        trips.advance(trip, planned.transition(step, clock.instant()));
        Stages.await(here.inLane(driver, live -> {
            boolean turned = live.take(trip, clock.instant());
            broadcast.publish(new DriverTripChanged(trip));
            if (turned) {
                here.tellStatus(live);
            }
            return turned;
        }));
        return trip;
    }

    private DriverLocation moveHere() {
        DriverLocation location = Samples.inIkeja(driver, clock.instant());
        Stages.await(here.inLane(driver, live -> {
            live.move(location);
            broadcast.publish(new DriverMoved(location, live.status()));
            return true;
        }));
        return location;
    }

    private LiveFleet fleet(FleetBroadcast heard) {
        return new LiveFleet(new LiveFleet.Sources(trips, locations, drivers), heard, lanes, Runnable::run, clock);
    }

    /** Hears, unless it is deaf. */
    private static final class Ear implements FleetBroadcast {

        private final List<Listener> listeners = new CopyOnWriteArrayList<>();
        private final AtomicInteger open = new AtomicInteger();
        private final FleetBroadcast broadcast;
        private volatile boolean deaf;

        private Ear(FleetBroadcast broadcast) {
            this.broadcast = broadcast;
        }

        @Override
        public void publish(FleetEvent event) {
            broadcast.publish(event);
        }

        @Override
        public Registration listen(Topic topic, Listener listener) {
            listeners.add(listener);
            open.incrementAndGet();
            Registration registration = broadcast.listen(topic, event -> {
                if (!deaf) {
                    listener.hear(event);
                }
            });
            return () -> {
                registration.close();
                open.decrementAndGet();
            };
        }

        private void hearAgain() {
            deaf = false;
            listeners.forEach(Listener::mayHaveMissed);
        }
    }
}
