package com.openride.fleet.bootstrap.rerun;

import com.openride.fleet.application.rerun.Compared;
import com.openride.fleet.application.rerun.Compared.Outcome;
import com.openride.fleet.application.rerun.Rerun;
import com.openride.fleet.application.rerun.Span;
import com.openride.fleet.domain.trip.EtaScore;
import com.openride.fleet.domain.trip.Horizon;
import com.openride.fleet.domain.trip.Trip;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reruns as tables for people. */
public final class RerunTable implements RerunReport {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String ROW = "  %-14s  %-16s  %-23s  %-23s  %s";
    private static final String ETA_ROW = "  %-14s  %-16s  %-16s  %-16s";
    private static final double PERCENT = 100;

    private final PrintWriter out;
    private final Totals totals = new Totals();

    /** Tells there. */
    public RerunTable(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void tell(Rerun rerun) {
        totals.add(rerun);
        Trip trip = rerun.trip();
        line("Trip %s of driver %s, %s", trip.id(), trip.driver(), trip.status());
        line(
                "  %s, up to %s, %d fixes (times are UTC)",
                trip.stamps().startedAt() == null ? "not set out" : "set out " + TIME.format(trip.beginsAt()),
                TIME.format(rerun.until()),
                rerun.fixes());
        if (rerun.fixes() == 0 && trip.stamps().startedAt() != null) {
            line("  No fix of it is stored: either none came, or they were older than MAX_LOCATION_HISTORY_DAYS.");
        }
        alerts(rerun);
        score(rerun.score());
        line("");
    }

    @Override
    public void end() {
        line("%d %s", totals.trips(), totals.trips() == 1 ? "trip" : "trips");
        for (Outcome outcome : Outcome.values()) {
            line("  %-14s  %d", outcome.words(), totals.of(outcome));
        }
        if (totals.trips() > 1) {
            score(totals.score());
        }
        out.flush();
    }

    private void alerts(Rerun rerun) {
        if (rerun.alerts().isEmpty()) {
            line("  No alert, then or now.");
            return;
        }
        line(ROW, "", "alert", "begin", "end", "figures");
        for (Compared compared : rerun.alerts()) {
            Span shown = Objects.requireNonNull(compared.now() == null ? compared.then() : compared.now());
            row(compared.outcome().words(), compared.kind().name(), shown);
            if (compared.hasMoved()) {
                row("  but then", "", Objects.requireNonNull(compared.then()));
            }
        }
    }

    private void row(String outcome, String kind, Span span) {
        line(ROW, outcome, kind, TIME.format(span.since()), end(span.end()), figures(span.figures()));
    }

    private static String end(@Nullable Instant end) {
        return end == null ? "goes on" : TIME.format(end);
    }

    private static String figures(Map<String, Double> figures) {
        return figures.entrySet().stream()
                .map(figure -> figure.getKey() + "=" + figure.getValue())
                .collect(Collectors.joining(" "));
    }

    private void score(EtaScore score) {
        if (score.horizons().isEmpty()) {
            line("  No estimate that could be judged.");
            return;
        }
        etaRow("ETA", horizon -> horizon.minutes() + " min");
        etaRow("estimates", horizon -> of(score, horizon, errors -> Long.toString(errors.estimates())));
        etaRow("mean error", horizon -> of(score, horizon, errors -> text("%.1f s", errors.meanSeconds())));
        etaRow("of time left", horizon -> of(score, horizon, errors -> text("%.1f %%", PERCENT * errors.meanShare())));
    }

    private void etaRow(String title, Function<Horizon, String> cell) {
        line(
                ETA_ROW,
                Stream.concat(Stream.of(title), Stream.of(Horizon.values()).map(cell))
                        .toArray());
    }

    private static String of(EtaScore score, Horizon horizon, Function<EtaScore.Errors, String> text) {
        EtaScore.Errors errors = score.horizons().get(horizon);
        return errors == null ? "-" : text.apply(errors);
    }

    private void line(String format, Object... values) {
        out.println(text(format, values).stripTrailing());
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
