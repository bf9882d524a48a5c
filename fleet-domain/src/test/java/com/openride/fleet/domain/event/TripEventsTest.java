package com.openride.fleet.domain.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.domain.access.Actor;
import com.openride.fleet.domain.access.Role;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.BookingId;
import com.openride.fleet.domain.trip.RiderPart;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripId;
import com.openride.fleet.domain.trip.TripPlan;
import com.openride.fleet.domain.trip.TripStatus;
import com.openride.fleet.domain.trip.TripStep;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TripEventsTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final GeoPoint IKEJA = new GeoPoint(6.6018, 3.3515);
    private static final GeoPoint YABA = new GeoPoint(6.5095, 3.3711);
    private static final BookingId BOOKING = new BookingId(UUID.randomUUID());

    private final RiderId rider = new RiderId(UUID.randomUUID());
    private final RiderId other = new RiderId(UUID.randomUUID());
    private Trip trip = Trip.planned(
            new TripId(UUID.randomUUID()), new DriverId(UUID.randomUUID()), plan(NOON.plusSeconds(120)), NOON);

    @Test
    void every_step_has_a_name_that_consumers_know() {
        assertThat(TripEvents.of(trip, trip.registration(actor(Role.SERVICE))).type())
                .isEqualTo("trip.planned");
        assertThat(step(TripStatus.EN_ROUTE).type()).isEqualTo("trip.en_route");
        assertThat(step(TripStatus.ARRIVED).type()).isEqualTo("trip.arrived");
        assertThat(step(TripStatus.IN_PROGRESS).type()).isEqualTo("trip.started");
        assertThat(step(TripStatus.COMPLETED).type()).isEqualTo("trip.completed");
    }

    @Test
    void an_event_told_twice_has_one_id_and_two_events_have_two() {
        var registration = trip.registration(actor(Role.SERVICE));

        OutboxEvent planned = TripEvents.of(trip, registration);

        assertThat(TripEvents.of(trip, registration)).isEqualTo(planned);
        assertThat(step(TripStatus.EN_ROUTE).id()).isNotEqualTo(planned.id());
    }

    @Test
    void says_who_rides_and_what_became_of_the_trip() {
        OutboxEvent event = step(TripStatus.EN_ROUTE);

        assertThat(event.trip()).isEqualTo(trip.id());
        assertThat(event.fields())
                .containsEntry("driver_id", trip.driver().toString())
                .containsEntry("rider_id", rider.toString())
                .containsEntry("rider_ids", rider + "," + other)
                .containsEntry("passengers_count", "2")
                .containsEntry("booking_id", BOOKING.toString())
                .containsEntry("booking_ids", BOOKING.toString())
                .containsEntry("start_lat", "6.6018")
                .containsEntry("end_lon", "3.3711")
                .containsEntry("version", "2")
                .containsEntry("status", "EN_ROUTE")
                .containsEntry("previous_status", "PENDING")
                .containsEntry("changed_by_role", "SERVICE")
                .doesNotContainKeys("actual_departure", "distance_km", "cancelled_by");
    }

    @Test
    void an_end_says_how_far_how_long_and_whether_it_began_on_time() {
        step(TripStatus.EN_ROUTE);
        step(TripStatus.ARRIVED);
        step(TripStatus.IN_PROGRESS);
        var last = to(TripStatus.COMPLETED, Role.DRIVER);
        Instant at = NOON.plusSeconds(390);

        OutboxEvent event = TripEvents.of(trip.after(last, at).drivenOver(12_345), trip.transition(last, at));

        assertThat(event.fields())
                .containsEntry("distance_km", "12.345")
                .containsEntry("duration_minutes", "5.500")
                .containsEntry("actual_departure", NOON.plusSeconds(180).toString())
                .containsEntry("actual_arrival", at.toString())
                .containsEntry("on_time", "true");
    }

    @Test
    void more_than_ten_minutes_after_the_plan_is_not_on_time() {
        trip = Trip.planned(
                trip.id(), trip.driver(), plan(NOON.plusSeconds(180 - 600).minusMillis(1)), NOON);
        step(TripStatus.EN_ROUTE);
        step(TripStatus.ARRIVED);
        step(TripStatus.IN_PROGRESS);

        assertThat(step(TripStatus.COMPLETED).fields()).containsEntry("on_time", "false");
    }

    @Test
    void a_cancellation_says_whose_it_was_and_how_far_the_trip_had_come() {
        assertThat(cancelledBy(Role.RIDER))
                .containsEntry("cancelled_by", "RIDER")
                .containsEntry("cancellation_reason", "no car")
                .containsEntry("was_started", "false");
        assertThat(cancelledBy(Role.DRIVER)).containsEntry("cancelled_by", "DRIVER");
        assertThat(cancelledBy(Role.ADMIN)).containsEntry("cancelled_by", "SYSTEM");
        step(TripStatus.EN_ROUTE);
        step(TripStatus.ARRIVED);
        assertThat(cancelledBy(Role.DRIVER)).as("nobody is aboard").containsEntry("was_started", "false");
        step(TripStatus.IN_PROGRESS);
        assertThat(cancelledBy(Role.SERVICE))
                .containsEntry("cancelled_by", "SYSTEM")
                .containsEntry("was_started", "true");
    }

    /** Takes the step, a minute after the one before. */
    private OutboxEvent step(TripStatus status) {
        var step = to(status, Role.SERVICE);
        Instant at = NOON.plusSeconds(60 * trip.version());
        var transition = trip.transition(step, at);
        trip = trip.after(step, at);
        return TripEvents.of(trip, transition);
    }

    private Map<String, String> cancelledBy(Role role) {
        var step = to(TripStatus.CANCELLED, role);
        return TripEvents.of(trip.after(step, NOON), trip.transition(step, NOON))
                .fields();
    }

    private TripPlan plan(Instant scheduled) {
        var parts = List.of(new RiderPart(rider, BOOKING, IKEJA, YABA), new RiderPart(other, null, IKEJA, YABA));
        return new TripPlan(parts, IKEJA, YABA, List.of(), null, scheduled);
    }

    private static TripStep to(TripStatus status, Role role) {
        return new TripStep(status, actor(role), null, null, "no car", null);
    }

    private static Actor actor(Role role) {
        return new Actor(UUID.randomUUID(), role);
    }
}
