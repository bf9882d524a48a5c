package com.openride.fleet.bootstrap.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads traces: comma-separated, with a header that names the columns in any order, and no quoting. */
final class TraceReader {

    private static final List<String> REQUIRED = List.of("vehicle_id", "recorded_at", "latitude", "longitude");

    private final List<String> columns;

    private TraceReader(List<String> columns) {
        this.columns = columns;
    }

    /**
     * Reads a whole file.
     *
     * @throws IOException when it cannot be read
     * @throws IllegalArgumentException naming the column that the header lacks
     */
    static Trace read(Path file) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return read(lines);
        }
    }

    static Trace read(BufferedReader lines) throws IOException {
        String header = lines.readLine();
        var reader = new TraceReader(header == null ? List.of() : fields(header.replace("\uFEFF", "")));
        reader.requireColumns();
        List<TraceRow> rows = new ArrayList<>();
        Map<Integer, String> unreadable = new TreeMap<>();
        int number = 1;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isBlank()) {
                reader.row(number, fields(line), rows, unreadable);
            }
        }
        return new Trace(rows, unreadable);
    }

    private void requireColumns() {
        for (String name : REQUIRED) {
            if (!columns.contains(name)) {
                throw new IllegalArgumentException("the header has no column " + name);
            }
        }
    }

    private void row(int number, List<String> fields, List<TraceRow> rows, Map<Integer, String> unreadable) {
        try {
            rows.add(new TraceRow(
                    number,
                    required(fields, "vehicle_id"),
                    Instant.parse(required(fields, "recorded_at")),
                    new BigDecimal(required(fields, "latitude")),
                    new BigDecimal(required(fields, "longitude")),
                    number(fields, "speed_kmh"),
                    number(fields, "bearing_deg"),
                    number(fields, "accuracy_m")));
        } catch (DateTimeException | IllegalArgumentException e) {
            unreadable.put(number, "UNREADABLE/" + e.getClass().getSimpleName());
        }
    }

    private String required(List<String> fields, String column) {
        String text = text(fields, column);
        if (text.isEmpty()) {
            throw new IllegalArgumentException(column);
        }
        return text;
    }

    private @Nullable BigDecimal number(List<String> fields, String column) {
        String text = text(fields, column);
        return text.isEmpty() ? null : new BigDecimal(text);
    }

    private String text(List<String> fields, String column) {
        int place = columns.indexOf(column);
        return place < 0 || place >= fields.size() ? "" : fields.get(place);
    }

    private static List<String> fields(String line) {
        return List.of(line.split(",", -1)).stream().map(String::strip).toList();
    }
}
