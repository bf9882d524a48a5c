package com.openride.fleet.domain.trip;

import static com.openride.fleet.domain.trip.TestPlans.NOON;
import static com.openride.fleet.domain.trip.TestPlans.SERVICE;
import static com.openride.fleet.domain.trip.TestPlans.YABA;
import static com.openride.fleet.domain.trip.TestPlans.after;
import static com.openride.fleet.domain.trip.TestPlans.planned;
import static com.openride.fleet.domain.trip.TestPlans.rider;
import static com.openride.fleet.domain.trip.TestPlans.to;
import static com.openride.fleet.domain.trip.TripStatus.ARRIVED;
import static com.openride.fleet.domain.trip.TripStatus.CANCELLED;
import static com.openride.fleet.domain.trip.TripStatus.COMPLETED;
import static com.openride.fleet.domain.trip.TripStatus.EN_ROUTE;
import static com.openride.fleet.domain.trip.TripStatus.IN_PROGRESS;
import static com.openride.fleet.domain.trip.TripStatus.PENDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.location.TimeRange;
import com.openride.fleet.domain.rider.RiderId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TripTest {

    private final RiderId rider = rider();
    private final Trip trip = planned(rider);

    @Test
    void begins_planned_at_version_1_with_the_entry_that_says_so() {
        TripTransition registration = trip.registration(SERVICE);

        assertThat(trip.status()).isEqualTo(PENDING);
        assertThat(trip.version()).isEqualTo(1);
        assertThat(trip.stamps()).isEqualTo(new TripStamps(NOON, null, null, null, null, null));
        assertThat(registration)
                .isEqualTo(new TripTransition(trip.id(), 1, null, PENDING, NOON, SERVICE, null, null, null, null));
    }

    @Test
    void a_step_is_one_version_on_and_its_entry_says_all_that_was_said() {
        Instant at = NOON.plusSeconds(60);
        var step = new TripStep(EN_ROUTE, SERVICE, YABA, at.plusSeconds(600), "on my way", "key-1");

        Trip next = trip.after(step, at);

        assertThat(next.version()).isEqualTo(2);
        assertThat(next.status()).isEqualTo(EN_ROUTE);
        assertThat(next.stamps().startedAt()).isEqualTo(at);
        assertThat(next.announcedEta()).isEqualTo(at.plusSeconds(600));
        assertThat(trip.transition(step, at))
                .isEqualTo(new TripTransition(
                        trip.id(), 2, PENDING, EN_ROUTE, at, SERVICE, YABA, at.plusSeconds(600), "on my way", "key-1"));
    }

    @Test
    void a_step_that_does_not_exist_is_refused_and_says_where_the_trip_stands() {
        Trip underWay = after(trip, EN_ROUTE);

        assertThatThrownBy(() -> underWay.after(to(COMPLETED), NOON)).isInstanceOf(IllegalTripTransition.class);
        assertThatThrownBy(() -> underWay.transition(to(EN_ROUTE), NOON))
                .isInstanceOfSatisfying(IllegalTripTransition.class, fault -> {
                    assertThat(fault.code()).isEqualTo(FaultCode.INVALID_STATUS_TRANSITION);
                    assertThat(fault.details()).containsEntry("status", "EN_ROUTE");
                    assertThat(fault).hasMessage("a trip that is EN_ROUTE cannot become EN_ROUTE");
                });
    }

    @Test
    void an_announced_arrival_holds_until_the_next_step() {
        Trip announced = trip.after(to(EN_ROUTE, NOON.plusSeconds(600)), NOON);

        assertThat(announced.announcedEta()).isEqualTo(NOON.plusSeconds(600));
        assertThat(announced.after(to(ARRIVED), NOON).announcedEta())
                .as("it was about the pickup")
                .isNull();
    }

    @Test
    void is_driven_from_setting_out_to_its_end() {
        Instant now = NOON.plusSeconds(6000);

        assertThat(trip.drivenDuring(now)).isEmpty();
        assertThat(after(trip, CANCELLED).drivenDuring(now))
                .as("it never set out")
                .isEmpty();
        assertThat(after(trip, EN_ROUTE).drivenDuring(now)).contains(new TimeRange(NOON.plusSeconds(60), now));
        assertThat(after(trip, EN_ROUTE, CANCELLED).drivenDuring(now))
                .contains(new TimeRange(NOON.plusSeconds(60), NOON.plusSeconds(120)));
    }

    @Test
    void what_is_driven_for_longer_than_may_be_asked_for_is_its_last_31_days() {
        Instant now = NOON.plus(Duration.ofDays(100));

        assertThat(after(trip, EN_ROUTE).drivenDuring(now)).contains(new TimeRange(now.minus(TimeRange.LONGEST), now));
    }

    @Test
    void a_clock_that_was_set_back_makes_no_range_backwards() {
        assertThat(after(trip, EN_ROUTE).drivenDuring(NOON))
                .contains(new TimeRange(NOON.plusSeconds(60), NOON.plusSeconds(60)));
    }

    @Test
    void lasts_from_setting_out_to_completion() {
        Trip boarded = after(trip, EN_ROUTE, ARRIVED, IN_PROGRESS);

        assertThat(boarded.durationSeconds()).isEmpty();
        assertThat(after(boarded, COMPLETED).durationSeconds()).hasValue(180);
        assertThat(after(boarded, CANCELLED).durationSeconds()).isEmpty();
    }

    @Test
    void knows_its_driver_and_its_riders() {
        UUID stranger = UUID.randomUUID();

        assertThat(trip.isDrivenBy(trip.driver().value())).isTrue();
        assertThat(trip.isDrivenBy(stranger)).isFalse();
        assertThat(trip.carries(rider.value())).isTrue();
        assertThat(trip.carries(stranger)).isFalse();
        assertThat(trip.carries(trip.driver().value())).isFalse();
        assertThat(trip.partOf(rider).orElseThrow().rider()).isEqualTo(rider);
    }

    @Test
    void the_driven_length_is_all_that_is_added_at_the_end() {
        Trip done = after(trip, EN_ROUTE, ARRIVED, IN_PROGRESS, COMPLETED);

        assertThat(done.distanceMeters()).isNull();
        assertThat(done.drivenOver(1234).distanceMeters()).isEqualTo(1234);
        assertThat(done.drivenOver(1234).version()).isEqualTo(done.version());
    }

    @Test
    void a_repeated_request_is_known_by_everything_it_asks_for() {
        var step = new TripStep(EN_ROUTE, SERVICE, YABA, NOON, "why", "key-1");
        TripTransition entry = trip.transition(step, NOON);

        assertThat(entry.answers(step)).isTrue();
        assertThat(entry.answers(new TripStep(CANCELLED, SERVICE, YABA, NOON, "why", "key-1")))
                .isFalse();
        assertThat(entry.answers(new TripStep(EN_ROUTE, SERVICE, null, NOON, "why", "key-1")))
                .isFalse();
        assertThat(entry.answers(new TripStep(EN_ROUTE, SERVICE, YABA, null, "why", "key-1")))
                .isFalse();
        assertThat(entry.answers(new TripStep(EN_ROUTE, SERVICE, YABA, NOON, null, "key-1")))
                .isFalse();
    }
}
