package com.example.dispatch;

import com.openride.fleet.application.port.out.LocationHistory;
import com.openride.fleet.application.port.out.LocationLog;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.Refused;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.location.TimeRange;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/**
 * A log of this service's own: a line in a file for each fix, and the trail in memory to answer from. It is both ports, so
 * that what is written is what is read.
 */
final class FileLocationLog implements LocationLog, LocationHistory, AutoCloseable {

    private final Map<DriverId, NavigableMap<Instant, DriverLocation>> trails = new ConcurrentHashMap<>();
    private final Writer file;

    FileLocationLog(Path path) throws IOException {
        file = Files.newBufferedWriter(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public CompletionStage<Appended> append(DriverLocation location) {
        if (trail(location.driver()).putIfAbsent(location.fix().recordedAt(), location) != null) {
            return CompletableFuture.completedStage(Appended.DUPLICATE);
        }
        try {
            write(location);
            return CompletableFuture.completedStage(Appended.STORED);
        } catch (IOException e) {
            trail(location.driver()).remove(location.fix().recordedAt(), location);
            return CompletableFuture.failedStage(new Refused(FaultCode.UNAVAILABLE, "the file cannot be written"));
        }
    }

    @Override
    public CompletionStage<Boolean> knows(DriverId driver, Instant recordedAt) {
        return CompletableFuture.completedStage(trail(driver).containsKey(recordedAt));
    }

    @Override
    public List<DriverLocation> page(DriverId driver, TimeRange range, Instant after, int limit) {
        try (Stream<DriverLocation> trail = stream(driver, range)) {
            return trail.filter(location ->
                            after == null || location.fix().recordedAt().isAfter(after))
                    .limit(limit)
                    .toList();
        }
    }

    @Override
    public Stream<DriverLocation> stream(DriverId driver, TimeRange range) {
        return trail(driver).subMap(range.from(), true, range.to(), false).values().stream();
    }

    @Override
    public Optional<DriverLocation> newest(DriverId driver) {
        return Optional.ofNullable(trail(driver).lastEntry()).map(Map.Entry::getValue);
    }

    @Override
    public void close() throws IOException {
        synchronized (file) {
            file.close();
        }
    }

    private NavigableMap<Instant, DriverLocation> trail(DriverId driver) {
        return trails.computeIfAbsent(driver, unseen -> new ConcurrentSkipListMap<>());
    }

    private void write(DriverLocation location) throws IOException {
        synchronized (file) {
            file.write(location.driver().value() + "," + location.fix().recordedAt() + ","
                    + location.fix().point().latitude() + ","
                    + location.fix().point().longitude() + "\n");
            file.flush();
        }
    }
}
