package com.openride.fleet.bootstrap.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openride.fleet.bootstrap.client.Json;
import com.openride.fleet.bootstrap.simulate.Tally.Count;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class TripWatchTest {

    private static final UUID TRIP = new UUID(0, 1);

    private final Tally tally = new Tally();
    private final TripWatch watch = new TripWatch(TRIP, update(1, "PENDING"), tally);

    @Test
    void steps_in_order_lose_nothing() {
        watch.heard(update(1, "PENDING"));
        watch.heard(step(2, "EN_ROUTE"));
        watch.heard(update(2, "EN_ROUTE"));
        watch.heard(step(3, "ARRIVED"));

        assertThat(tally.of(Count.TRIP_STEPS_HEARD)).isEqualTo(2);
        assertThat(tally.exitStatus()).isZero();
        assertThat(watch.isUnderWay()).isTrue();
    }

    @Test
    void a_version_that_is_left_out_is_missed() {
        watch.heard(step(4, "IN_PROGRESS"));

        assertThat(tally.of(Count.TRIP_UPDATES_MISSED)).isEqualTo(2);
        assertThat(tally.exitStatus()).isEqualTo(1);
    }

    @Test
    void a_step_told_again_is_duplicated() {
        watch.heard(update(1, "PENDING"));
        watch.heard(step(2, "EN_ROUTE"));
        watch.heard(step(2, "EN_ROUTE"));

        assertThat(tally.of(Count.TRIP_UPDATES_DUPLICATED)).isEqualTo(1);
    }

    @Test
    void an_older_step_is_out_of_order() {
        watch.heard(step(2, "EN_ROUTE"));
        watch.heard(update(1, "PENDING"));

        assertThat(tally.of(Count.TRIP_UPDATES_OUT_OF_ORDER)).isEqualTo(1);
    }

    @Test
    void an_end_that_is_not_heard_in_time_is_missed_once() {
        watch.expect(2, 0);
        watch.settle(TimeUnit.SECONDS.toNanos(4));
        assertThat(tally.exitStatus()).isZero();

        watch.settle(TimeUnit.SECONDS.toNanos(6));
        watch.settle(TimeUnit.SECONDS.toNanos(7));
        watch.conclude();

        assertThat(tally.of(Count.TRIP_UPDATES_MISSED)).isEqualTo(1);
    }

    @Test
    void another_trip_is_none_of_its_business() {
        watch.heard(step(9, "COMPLETED").put("tripId", new UUID(0, 2).toString()));

        assertThat(tally.of(Count.TRIP_STEPS_HEARD)).isZero();
    }

    private static ObjectNode step(long version, String status) {
        return update(version, status).put("previousStatus", "PENDING");
    }

    private static ObjectNode update(long version, String status) {
        return Json.object()
                .put("tripId", TRIP.toString())
                .put("version", version)
                .put("status", status);
    }

    /** Keeps the type of a snapshot in view. */
    @Test
    void begins_with_the_snapshot() {
        JsonNode snapshot = update(3, "ARRIVED");

        assertThat(new TripWatch(TRIP, snapshot, tally).isUnderWay()).isTrue();
    }
}
