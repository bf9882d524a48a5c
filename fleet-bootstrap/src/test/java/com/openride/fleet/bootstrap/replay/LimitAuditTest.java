package com.openride.fleet.bootstrap.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.openride.fleet.bootstrap.replay.LimitAudit.Verdict;
import com.openride.fleet.domain.limit.Gcra;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

final class LimitAuditTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final LimitAudit audit = new LimitAudit(LIMIT);

    @RepeatedTest(50)
    void a_service_that_keeps_to_gcra_is_explained_whatever_the_delays(RepetitionInfo repetition) {
        var random = new SplittableRandom(repetition.getCurrentRepetition());
        Gcra gcra = Gcra.of(LIMIT);
        @Nullable Instant due = null;
        for (int second = 0; second < 300; second++) {
            Instant sent = START.plusSeconds(second).plusMillis(random.nextInt(50));
            Instant received = sent.plusMillis(random.nextInt(200));
            if (gcra.decide(due, received) instanceof Gcra.Admitted grant) {
                due = grant.due();
                audit.admitted(sent, received.plusMillis(random.nextInt(200)));
            } else {
                audit.refused(sent);
            }
        }

        Verdict verdict = audit.verdict();
        assertThat(verdict.unexplained()).isZero();
        assertThat(verdict.admitted()).isBetween(60L, 61L);
        assertThat(verdict.ideal()).isBetween(60L, 61L);
    }

    @RepeatedTest(50)
    void the_service_reads_its_clock_in_whole_milliseconds_and_answers_at_once(RepetitionInfo repetition) {
        var random = new SplittableRandom(repetition.getCurrentRepetition());
        Gcra gcra = Gcra.of(LIMIT);
        @Nullable Instant due = null;
        for (int second = 0; second < 300; second++) {
            Instant sent = START.plusSeconds(second).plusNanos(random.nextInt(2_000_000));
            Instant received = sent.plusNanos(random.nextInt(100_000));
            if (gcra.decide(due, received.truncatedTo(ChronoUnit.MILLIS)) instanceof Gcra.Admitted grant) {
                due = grant.due();
                audit.admitted(sent, received.plusNanos(random.nextInt(100_000)));
            } else {
                audit.refused(sent);
            }
        }

        assertThat(audit.verdict().unexplained()).isZero();
    }

    @Test
    void refusing_a_six_second_sender_is_not_explained() {
        audit.admitted(START, START.plusMillis(3));
        audit.refused(START.plusSeconds(6));

        assertThat(audit.verdict().unexplained()).isEqualTo(1);
    }

    @Test
    void admitting_twice_within_the_interval_is_not_explained() {
        audit.admitted(START, START.plusMillis(3));
        audit.admitted(START.plusSeconds(2), START.plusMillis(2003));

        assertThat(audit.verdict().unexplained()).isEqualTo(1);
    }
}
