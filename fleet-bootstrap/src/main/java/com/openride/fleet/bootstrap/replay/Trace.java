package com.openride.fleet.bootstrap.replay;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a file holds.
 *
 * @param rows what could be read, in the file's order
 * @param unreadable the lines that could not, by number, with the reason
 */
record Trace(List<TraceRow> rows, Map<Integer, String> unreadable) {

    /** The rows of each vehicle, in the file's order. */
    Map<String, List<TraceRow>> byVehicle() {
        return rows.stream().collect(Collectors.groupingBy(TraceRow::vehicle, LinkedHashMap::new, Collectors.toList()));
    }
}
