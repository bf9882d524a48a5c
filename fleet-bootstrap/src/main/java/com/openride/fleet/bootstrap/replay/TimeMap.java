package com.openride.fleet.bootstrap.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;

/**
 * Lays one vehicle's time onto a stopwatch that starts with its earliest row: divided by the speed, with gaps over a bound
 * cut down to it. Rows of the same time stay at the same time, and what was earlier stays earlier, in whatever order the
 * rows stand in the file.
 */
final class TimeMap {

    private final long[] times;
    private final double[] offsets;

    /**
     * A map of these times.
     *
     * @param speed how many times faster than recorded, positive; far above 1000 rows a second apart may meet in one
     *     millisecond
     * @param maxGap the longest gap that is kept, before it is divided by the speed; not negative
     */
    TimeMap(Collection<Instant> recorded, double speed, Duration maxGap) {
        times = recorded.stream()
                .mapToLong(Instant::toEpochMilli)
                .sorted()
                .distinct()
                .toArray();
        offsets = new double[times.length];
        for (int i = 1; i < times.length; i++) {
            offsets[i] = offsets[i - 1] + Math.min(times[i] - times[i - 1], maxGap.toMillis()) / speed;
        }
    }

    /**
     * Milliseconds on the stopwatch.
     *
     * @param recorded one of the times that the map was made of
     */
    long offset(Instant recorded) {
        int place = Arrays.binarySearch(times, recorded.toEpochMilli());
        if (place < 0) {
            throw new IllegalArgumentException("not one of the map's times");
        }
        return (long) offsets[place];
    }
}
