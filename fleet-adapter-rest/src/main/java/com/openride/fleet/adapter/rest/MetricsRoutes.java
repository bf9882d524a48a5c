package com.openride.fleet.adapter.rest;

import com.openride.fleet.adapter.rest.Route.Answer;
import com.openride.fleet.application.port.in.ReadMetrics;
import java.util.List;

/** What Prometheus scrapes. */
final class MetricsRoutes {

    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final ReadMetrics metrics;

    MetricsRoutes(ReadMetrics metrics) {
        this.metrics = metrics;
    }

    List<Route> all() {
        Answer answer = new Answer(200, "Every series, in the text format of Prometheus.", List.of("text/plain"), "");
        return List.of(Route.get("/metrics", "Tells what has been measured.", List.of(), answer, this::read)
                .forAnyone());
    }

    private void read(Call call) {
        call.context().contentType(TEXT).result(metrics.text());
    }
}
