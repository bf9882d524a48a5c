package com.openride.fleet.domain.trip;

import static com.openride.fleet.domain.trip.TestPlans.IKEJA;
import static com.openride.fleet.domain.trip.TestPlans.NOON;
import static com.openride.fleet.domain.trip.TestPlans.SERVICE;
import static com.openride.fleet.domain.trip.TestPlans.YABA;
import static com.openride.fleet.domain.trip.TestPlans.plan;
import static com.openride.fleet.domain.trip.TestPlans.rider;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openride.fleet.domain.fault.InvalidValue;
import com.openride.fleet.domain.rider.RiderId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What may be planned, and what may be said with a step. */
class TripPlanTest {

    @Test
    void a_plan_has_1_to_20_riders_each_once() {
        RiderId twice = rider();

        assertThat(plan(riders(20)).riders()).hasSize(20);
        assertField("riders", () -> plan());
        assertField("riders", () -> plan(riders(21)));
        assertField("riders", () -> plan(twice, rider(), twice));
    }

    @Test
    void a_plan_has_at_most_100_stops() {
        var part = new RiderPart(rider(), null, IKEJA, YABA);
        var stop = new Stop(IKEJA, null, null);

        assertThat(plan(Collections.nCopies(100, stop), part).stops()).hasSize(100);
        assertField("stops", () -> plan(Collections.nCopies(101, stop), part));
    }

    @Test
    void a_plan_never_changes() {
        List<RiderPart> parts = new ArrayList<>(List.of(new RiderPart(rider(), null, IKEJA, YABA)));
        var plan = new TripPlan(parts, IKEJA, YABA, List.of(), null, null);
        parts.clear();

        assertThat(plan.riders()).hasSize(1);
    }

    @Test
    void a_plan_is_the_same_after_a_store_has_kept_its_times() { // stores keep microseconds, the wire milliseconds
        var parts = List.of(new RiderPart(rider(), null, IKEJA, YABA));
        var nanos = new TripPlan(parts, IKEJA, YABA, List.of(), null, NOON.plusNanos(123_456_789));

        assertThat(nanos.scheduledTime()).isEqualTo(NOON.plusMillis(123));
        assertThat(new TripStep(TripStatus.EN_ROUTE, SERVICE, null, NOON.plusNanos(1_999_999), null, null).eta())
                .isEqualTo(NOON.plusMillis(1));
    }

    @Test
    void a_stop_has_a_short_name_and_no_time_before_the_start() {
        assertThatCode(() -> new Stop(IKEJA, "x".repeat(100), Duration.ZERO)).doesNotThrowAnyException();
        assertField("stops", () -> new Stop(IKEJA, "x".repeat(101), null));
        assertField("stops", () -> new Stop(IKEJA, null, Duration.ofMillis(-1)));
    }

    @Test
    void a_reason_is_plain_text_of_at_most_256_characters() { // TRIP-09
        assertThatCode(() -> reason("x".repeat(256))).doesNotThrowAnyException();
        assertThatCode(() -> reason("Ọkọ̀ kò sí – no car \ud83d\ude97")).doesNotThrowAnyException();
        assertThatCode(() -> reason("")).doesNotThrowAnyException();
        assertField("reason", () -> reason("x".repeat(257)));
        Stream.of("line\nbreak", "tab\t", "\u0000", "\u007f", "\u202egnp", "\ud83d alone")
                .forEach(text -> assertField("reason", () -> reason(text)));
    }

    @Test
    void a_key_is_1_to_255_visible_ascii_characters() { // TRIP-05
        assertThatCode(() -> key("!~" + "k".repeat(253))).doesNotThrowAnyException();
        Stream.of("", "k".repeat(256), "a b", "a\u007f", "k\u00e9y", "\n")
                .forEach(text -> assertField("Idempotency-Key", () -> key(text)));
    }

    private static RiderId[] riders(int count) {
        return Stream.generate(TestPlans::rider).limit(count).toArray(RiderId[]::new);
    }

    private static TripStep reason(String text) {
        return new TripStep(TripStatus.CANCELLED, SERVICE, null, null, text, null);
    }

    private static TripStep key(@Nullable String text) {
        return new TripStep(TripStatus.CANCELLED, SERVICE, null, null, null, text);
    }

    private static void assertField(String field, ThrowingCallable making) {
        assertThatThrownBy(making)
                .isInstanceOfSatisfying(
                        InvalidValue.class, fault -> assertThat(fault.field()).isEqualTo(field));
    }
}
