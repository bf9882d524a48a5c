package com.openride.fleet.bootstrap.simulate;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** What happened so far, counted. Safe for use by many threads. */
final class Tally {

    private static final long LONGEST_MICROSECONDS = TimeUnit.MINUTES.toMicros(1);

    private final Map<Count, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> reasons = new ConcurrentHashMap<>();
    private final Histogram latency = new ConcurrentHistogram(LONGEST_MICROSECONDS, 3);

    /** What is counted, and whether any of it means that something was lost. */
    enum Count {
        CONNECTED(false),
        SENT(false),
        ACKED(false),
        REFUSED(false),
        DELIVERED(false),
        SUPERSEDED(false),
        BATCHED(false),
        TRIPS(false),
        TRIP_STEPS_HEARD(false),
        UNANSWERED(true),
        POSITIONS_LOST(true),
        POSITIONS_BACKWARDS(true),
        TRIP_UPDATES_MISSED(true),
        TRIP_UPDATES_DUPLICATED(true),
        TRIP_UPDATES_OUT_OF_ORDER(true),
        BATCH_ROWS_REJECTED(true),
        CONNECTIONS_LOST(true),
        REQUESTS_FAILED(true);

        private final boolean loss;

        Count(boolean loss) {
            this.loss = loss;
        }

        boolean isLoss() {
            return loss;
        }
    }

    void add(Count count) {
        add(count, 1);
    }

    void add(Count count, long more) {
        counts.computeIfAbsent(count, name -> new LongAdder()).add(more);
    }

    /** Counts it, and why it happened. */
    void add(Count count, String reason) {
        add(count);
        reasons.computeIfAbsent(count.name().toLowerCase(Locale.ROOT) + ": " + reason, name -> new LongAdder())
                .increment();
    }

    long of(Count count) {
        LongAdder adder = counts.get(count);
        return adder == null ? 0 : adder.sum();
    }

    /** Notes how long a fix took from the driver's call to the rider's ear. */
    void delivered(long nanos) {
        add(Count.DELIVERED);
        latency.recordValue(Math.min(LONGEST_MICROSECONDS, Math.max(0, TimeUnit.NANOSECONDS.toMicros(nanos))));
    }

    /** Milliseconds that so many percent of the deliveries took at most; 0 without any. */
    double percentile(double percent) {
        return latency.getValueAtPercentile(percent) / 1000.0;
    }

    /** Whether anything was lost, in the sense of {@link Loss#DEFINITION}. */
    boolean hasLoss() {
        for (Count count : Count.values()) {
            if (count.isLoss() && of(count) > 0) {
                return true;
            }
        }
        return false;
    }

    /** What the process ends with: 1 when anything was lost, else 0. */
    int exitStatus() {
        return hasLoss() ? 1 : 0;
    }

    /** How often each reason was given, by name. */
    Map<String, Long> reasons() {
        Map<String, Long> sums = new TreeMap<>();
        reasons.forEach((reason, adder) -> sums.put(reason, adder.sum()));
        return sums;
    }
}
