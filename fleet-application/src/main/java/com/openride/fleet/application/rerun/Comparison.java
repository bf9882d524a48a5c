package com.openride.fleet.application.rerun;

import com.openride.fleet.application.monitor.Arriving;
import com.openride.fleet.application.rerun.Compared.Outcome;
import com.openride.fleet.domain.alert.Alert;
import com.openride.fleet.domain.monitor.Finding;
import com.openride.fleet.domain.trip.TripTransition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds for each thing that is found now the alert that was raised then: of the same kind, from the same moment or else at
 * least at the same time, since other thresholds make the same thing begin at another moment.
 */
final class Comparison {

    private static final Comparator<Compared> IN_ORDER =
            Comparator.comparing(Compared::since).thenComparing(Compared::kind).thenComparing(Compared::outcome);

    private final List<TripTransition> journal;
    private final List<Alert> then;
    private final List<Found> now = new ArrayList<>();
    private final List<Compared> compared = new ArrayList<>();

    private Comparison(List<TripTransition> journal, List<Alert> then) {
        this.journal = journal;
        this.then = new ArrayList<>(then);
        this.then.sort(
                Comparator.comparing((Alert alert) -> alert.report().at()).thenComparing(Alert::number));
    }

    /** Something that was found now. */
    private record Found(Finding begun, Span span) {}

    /**
     * Compares.
     *
     * @param findings what was found now, in order
     * @param journal the trip's, which tells what was taken as a step
     * @param then what was raised then by detectors
     */
    static List<Compared> of(List<Finding> findings, List<TripTransition> journal, List<Alert> then) {
        var comparison = new Comparison(journal, then);
        findings.stream().filter(finding -> !finding.over()).forEach(begun -> comparison.add(begun, findings));
        comparison.match((found, raised) -> found.since().equals(raised.since()));
        comparison.match(Span::overlaps);
        comparison.rest();
        return comparison.compared.stream().sorted(IN_ORDER).toList();
    }

    /** What begins while another of its kind goes on is not raised live either. */
    private void add(Finding begun, List<Finding> findings) {
        Finding over = findings.stream()
                .filter(finding -> finding.over()
                        && finding.kind() == begun.kind()
                        && finding.since().equals(begun.since()))
                .findFirst()
                .orElse(null);
        var span = over == null
                ? new Span(begun.since(), null, begun.figures())
                : new Span(begun.since(), over.at(), over.figures());
        boolean goesOn =
                now.stream().anyMatch(found -> found.begun.kind() == begun.kind() && found.span.goesOnAt(begun.at()));
        if (!goesOn) {
            now.add(new Found(begun, span));
        }
    }

    private void match(BiPredicate<Span, Span> same) {
        for (Found found : List.copyOf(now)) {
            Alert raised = then.stream()
                    .filter(alert -> alert.kind() == found.begun.kind() && same.test(found.span, Span.of(alert)))
                    .findFirst()
                    .orElse(null);
            if (raised != null) {
                now.remove(found);
                then.remove(raised);
                compared.add(new Compared(Outcome.BOTH, raised.kind(), found.span, Span.of(raised)));
            }
        }
    }

    private void rest() {
        for (Found found : now) {
            Outcome outcome = isStep(found) ? Outcome.STEP : Outcome.ONLY_NOW;
            compared.add(new Compared(outcome, found.begun.kind(), found.span, null));
        }
        for (Alert alert : then) {
            compared.add(new Compared(withdrawn(alert), alert.kind(), null, Span.of(alert)));
        }
    }

    private boolean isStep(Found found) {
        return found.begun
                .proposal()
                .filter(to -> journal.stream()
                        .anyMatch(entry ->
                                entry.to() == to && entry.by().subject().equals(Arriving.OURSELVES)))
                .isPresent();
    }

    private static Outcome withdrawn(Alert alert) {
        @Nullable Double figure = alert.report().details().figures().get("withdrawn");
        return figure == null ? Outcome.ONLY_THEN : Outcome.WITHDRAWN;
    }
}
