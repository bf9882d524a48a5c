package com.openride.fleet.bootstrap.rerun;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openride.fleet.application.rerun.Compared;
import com.openride.fleet.application.rerun.Compared.Outcome;
import com.openride.fleet.application.rerun.Rerun;
import com.openride.fleet.application.rerun.Span;
import com.openride.fleet.bootstrap.client.Json;
import com.openride.fleet.domain.trip.EtaScore;
import com.openride.fleet.domain.trip.Horizon;
import com.openride.fleet.domain.trip.Trip;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reruns as lines of JSON: one for each trip, and one for what they come to. */
public final class RerunJson implements RerunReport {

    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);
    private static final double PERCENT = 100;
    private static final double TENTHS = 10;

    private final PrintWriter out;
    private final Totals totals = new Totals();

    /** Tells there. */
    public RerunJson(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void tell(Rerun rerun) {
        totals.add(rerun);
        Trip trip = rerun.trip();
        ObjectNode line = Json.object()
                .put("tripId", trip.id().toString())
                .put("driverId", trip.driver().toString())
                .put("status", trip.status().name())
                .put("startedAt", time(trip.stamps().startedAt()))
                .put("until", time(rerun.until()))
                .put("fixes", rerun.fixes());
        ArrayNode alerts = line.putArray("alerts");
        rerun.alerts().forEach(compared -> alerts.add(alert(compared)));
        line.set("etaScore", score(rerun.score()));
        out.println(line);
    }

    @Override
    public void end() {
        ObjectNode line = Json.object().put("trips", totals.trips());
        ObjectNode outcomes = line.putObject("outcomes");
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(outcome.name(), totals.of(outcome));
        }
        line.set("etaScore", score(totals.score()));
        out.println(line);
        out.flush();
    }

    private static ObjectNode alert(Compared compared) {
        ObjectNode alert = Json.object()
                .put("outcome", compared.outcome().name())
                .put("kind", compared.kind().name());
        alert.set("now", span(compared.now()));
        alert.set("then", span(compared.then()));
        return alert;
    }

    private static @Nullable ObjectNode span(@Nullable Span span) {
        if (span == null) {
            return null;
        }
        ObjectNode fields = Json.object().put("begin", time(span.since())).put("end", time(span.end()));
        ObjectNode figures = fields.putObject("figures");
        span.figures().forEach(figures::put);
        return fields;
    }

    private static ArrayNode score(EtaScore score) {
        ArrayNode horizons = Json.array();
        for (Horizon horizon : Horizon.values()) {
            EtaScore.Errors errors = score.horizons().get(horizon);
            if (errors != null) {
                horizons.addObject()
                        .put("horizonMinutes", horizon.minutes())
                        .put("estimates", errors.estimates())
                        .put("meanErrorSeconds", tenths(errors.meanSeconds()))
                        .put("meanErrorPercent", tenths(PERCENT * errors.meanShare()));
            }
        }
        return horizons;
    }

    private static double tenths(double value) {
        return Math.round(value * TENTHS) / TENTHS;
    }

    private static @Nullable String time(@Nullable Instant instant) {
        return instant == null ? null : TIME.format(instant);
    }
}
