package com.openride.fleet.application.inmemory;

import static com.openride.fleet.application.contract.Samples.NOON;
import static com.openride.fleet.application.contract.Samples.SERVICE;
import static com.openride.fleet.application.contract.Samples.anyDriver;
import static com.openride.fleet.application.contract.Samples.anyRider;
import static com.openride.fleet.application.contract.Samples.planned;
import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.application.contract.EventOutboxContract;
import com.openride.fleet.application.port.out.EventOutbox;
import com.openride.fleet.application.port.out.Trips;
import com.openride.fleet.domain.event.OutboxEvent;
import com.openride.fleet.domain.trip.Trip;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InMemoryEventOutboxTest implements EventOutboxContract {

    private final InMemoryEventOutbox outbox = new InMemoryEventOutbox(1000);
    private final InMemoryTrips trips = new InMemoryTrips(1000, outbox);

    @Override
    public EventOutbox outbox() {
        return outbox;
    }

    @Override
    public Trips writing() {
        return trips;
    }

    @Test
    void past_its_cap_it_drops_the_oldest() {
        var small = new InMemoryEventOutbox(2);
        var writing = new InMemoryTrips(1000, small);
        List<Trip> all = new ArrayList<>();
        for (int number = 0; number < 3; number++) {
            Trip trip = planned(anyDriver(), NOON, anyRider());
            writing.add(trip, trip.registration(SERVICE));
            all.add(trip);
        }

        List<OutboxEvent> told = new ArrayList<>();
        small.relay(10, told::addAll);

        assertThat(told)
                .extracting(OutboxEvent::trip)
                .containsExactly(all.get(1).id(), all.get(2).id());
    }
}
