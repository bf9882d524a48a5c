package com.openride.fleet.domain.trip;

import static com.openride.fleet.domain.trip.TripStatus.ARRIVED;
import static com.openride.fleet.domain.trip.TripStatus.CANCELLED;
import static com.openride.fleet.domain.trip.TripStatus.COMPLETED;
import static com.openride.fleet.domain.trip.TripStatus.EN_ROUTE;
import static com.openride.fleet.domain.trip.TripStatus.IN_PROGRESS;
import static com.openride.fleet.domain.trip.TripStatus.PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TripStatusTest {

    /** The life cycle as the wire contract has it; whatever is not here does not exist. */
    private static final Map<TripStatus, Set<TripStatus>> LIFE_CYCLE = Map.of(
            PENDING, Set.of(EN_ROUTE, CANCELLED),
            EN_ROUTE, Set.of(ARRIVED, CANCELLED),
            ARRIVED, Set.of(IN_PROGRESS, CANCELLED),
            IN_PROGRESS, Set.of(COMPLETED, CANCELLED),
            COMPLETED, Set.of(),
            CANCELLED, Set.of());

    @Test
    void every_pair_of_states_is_a_step_exactly_if_the_contract_says_so() { // TRIP-04
        for (TripStatus from : TripStatus.values()) {
            assertThat(Stream.of(TripStatus.values()).filter(from::canBecome).collect(Collectors.toSet()))
                    .as("from %s", from)
                    .isEqualTo(LIFE_CYCLE.get(from));
        }
    }

    @Test
    void a_trip_is_over_when_no_step_is_left() {
        assertThat(TripStatus.values())
                .allSatisfy(
                        status -> assertThat(status.isOver()).isEqualTo(Set.of().equals(LIFE_CYCLE.get(status))));
    }

    @Test
    void a_trip_is_under_way_from_setting_out_to_its_end() {
        assertThat(Stream.of(TripStatus.values()).filter(TripStatus::isUnderWay))
                .containsExactly(EN_ROUTE, ARRIVED, IN_PROGRESS);
    }
}
