package com.openride.fleet.application.follow;

import static com.openride.fleet.domain.trip.TripStatus.ARRIVED;
import static com.openride.fleet.domain.trip.TripStatus.COMPLETED;
import static com.openride.fleet.domain.trip.TripStatus.EN_ROUTE;
import static com.openride.fleet.domain.trip.TripStatus.IN_PROGRESS;
import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.application.contract.Samples;
import com.openride.fleet.application.inmemory.InMemoryDrivers;
import com.openride.fleet.application.inmemory.InMemoryFleetBroadcast;
import com.openride.fleet.application.inmemory.InMemoryLocationStore;
import com.openride.fleet.application.inmemory.InMemoryTrips;
import com.openride.fleet.application.live.Background;
import com.openride.fleet.application.live.DriverLanes;
import com.openride.fleet.application.live.LiveFleet;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.event.FleetEvent.DriverMoved;
import com.openride.fleet.domain.event.FleetEvent.TripProgressed;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripStatus;
import com.openride.fleet.domain.trip.TripStep;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A tail at a trip that is only planned, and everything that may happen to it. */
final class TailBench implements AutoCloseable {

    static final Instant NOON = Samples.NOON;
    static final List<TripStatus> LIFE = List.of(EN_ROUTE, ARRIVED, IN_PROGRESS, COMPLETED);

    private final InstantSource clock = InstantSource.fixed(NOON);
    private final InMemoryTrips trips = new InMemoryTrips(100);
    final InMemoryLocationStore locations = new InMemoryLocationStore(Duration.ofHours(1), 10, clock);
    private final Background background = new Background(1, Executors.defaultThreadFactory());
    private final DriverLanes lanes = new DriverLanes(1, 100, Executors.defaultThreadFactory());
    private final LiveFleet live = new LiveFleet(
            new LiveFleet.Sources(trips, locations, new InMemoryDrivers()),
            new InMemoryFleetBroadcast(),
            lanes,
            Runnable::run,
            clock);
    private final RiderId rider = Samples.anyRider();
    final Trip planned = Samples.planned(Samples.anyDriver(), NOON, rider);
    final List<TripProgressed> written = new ArrayList<>();
    final Recorder watcher = new Recorder();
    final TripTail tail = new TripTail(new Viewer(rider), watcher, planned, trips, live, background);

    TailBench() {
        trips.add(planned, planned.registration(Samples.SERVICE));
    }

    @Override
    public void close() {
        background.close();
        lanes.close();
    }

    void writeAll() {
        LIFE.forEach(status -> write());
    }

    /** Writes the next step of the trip's life, and tells nobody. */
    TripProgressed write() {
        Trip before =
                written.isEmpty() ? planned : written.get(written.size() - 1).trip();
        TripStep step = Samples.to(LIFE.get(written.size()));
        Instant at = NOON.plusSeconds(before.version());
        var event = new TripProgressed(before.after(step, at), before.transition(step, at), null);
        assertThat(trips.advance(event.trip(), event.transition())).isTrue();
        written.add(event);
        return event;
    }

    DriverMoved move(int seconds) {
        return new DriverMoved(Samples.inIkeja(planned.driver(), NOON.plusSeconds(seconds)), DriverStatus.ON_TRIP);
    }

    /** Waits until every reading of the journal is done; one may ask for another. */
    void settle() {
        for (int i = 0; i < 5; i++) {
            var done = new CountDownLatch(1);
            background.run(done::countDown);
            try {
                assertThat(done.await(5, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
