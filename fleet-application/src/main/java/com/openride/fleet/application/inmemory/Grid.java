package com.openride.fleet.application.inmemory;

import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.geo.GeoPoint;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who is in which cell of a hundredth of a degree (about 1.1 km in latitude). Safe for use by many threads. */
final class Grid {

    private static final int CELLS_PER_DEGREE = 100;
    private static final int COLUMNS = 360 * CELLS_PER_DEGREE;
    private static final double METERS_PER_DEGREE = 111_000;

    private final Map<Long, Set<DriverId>> cells = new HashMap<>();
    // A driver who changes cells while others search is in exactly one of them; staying within a cell takes no lock.
    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    /** Takes the driver from the cell of one point to that of another. One call at a time for one driver. */
    void move(DriverId driver, @Nullable GeoPoint from, GeoPoint to) {
        long cell = cell(to);
        if (from != null && cell(from) == cell) {
            return;
        }
        lock.writeLock().lock();
        try {
            cells.computeIfAbsent(cell, key -> new HashSet<>()).add(driver);
            if (from != null) {
                cells.computeIfPresent(
                        cell(from), (key, drivers) -> drivers.remove(driver) && drivers.isEmpty() ? null : drivers);
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Everyone within the radius, each once, and some farther away. */
    List<DriverId> around(GeoPoint center, double radiusMeters) {
        lock.readLock().lock();
        try {
            return near(center, radiusMeters).toList();
        } finally {
            lock.readLock().unlock();
        }
    }

    private Stream<DriverId> near(GeoPoint center, double radiusMeters) {
        double degrees = radiusMeters / METERS_PER_DEGREE;
        int south = row(Math.max(-90, center.latitude() - degrees));
        int north = row(Math.min(90, center.latitude() + degrees));
        double widest = Math.max(Math.abs(center.latitude() - degrees), Math.abs(center.latitude() + degrees));
        int west = column(center.longitude() - across(degrees, widest));
        int columns = Math.min(COLUMNS, 2 + (int) Math.ceil(2 * across(degrees, widest) * CELLS_PER_DEGREE));
        if ((long) columns * (north - south + 1) > cells.size()) {
            return cells.values().stream().flatMap(Set::stream);
        }
        return IntStream.rangeClosed(south, north)
                .boxed()
                .flatMap(row -> IntStream.range(west, west + columns).mapToObj(column -> in(row, column)))
                .flatMap(Set::stream);
    }

    /** How many degrees of longitude a distance reaches at a latitude; all of them near a pole. */
    private static double across(double degrees, double latitude) {
        double shrink = Math.cos(Math.toRadians(Math.min(90, latitude)));
        return shrink * 180 <= degrees ? 180 : degrees / shrink;
    }

    private Set<DriverId> in(int row, int column) {
        return cells.getOrDefault(key(row, Math.floorMod(column, COLUMNS)), Set.of());
    }

    private static long cell(GeoPoint point) {
        return key(row(point.latitude()), Math.floorMod(column(point.longitude()), COLUMNS));
    }

    private static int row(double latitude) {
        return (int) Math.floor(latitude * CELLS_PER_DEGREE);
    }

    private static int column(double longitude) {
        return (int) Math.floor(longitude * CELLS_PER_DEGREE);
    }

    private static long key(int row, int column) {
        return (long) row * COLUMNS + column;
    }
}
