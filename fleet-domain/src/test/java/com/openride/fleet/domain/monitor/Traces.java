package com.openride.fleet.domain.monitor;

import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.geo.Accuracy;
import com.openride.fleet.domain.geo.GeoPoint;
import com.openride.fleet.domain.geo.Speed;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.location.LocationFix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Recorded drives, which lie beside the project and are never copied into it. */
public final class Traces {

    private static final DriverId ANYBODY = new DriverId(new UUID(0, 9));
    private static final Duration NEW_RUN_AFTER = Duration.ofMinutes(10);
    private static final int LEAST_FIXES = 10;
    private static final Duration LEAST_TIME = Duration.ofMinutes(3);
    private static final double LEAST_METERS = 500;

    private Traces() {}

    /**
     * One recorded run.
     *
     * @param file which file it is from
     * @param name its vehicle and trip
     * @param fixes in the order in which they were recorded, each time once
     */
    public record Run(String file, String name, List<DriverLocation> fixes) {

        public Instant begin() {
            return fixes.get(0).fix().recordedAt();
        }

        public Instant end() {
            return fixes.get(fixes.size() - 1).fix().recordedAt();
        }

        public GeoPoint first() {
            return fixes.get(0).fix().point();
        }

        public GeoPoint last() {
            return fixes.get(fixes.size() - 1).fix().point();
        }

        /** The driven line, a point at most every so many metres. */
        public List<GeoPoint> line(double meters) {
            List<GeoPoint> line = new ArrayList<>(List.of(first()));
            for (DriverLocation fix : fixes) {
                if (line.get(line.size() - 1).metersTo(fix.fix().point()) >= meters) {
                    line.add(fix.fix().point());
                }
            }
            line.add(last());
            return line.size() <= 10_000 ? line : line(2 * meters);
        }

        /** Hours with fixes, gaps above two minutes apart. */
        public double hours() {
            double seconds = 0;
            for (int i = 1; i < fixes.size(); i++) {
                double gap = Duration.between(
                                        fixes.get(i - 1).fix().recordedAt(),
                                        fixes.get(i).fix().recordedAt())
                                .toMillis()
                        / 1000.0;
                seconds += gap <= 120 ? gap : 0;
            }
            return seconds / 3600;
        }

        private boolean isDrive() {
            double far = fixes.stream()
                    .mapToDouble(fix -> first().metersTo(fix.fix().point()))
                    .max()
                    .orElse(0);
            return fixes.size() >= LEAST_FIXES
                    && Duration.between(begin(), end()).compareTo(LEAST_TIME) >= 0
                    && far >= LEAST_METERS;
        }
    }

    /** Whether they are there. */
    public static boolean arePresent() {
        return Files.isDirectory(folder());
    }

    /** Every run of every file that goes anywhere. */
    public static List<Run> all() {
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .flatMap(file -> read(file).stream())
                    .filter(Run::isDrive)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder() {
        Path root = Path.of("").toAbsolutePath();
        while (root != null && !Files.exists(root.resolve("docs/CONTRIBUTING.md"))) {
            root = root.getParent();
        }
        return Objects.requireNonNull(root).resolve("../shared/data/traces");
    }

    private static List<Run> read(Path file) {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            Map<String, List<Row>> trips = lines.skip(1)
                    .map(Row::of)
                    .collect(Collectors.groupingBy(Row::trip, TreeMap::new, Collectors.toList()));
            List<Run> runs = new ArrayList<>();
            trips.forEach((trip, rows) -> cut(file.getFileName().toString(), trip, rows, runs));
            return runs;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void cut(String file, String trip, List<Row> rows, List<Run> runs) {
        rows.sort(Comparator.comparing(row -> row.location.fix().recordedAt()));
        List<DriverLocation> run = new ArrayList<>();
        Instant before = Instant.MIN;
        for (Row row : rows) {
            Instant at = row.location.fix().recordedAt();
            if (!run.isEmpty() && Duration.between(before, at).compareTo(NEW_RUN_AFTER) > 0) {
                runs.add(new Run(file, trip, run));
                run = new ArrayList<>();
            }
            if (run.isEmpty() || at.isAfter(before)) {
                run.add(row.location);
            }
            before = at;
        }
        runs.add(new Run(file, trip, run));
    }

    private record Row(String trip, DriverLocation location) {

        static Row of(String line) {
            String[] cells = line.split(",", -1);
            Instant at = Instant.parse(cells[2]);
            var point = new GeoPoint(Double.parseDouble(cells[3]), Double.parseDouble(cells[4]));
            Speed speed = cells[5].isEmpty() ? null : new Speed(Math.min(300, Double.parseDouble(cells[5])));
            var fix = new LocationFix(point, at, null, speed, accuracy(cells[7]), null);
            return new Row(cells[0] + "/" + cells[1], new DriverLocation(ANYBODY, fix, at));
        }

        private static @Nullable Accuracy accuracy(String cell) {
            return cell.isEmpty() ? null : new Accuracy(Math.min(5000, Double.parseDouble(cell)));
        }
    }
}
