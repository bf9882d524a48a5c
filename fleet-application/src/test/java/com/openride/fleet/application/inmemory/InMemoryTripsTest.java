package com.openride.fleet.application.inmemory;

import static com.openride.fleet.application.contract.Samples.IKEJA;
import static com.openride.fleet.application.contract.Samples.NOON;
import static com.openride.fleet.application.contract.Samples.YABA;
import static com.openride.fleet.application.contract.Samples.anyDriver;
import static com.openride.fleet.application.contract.Samples.anyRider;
import static com.openride.fleet.application.contract.Samples.planned;
import static com.openride.fleet.application.contract.Samples.to;
import static com.openride.fleet.domain.trip.TripStatus.CANCELLED;
import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.application.contract.TripsContract;
import com.openride.fleet.application.port.out.Trips;
import com.openride.fleet.application.port.out.Trips.Filter;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.BookingId;
import com.openride.fleet.domain.trip.RiderPart;
import com.openride.fleet.domain.trip.Trip;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class InMemoryTripsTest implements TripsContract {

    private static final Filter ANY = new Filter(Set.of(), null, 100);

    private final InMemoryTrips trips = new InMemoryTrips(1000);

    @Override
    public Trips trips() {
        return trips;
    }

    @Test
    void past_the_cap_the_trip_that_ended_first_is_forgotten_with_every_trace() {
        DriverId driver = anyDriver();
        RiderId rider = anyRider();
        var booking = new BookingId(UUID.randomUUID());
        Trip first = ended(planned(driver, NOON, List.of(new RiderPart(rider, booking, IKEJA, YABA))));
        for (int more = 0; more < 1000; more++) {
            ended(planned(anyDriver(), NOON, anyRider()));
        }

        assertThat(trips.find(first.id())).isEmpty();
        assertThat(trips.journal(first.id(), 0)).isEmpty();
        assertThat(trips.findByBooking(booking)).isEmpty();
        assertThat(trips.list(driver, ANY)).isEmpty();
        assertThat(trips.list(rider, ANY)).isEmpty();
    }

    @Test
    void a_trip_that_is_not_over_is_never_forgotten() {
        Trip open = added(planned(anyDriver(), NOON, anyRider()));
        for (int more = 0; more < 1100; more++) {
            ended(planned(anyDriver(), NOON.plusSeconds(1), anyRider()));
        }

        assertThat(trips.find(open.id())).contains(open);
        assertThat(trips.openOf(open.driver())).containsExactly(open);
    }

    @Test
    void a_booking_leads_to_an_older_trip_once_its_newest_is_forgotten() {
        var booking = new BookingId(UUID.randomUUID());
        var part = new RiderPart(anyRider(), booking, IKEJA, YABA);
        Trip older = added(planned(anyDriver(), NOON, List.of(part)));
        ended(planned(anyDriver(), NOON.plusSeconds(1), List.of(part)));
        for (int more = 0; more < 1000; more++) {
            ended(planned(anyDriver(), NOON, anyRider()));
        }

        assertThat(trips.findByBooking(booking)).contains(older);
    }

    private Trip ended(Trip trip) {
        return advanced(added(trip), to(CANCELLED));
    }
}
