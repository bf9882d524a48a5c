package com.openride.fleet.application.inmemory;

import com.openride.fleet.application.port.out.LocationHistory;
import com.openride.fleet.application.port.out.LocationLog;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.location.DriverLocation;
import com.openride.fleet.domain.location.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The trail of every driver within this process, by recorded time. Durable only as long as the process lives.
 *
 * <p>Bounded twice: fixes older than the retention go with the next fix of anyone or when {@link #forgetOld()} is called,
 * and past the overall cap each new fix pushes out the one that came first.
 */
public final class InMemoryLocationStore implements LocationLog, LocationHistory {

    private final ConcurrentMap<DriverId, ConcurrentNavigableMap<Instant, DriverLocation>> trails =
            new ConcurrentHashMap<>();
    // In the order in which they came; what the retention has forgotten stays here until its turn comes.
    private final Queue<DriverLocation> arrivals = new ConcurrentLinkedQueue<>();
    private final AtomicInteger arrived = new AtomicInteger();
    private final AtomicInteger size = new AtomicInteger();
    private final Duration retention;
    private final int most;
    private final InstantSource clock;

    /**
     * An empty store.
     *
     * @param retention how long a fix is kept after it was recorded, positive
     * @param most how many fixes are kept in all, positive
     */
    public InMemoryLocationStore(Duration retention, int most, InstantSource clock) {
        this.retention = retention;
        this.most = most;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Appended> append(DriverLocation location) {
        var stored = new AtomicBoolean();
        // Within the map's own step, so that a trail which is just being forgotten cannot swallow the fix.
        trails.compute(location.driver(), (driver, trail) -> {
            ConcurrentNavigableMap<Instant, DriverLocation> kept =
                    trail == null ? new ConcurrentSkipListMap<>() : trail;
            stored.set(kept.putIfAbsent(location.fix().recordedAt(), location) == null);
            return kept;
        });
        if (!stored.get()) {
            return CompletableFuture.completedStage(Appended.DUPLICATE);
        }
        size.incrementAndGet();
        arrivals.add(location);
        if (arrived.incrementAndGet() > most) {
            forgetFirst();
        }
        forgetFirstsBefore(clock.instant().minus(retention));
        return CompletableFuture.completedStage(Appended.STORED);
    }

    @Override
    public CompletionStage<Boolean> knows(DriverId driver, Instant recordedAt) {
        return CompletableFuture.completedStage(trail(driver).containsKey(recordedAt));
    }

    @Override
    public List<DriverLocation> page(DriverId driver, TimeRange range, @Nullable Instant after, int limit) {
        return within(driver, range, after).limit(limit).toList();
    }

    @Override
    public Stream<DriverLocation> stream(DriverId driver, TimeRange range) {
        return within(driver, range, null);
    }

    @Override
    public Optional<DriverLocation> newest(DriverId driver) {
        return Optional.ofNullable(trail(driver).lastEntry()).map(Map.Entry::getValue);
    }

    /** Forgets every fix older than the retention, and drivers of whom nothing is left. */
    public void forgetOld() {
        Instant cutoff = clock.instant().minus(retention);
        trails.keySet().forEach(driver -> forgetBefore(driver, cutoff));
    }

    /** How many fixes are kept. */
    public int size() {
        return size.get();
    }

    /** Of how many drivers fixes are kept. */
    int drivers() {
        return trails.size();
    }

    private Stream<DriverLocation> within(DriverId driver, TimeRange range, @Nullable Instant after) {
        boolean continued = after != null && !after.isBefore(range.from());
        Instant from = after != null && continued ? after : range.from();
        if (!from.isBefore(range.to())) {
            return Stream.empty();
        }
        return trail(driver).subMap(from, !continued, range.to(), false).values().stream();
    }

    private ConcurrentNavigableMap<Instant, DriverLocation> trail(DriverId driver) {
        ConcurrentNavigableMap<Instant, DriverLocation> trail = trails.get(driver);
        return trail == null ? new ConcurrentSkipListMap<>() : trail;
    }

    private void forgetFirstsBefore(Instant cutoff) {
        DriverLocation first = arrivals.peek();
        while (first != null && first.fix().recordedAt().isBefore(cutoff)) {
            forgetFirst();
            first = arrivals.peek();
        }
    }

    private void forgetFirst() {
        DriverLocation first = arrivals.poll();
        if (first != null) {
            arrived.decrementAndGet();
            trails.computeIfPresent(first.driver(), (driver, trail) -> {
                if (trail.remove(first.fix().recordedAt(), first)) {
                    size.decrementAndGet();
                }
                return trail.isEmpty() ? null : trail;
            });
        }
    }

    private void forgetBefore(DriverId forgetful, Instant cutoff) {
        Map.Entry<Instant, DriverLocation> oldest = trail(forgetful).firstEntry();
        if (oldest == null || !oldest.getKey().isBefore(cutoff)) {
            return;
        }
        trails.computeIfPresent(forgetful, (driver, trail) -> {
            ConcurrentNavigableMap<Instant, DriverLocation> old = trail.headMap(cutoff, false);
            size.addAndGet(-old.size());
            old.clear();
            return trail.isEmpty() ? null : trail;
        });
    }
}
