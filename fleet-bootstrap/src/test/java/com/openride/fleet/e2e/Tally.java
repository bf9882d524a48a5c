package com.openride.fleet.e2e;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What became of the steps of rides, over all rounds of a test. */
final class Tally {

    private final Set<UUID> drivers = new HashSet<>();
    private int due;
    private int lost;
    private int twice;
    private int disordered;
    private Duration slowestReturn = Duration.ZERO;

    /** Adds a ride of which the rider should have been told these versions. */
    void add(Ride ride, List<Long> versions) {
        List<Long> told = List.copyOf(ride.versions());
        Set<Long> distinct = new HashSet<>(told);
        drivers.add(ride.driver);
        due += versions.size();
        lost += (int)
                versions.stream().filter(version -> !distinct.contains(version)).count();
        twice += told.size() - distinct.size();
        disordered += isSorted(told) ? 0 : 1;
        if (ride.slowestReturn().compareTo(slowestReturn) > 0) {
            slowestReturn = ride.slowestReturn();
        }
    }

    /** Whose cars these were. */
    Set<UUID> drivers() {
        return drivers;
    }

    /** The longest it took a rider from being let in again to hearing where the car is since then. */
    Duration slowestReturn() {
        return slowestReturn;
    }

    /** Whether every step was told once and in order. */
    boolean isClean() {
        return lost + twice + disordered == 0;
    }

    @Override
    public String toString() {
        return "trip updates due %d, lost %d, duplicated %d, rides out of order %d, slowest return %d ms"
                .formatted(due, lost, twice, disordered, slowestReturn.toMillis());
    }

    private static boolean isSorted(List<Long> versions) {
        List<Long> sorted = new ArrayList<>(versions);
        sorted.sort(null);
        return sorted.equals(versions);
    }
}
