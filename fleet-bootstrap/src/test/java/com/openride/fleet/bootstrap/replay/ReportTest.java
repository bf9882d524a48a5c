package com.openride.fleet.bootstrap.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ReportTest {

    private static final Trace TRACE = new Trace(List.of(), Map.of());

    @Test
    void accepted_duplicate_and_refused_rows_are_no_loss() {
        assertThat(report(new Ledger.Figures(10, 7, 2, 1, 0, 3), List.of()).exitStatus())
                .isZero();
    }

    @Test
    void a_row_that_was_never_answered_is_a_loss() {
        assertThat(report(new Ledger.Figures(10, 9, 0, 0, 1, 0), List.of()).exitStatus())
                .isEqualTo(1);
    }

    @Test
    void a_row_that_is_not_accounted_for_is_a_loss() {
        assertThat(report(new Ledger.Figures(10, 9, 0, 0, 0, 0), List.of()).exitStatus())
                .isEqualTo(1);
    }

    @Test
    void a_row_that_is_shown_otherwise_is_a_loss() {
        assertThat(report(new Ledger.Figures(1, 1, 0, 0, 0, 0), List.of("line 2 is missing"))
                        .exitStatus())
                .isEqualTo(1);
    }

    @Test
    void a_decision_that_the_limit_does_not_explain_is_a_loss() {
        var figures = new Ledger.Figures(1, 1, 0, 0, 0, 0);
        var verdicts = Map.of("bus-1", new LimitAudit.Verdict(1, 0, 1, 1));

        assertThat(new Report(TRACE, figures, List.of(), Map.of(), verdicts).exitStatus())
                .isEqualTo(1);
    }

    @Test
    void names_the_first_twenty_lines_of_each_reason() {
        List<Integer> lines = IntStream.rangeClosed(2, 30).boxed().toList();
        var report = new Report(
                TRACE, new Ledger.Figures(29, 0, 0, 29, 0, 0), List.of(), Map.of("INVALID_PAYLOAD", lines), Map.of());

        assertThat(report.lines())
                .contains("refused INVALID_PAYLOAD: 29, lines 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 ...");
    }

    private static Report report(Ledger.Figures figures, List<String> differences) {
        return new Report(TRACE, figures, differences, Map.of(), Map.of());
    }
}
