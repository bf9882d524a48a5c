package com.openride.fleet.application.contract;

import static com.openride.fleet.application.contract.Samples.IKEJA;
import static com.openride.fleet.application.contract.Samples.NOON;
import static com.openride.fleet.application.contract.Samples.SERVICE;
import static com.openride.fleet.application.contract.Samples.YABA;
import static com.openride.fleet.application.contract.Samples.anyDriver;
import static com.openride.fleet.application.contract.Samples.anyRider;
import static com.openride.fleet.application.contract.Samples.planned;
import static com.openride.fleet.application.contract.Samples.to;
import static com.openride.fleet.domain.trip.TripStatus.CANCELLED;
import static com.openride.fleet.domain.trip.TripStatus.EN_ROUTE;
import static com.openride.fleet.domain.trip.TripStatus.PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.application.port.out.Trips;
import com.openride.fleet.application.port.out.Trips.Filter;
import com.openride.fleet.application.port.out.Trips.Place;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.location.TimeRange;
import com.openride.fleet.domain.rider.RiderId;
import com.openride.fleet.domain.trip.BookingId;
import com.openride.fleet.domain.trip.RiderPart;
import com.openride.fleet.domain.trip.Trip;
import com.openride.fleet.domain.trip.TripId;
import com.openride.fleet.domain.trip.TripPlan;
import com.openride.fleet.domain.trip.TripStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the lists and look-ups of every {@link Trips} must tell, whatever it is built on. */
public interface TripListsContract {

    Trips trips();

    /** Another instance of the same fleet; {@link #trips()} itself when there is only one. */
    default Trips elsewhere() {
        return trips();
    }

    @Test
    default void a_driver_and_a_rider_may_have_several_open_trips_and_see_the_oldest_first() { // background 27
        DriverId driver = anyDriver();
        RiderId rider = anyRider();
        Trip second = added(planned(driver, NOON.plusSeconds(2), rider));
        Trip first = added(planned(driver, NOON.plusSeconds(1), rider));
        Trip third = added(planned(driver, NOON.plusSeconds(3), rider));

        assertThat(trips().openOf(driver)).containsExactly(first, second, third);
        assertThat(elsewhere().openOf(rider)).containsExactly(first, second, third);
    }

    @Test
    default void every_open_trip_is_told_page_by_page_newest_first() {
        List<Trip> added = new ArrayList<>(IntStream.range(0, 5)
                .mapToObj(second -> added(planned(anyDriver(), NOON.plusSeconds(second), anyRider())))
                .toList());
        Trip gone = added.remove(2);
        TripStep cancelled = to(CANCELLED);
        trips().advance(gone.after(cancelled, NOON), gone.transition(cancelled, NOON));

        List<Trip> open = new ArrayList<>();
        List<Trip> page = elsewhere().open(null, 2);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(2);
            open.addAll(page);
            page = elsewhere().open(Place.of(page.get(page.size() - 1)), 2);
        }

