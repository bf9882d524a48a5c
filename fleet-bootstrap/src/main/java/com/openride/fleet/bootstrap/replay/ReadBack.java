package com.openride.fleet.bootstrap.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.bootstrap.client.RestClient;
import com.openride.fleet.bootstrap.client.RestClient.Response;
import com.openride.fleet.domain.geo.GeoPoint;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Compares what the service shows of a vehicle with what it said it took. */
final class ReadBack {

    /** A measurement is kept with seven digits. */
    private static final double MOST_ROUNDED = 0.001;

    private static final int PAGE = 1000;
    private static final long PATIENCE_SECONDS = 60;

    private final RestClient rest;
    private final Instant start;

    ReadBack(RestClient rest, Instant start) {
        this.rest = rest;
        this.start = start;
    }

    /**
     * The differences, in words; empty when both agree.
     *
     * @param expected what was taken, by milliseconds after the start
     * @throws IllegalStateException when the service does not show it
     */
    List<String> differences(UUID driver, Map<Long, TraceRow> expected) {
        if (expected.isEmpty()) {
            return List.of();
        }
        Map<Long, TraceRow> missing = new TreeMap<>(expected);
        List<String> differences = new ArrayList<>();
        String range = "/v1/drivers/" + driver + "/locations?limit=" + PAGE + "&from=" + start + "&to="
                + start.plusMillis(new TreeMap<>(expected).lastKey() + 1);
        String cursor = null;
        do {
            JsonNode page = page(cursor == null ? range : range + "&cursor=" + cursor);
            page.path("locations").forEach(location -> compare(location, missing, differences));
            cursor = cursor(page);
        } while (cursor != null);
        missing.values().forEach(row -> differences.add("line " + row.line() + " is missing"));
        return differences;
    }

    private void compare(JsonNode location, Map<Long, TraceRow> missing, List<String> differences) {
        Instant at = Instant.parse(location.path("timestamp").asText());
        TraceRow row = missing.remove(at.toEpochMilli() - start.toEpochMilli());
        if (row == null) {
            differences.add(at + " is shown twice or was never sent");
            return;
        }
        differences.addAll(differences(row, location));
    }

    /** How a location that the service shows differs from the row, in words; what the row does not know may be anything. */
    static List<String> differences(TraceRow row, JsonNode location) {
        List<String> differences = new ArrayList<>();
        var sent = new GeoPoint(row.latitude().doubleValue(), row.longitude().doubleValue());
        var shown = new GeoPoint(
                location.path("latitude").asDouble(), location.path("longitude").asDouble());
        if (!sent.equals(shown)) {
            differences.add("line " + row.line() + " is shown at " + shown);
        }
        compare(row, "speed", row.speed(), location, differences);
        compare(row, "bearing", row.bearing(), location, differences);
        compare(row, "accuracy", row.accuracy(), location, differences);
        return differences;
    }

    private static void compare(
            TraceRow row, String field, @Nullable BigDecimal sent, JsonNode location, List<String> differences) {
        JsonNode shown = location.path(field);
        if (sent != null && !(Math.abs(shown.asDouble(Double.NaN) - sent.doubleValue()) <= MOST_ROUNDED)) {
            differences.add("line " + row.line() + " is shown with " + field + " " + shown);
        }
    }

    private JsonNode page(String path) {
        Response response = rest.read(path)
                .toCompletableFuture()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
        if (!response.ok()) {
            throw new IllegalStateException("the rows cannot be read back: " + response.problem());
        }
        return response.body();
    }

    private static @Nullable String cursor(JsonNode page) {
        JsonNode cursor = page.path("nextCursor");
        return cursor.isTextual() ? URLEncoder.encode(cursor.asText(), StandardCharsets.UTF_8) : null;
    }
}
