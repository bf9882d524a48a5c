package com.openride.fleet.domain.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openride.fleet.domain.limit.Gcra.Admitted;
import com.openride.fleet.domain.limit.Gcra.Decision;
import com.openride.fleet.domain.limit.Gcra.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GcraTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Gcra GCRA = Gcra.of(INTERVAL);

    @Test
    void the_tolerance_is_a_fifth_of_the_interval() {
        assertThat(GCRA).isEqualTo(new Gcra(INTERVAL, Duration.ofSeconds(1)));
    }

    @Test
    void the_first_event_passes_and_the_next_is_due_an_interval_later() {
        assertThat(GCRA.decide(null, NOON)).isEqualTo(new Admitted(NOON.plus(INTERVAL)));
    }

    @Test
    void an_event_may_come_as_early_as_the_tolerance_and_no_earlier() {
        Instant due = NOON.plusSeconds(5);

        assertThat(GCRA.decide(due, NOON.plusMillis(3999))).isEqualTo(new Refused(Duration.ofMillis(1)));
        assertThat(GCRA.decide(due, NOON.plusMillis(4000))).isEqualTo(new Admitted(NOON.plusSeconds(10)));
    }

    @Test
    void an_early_event_does_not_bring_the_next_one_forward() {
        assertThat(GCRA.decide(NOON.plusSeconds(5), NOON.plusSeconds(4))).isEqualTo(new Admitted(NOON.plusSeconds(10)));
    }

    @Test
    void a_pause_is_not_saved_up() {
        assertThat(GCRA.decide(NOON, NOON.plusSeconds(3600))).isEqualTo(new Admitted(NOON.plusSeconds(3605)));
    }

    @Test
    void refusals_do_not_push_the_next_admission_back() {
        var sender = new Sender(GCRA);
        sender.send(NOON);
        for (int i = 1; i < 40; i++) {
            assertThat(sender.send(NOON.plusMillis(100L * i))).isFalse();
        }

        assertThat(sender.send(NOON.plusMillis(4000))).isTrue();
    }

    @Test
    void whoever_waits_as_long_as_told_is_admitted() {
        Instant now = NOON.plusMillis(1234);

        Duration wait = ((Refused) GCRA.decide(NOON.plusSeconds(5), now)).retryAfter();

        assertThat(wait).isPositive();
        assertThat(GCRA.decide(NOON.plusSeconds(5), now.plus(wait))).isInstanceOf(Admitted.class);
        assertThat(GCRA.decide(NOON.plusSeconds(5), now.plus(wait).minusNanos(1)))
                .isInstanceOf(Refused.class);
    }

    @Test
    void refuses_to_exist_without_an_interval_or_with_a_negative_tolerance() {
        assertThatThrownBy(() -> Gcra.of(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Gcra.of(Duration.ofSeconds(-1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Gcra(INTERVAL, Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void over_any_stretch_no_more_pass_than_one_per_interval_and_one_for_the_tolerance(
            @ForAll @Size(min = 1, max = 200) List<@IntRange(min = 0, max = 9000) Integer> pauses) {
        List<Instant> passed = passed(pauses);

        for (int first = 0; first < passed.size(); first++) {
            for (int last = first + 1; last < passed.size(); last++) {
                Duration least = INTERVAL.multipliedBy(last - first).minus(GCRA.tolerance());
                assertThat(Duration.between(passed.get(first), passed.get(last)))
                        .isGreaterThanOrEqualTo(least);
            }
        }
    }

    @Property
    void a_sender_that_keeps_the_interval_is_never_refused_for_jitter_within_the_tolerance(
            @ForAll @Size(min = 2, max = 200) List<@IntRange(min = 0, max = 1000) Integer> jitters) {
        var sender = new Sender(GCRA);

        for (int i = 0; i < jitters.size(); i++) {
            Instant sent = NOON.plus(INTERVAL.multipliedBy(i));
            assertThat(sender.send(sent.plusMillis(jitters.get(i)))).isTrue();
        }
    }

    private static List<Instant> passed(List<Integer> pausesMillis) {
        var sender = new Sender(GCRA);
        List<Instant> passed = new ArrayList<>();
        Instant now = NOON;
        for (int pause : pausesMillis) {
            now = now.plusMillis(pause);
            if (sender.send(now)) {
                passed.add(now);
            }
        }
        return passed;
    }

    /** Keeps what the last admission said, as every throttle does. */
    private static final class Sender {

        private final Gcra gcra;
        private @Nullable Instant due;

        private Sender(Gcra gcra) {
            this.gcra = gcra;
        }

        private boolean send(Instant now) {
            Decision decision = gcra.decide(due, now);
            if (decision instanceof Admitted admitted) {
                due = admitted.due();
                return true;
            }
            return false;
        }
    }
}