        assertThat(open).isSortedAccordingTo(Comparator.comparing(Place::of)).doesNotHaveDuplicates();
        assertThat(open).containsAll(added).doesNotContain(gone);
        assertThat(open).extracting(Trip::id).doesNotContain(gone.id());
    }

    @Test
    default void open_trips_are_told_as_they_stand_and_no_longer_once_they_are_over() {
        DriverId driver = anyDriver();
        RiderId rider = anyRider();
        Trip moving = advanced(added(planned(driver, NOON, rider)), to(EN_ROUTE));
        advanced(added(planned(driver, NOON.plusSeconds(1), rider)), to(CANCELLED));

        assertThat(trips().openOf(driver)).containsExactly(moving);
        assertThat(trips().openOf(rider)).containsExactly(moving);
        assertThat(trips().openOf(anyDriver())).isEmpty();
        assertThat(trips().openOf(anyRider())).isEmpty();
    }

    @Test
    default void every_rider_of_a_shared_trip_sees_it() {
        RiderId one = anyRider();
        RiderId other = anyRider();
        Trip trip = added(planned(anyDriver(), NOON, one, other));

        assertThat(trips().openOf(one)).containsExactly(trip);
        assertThat(trips().openOf(other)).containsExactly(trip);
        assertThat(trips().list(other, any(10))).containsExactly(trip);
    }

    @Test
    default void a_booking_leads_to_its_newest_trip() {
        var booking = new BookingId(UUID.randomUUID());
        Trip newest = added(booked(booking, 9));
        added(booked(booking, 1));

        assertThat(trips().findByBooking(booking)).contains(newest);

        Trip moved = advanced(newest, to(EN_ROUTE));
        assertThat(elsewhere().findByBooking(booking)).contains(moved);
    }

    @Test
    default void a_list_tells_the_newest_first_with_those_that_are_over() {
        DriverId driver = anyDriver();
        RiderId rider = anyRider();
        Trip first = added(planned(driver, NOON.plusSeconds(1), rider));
        Trip third = added(planned(driver, NOON.plusSeconds(3), rider));
        Trip second = advanced(added(planned(driver, NOON.plusSeconds(2), rider)), to(CANCELLED));

        assertThat(trips().list(driver, any(10))).containsExactly(third, second, first);
        assertThat(elsewhere().list(rider, any(10))).containsExactly(third, second, first);
        assertThat(trips().list(driver, any(2))).containsExactly(third, second);
        assertThat(trips().list(anyDriver(), any(2))).isEmpty();
    }

    @Test
    default void a_list_holds_only_the_statuses_asked_for_up_to_its_limit() {
        DriverId driver = anyDriver();
        List<Trip> cancelled = new ArrayList<>();
        for (int second = 0; second < 6; second++) {
            Trip trip = added(planned(driver, NOON.minusSeconds(second), anyRider()));
            if (second % 2 == 1) {
                cancelled.add(advanced(trip, to(CANCELLED)));
            }
        }

        assertThat(trips().list(driver, new Filter(Set.of(CANCELLED), null, 2))).isEqualTo(cancelled.subList(0, 2));
        assertThat(trips().list(driver, new Filter(Set.of(CANCELLED), Place.of(cancelled.get(0)), 9)))
                .isEqualTo(cancelled.subList(1, 3));
        assertThat(trips().list(driver, new Filter(Set.of(PENDING, CANCELLED), null, 9)))
                .hasSize(6);
        assertThat(trips().list(driver, new Filter(Set.of(EN_ROUTE), null, 9))).isEmpty();
    }

    @Test
    default void page_after_page_tells_every_trip_once_even_among_those_of_one_instant() {
        DriverId driver = anyDriver();
        RiderId rider = anyRider();
        List<Trip> all = IntStream.range(0, 23)
                .mapToObj(number -> added(planned(driver, NOON.plusSeconds(number / 5), rider)))
                .sorted(Comparator.comparing(Place::of))
                .toList();

        assertThat(paged(filter -> trips().list(driver, filter))).isEqualTo(all);
        assertThat(paged(filter -> trips().list(rider, filter))).isEqualTo(all);
    }

    @Test
    default void a_page_goes_on_from_a_place_that_no_trip_has() {
        DriverId driver = anyDriver();
        Trip old = added(planned(driver, NOON, anyRider()));
        added(planned(driver, NOON.plusSeconds(10), anyRider()));
        Place between = Place.of(planned(driver, NOON.plusSeconds(5), anyRider()));

        assertThat(trips().list(driver, new Filter(Set.of(), between, 10))).containsExactly(old);
    }

    @Test
    default void a_trip_that_joins_while_one_reads_shifts_no_page() {
        DriverId driver = anyDriver();
        Trip old = added(planned(driver, NOON, anyRider()));
        Trip newer = added(planned(driver, NOON.plusSeconds(1), anyRider()));
        List<Trip> first = trips().list(driver, any(1));
        added(planned(driver, NOON.plusSeconds(2), anyRider()));

        assertThat(first).containsExactly(newer);
        assertThat(trips().list(driver, new Filter(Set.of(), Place.of(newer), 1)))
                .containsExactly(old);
    }

    @Test
    default void trips_of_a_time_are_those_that_set_out_then_or_should_have() {
        DriverId driver = anyDriver();
        Instant ago = NOON.minus(Duration.ofDays(20));
        Trip late = advanced(added(planned(driver, ago, anyRider())), to(EN_ROUTE));
        Trip planned = added(scheduled(driver, NOON.minusSeconds(60)));
        Trip atOnce = added(planned(anyDriver(), NOON.minusSeconds(30), anyRider()));
        Trip over = advanced(added(planned(driver, NOON.plusSeconds(1), anyRider())), to(CANCELLED));
        var minute = new TimeRange(NOON.minusSeconds(60), NOON);
        var next = new TimeRange(NOON, NOON.plusSeconds(60));

        assertThat(trips().begun(minute, driver)).containsExactly(planned.id());
        assertThat(elsewhere().begun(next, driver)).containsExactly(late.id(), over.id());
        assertThat(elsewhere().begun(minute, null)).contains(planned.id(), atOnce.id());
        assertThat(trips().begun(new TimeRange(ago, ago.plusSeconds(60)), driver))
                .isEmpty();
    }

    /** Adds the trip, which no other may have been before. */
    default Trip added(Trip trip) {
        assertThat(add(trips(), trip)).isEmpty();
        return trip;
    }

    /** Takes the trip through the steps, which nobody may forestall. */
    default Trip advanced(Trip trip, TripStep... steps) {
        Trip current = trip;
        for (TripStep step : steps) {
            assertThat(advance(trips(), current, step)).isTrue();
            current = current.after(step, NOON);
        }
        return current;
    }

    default Optional<Trip> add(Trips trips, Trip trip) {
        return trips.add(trip, trip.registration(SERVICE));
    }

    default boolean advance(Trips trips, Trip trip, TripStep step) {
        return trips.advance(trip.after(step, NOON), trip.transition(step, NOON));
    }

    private static List<Trip> paged(Function<Filter, List<Trip>> list) {
        List<Trip> told = new ArrayList<>();
        List<Trip> page = list.apply(any(4));
        while (!page.isEmpty()) {
            told.addAll(page);
            page = list.apply(new Filter(Set.of(), Place.of(page.get(page.size() - 1)), 4));
        }
        return told;
    }

    private static Trip booked(BookingId booking, int second) {
        return planned(anyDriver(), NOON.plusSeconds(second), List.of(new RiderPart(anyRider(), booking, IKEJA, YABA)));
    }

    private static Trip scheduled(DriverId driver, Instant at) {
        var part = new RiderPart(anyRider(), null, IKEJA, YABA);
        var plan = new TripPlan(List.of(part), IKEJA, YABA, List.of(), null, at);
        return Trip.planned(new TripId(UUID.randomUUID()), driver, plan, at.minusSeconds(3600));
    }

    private static Filter any(int limit) {
        return new Filter(Set.of(), null, limit);
    }
}
