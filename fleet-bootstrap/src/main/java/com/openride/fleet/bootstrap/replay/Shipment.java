package com.openride.fleet.bootstrap.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openride.fleet.bootstrap.client.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row and when it is sent.
 *
 * @param row what
 * @param timestamp what its fix says, in milliseconds after the start
 * @param due when it leaves, in milliseconds after the start: in the file's order, and never before its own time
 */
record Shipment(TraceRow row, long timestamp, long due) {

    /** A vehicle's rows, in the file's order. */
    static List<Shipment> plan(List<TraceRow> rows, double speed, Duration maxGap) {
        var map = new TimeMap(rows.stream().map(TraceRow::at).toList(), speed, maxGap);
        List<Shipment> plan = new ArrayList<>();
        long due = 0;
        for (TraceRow row : rows) {
            long timestamp = map.offset(row.at());
            due = Math.max(due, timestamp);
            plan.add(new Shipment(row, timestamp, due));
        }
        return List.copyOf(plan);
    }

    /** The fix as a phone would send it. */
    ObjectNode fix(Instant start) {
        ObjectNode fix = Json.object()
                .put("latitude", row.latitude())
                .put("longitude", row.longitude())
                .put("timestamp", start.toEpochMilli() + timestamp);
        putIfKnown(fix, "speed", row.speed());
        putIfKnown(fix, "bearing", row.bearing());
        putIfKnown(fix, "accuracy", row.accuracy());
        return fix;
    }

    private static void putIfKnown(ObjectNode fix, String name, @Nullable BigDecimal value) {
        if (value != null) {
            fix.put(name, value);
        }
    }
}
