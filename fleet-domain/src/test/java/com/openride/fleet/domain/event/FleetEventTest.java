package com.openride.fleet.domain.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.domain.access.Actor;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.driver.DriverStatus;
import com.openride.fleet.domain.driver.Duty;
import com.openride.fleet.domain.event.FleetEvent.DriverMoved;
import com.openride.fleet.domain.event.FleetEvent.DriverStatusChanged;
import com.openride.fleet.domain.event.FleetEvent.DriverTripChanged;
import com.openride.fleet.domain.event.FleetEvent.DutyChanged;
import com.openride.fleet.domain.event.FleetEvent.EtaChanged;
import com.openride.fleet.domain.event.FleetEvent.TripProgressed;
import com.openride.fleet.domain.event.Topic.DriverTopic;
import com.openride.fleet.domain.event.Topic.TripTopic;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.location.LocationFix;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.Eta;
import com.openride.fleet.domain.trip.EtaEstimate;
import com.openride.fleet.domain.trip.RiderPart;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripId;
import com.openride.fleet.domain.trip.TripPlan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FleetEventTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final GeoPoint IKEJA = new GeoPoint(6.6018, 3.3515);
    private static final GeoPoint YABA = new GeoPoint(6.5095, 3.3711);

    private final DriverId driver = new DriverId(UUID.randomUUID());
    private final TripId id = new TripId(UUID.randomUUID());

    @Test
    void what_a_driver_does_is_told_to_those_who_watch_the_driver() {
        var location = new DriverLocation(driver, LocationFix.at(IKEJA, NOON), NOON);

        assertThat(new DriverMoved(location, DriverStatus.ONLINE).topic()).isEqualTo(new DriverTopic(driver));
        assertThat(new DriverStatusChanged(driver, DriverStatus.BUSY, NOON).topic())
                .isEqualTo(new DriverTopic(driver));
        assertThat(new DutyChanged(driver, Duty.NONE).topic()).isEqualTo(new DriverTopic(driver));
        assertThat(new DriverTripChanged(planned()).topic()).isEqualTo(new DriverTopic(driver));
    }

    @Test
    void how_a_trip_goes_is_told_to_those_who_watch_the_trip() {
        Trip trip = planned();
        var registration = trip.registration(new Actor(UUID.randomUUID(), Role.SERVICE));

        assertThat(new TripProgressed(trip, registration, null).topic()).isEqualTo(new TripTopic(id));
        assertThat(new EtaChanged(id, 1, new Eta(new EtaEstimate(NOON, null), Map.of()), NOON).topic())
                .isEqualTo(new TripTopic(id));
    }

    @Test
    void a_driver_and_a_trip_of_one_id_are_watched_apart() {
        assertThat((Topic) new DriverTopic(new DriverId(id.value()))).isNotEqualTo(new TripTopic(id));
    }

    private Trip planned() {
        var part = new RiderPart(new RiderId(UUID.randomUUID()), null, IKEJA, YABA);
        return Trip.planned(id, driver, new TripPlan(List.of(part), IKEJA, YABA, List.of(), null, null), NOON);
    }
}
