package com.openride.fleet.bootstrap.load;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** What came of a load, counted and timed. Safe for use by many threads. */
final class LoadTally {

    private static final long LONGEST_MICROSECONDS = TimeUnit.MINUTES.toMicros(2);

    private final Map<Count, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> reasons = new ConcurrentHashMap<>();
    private final Histogram acks = new ConcurrentHistogram(LONGEST_MICROSECONDS, 3);
    private final Histogram deliveries = new ConcurrentHistogram(LONGEST_MICROSECONDS, 3);

    /** What is counted, and whether any of it means that something was lost. */
    enum Count {
        CONNECTED(false),
        NOT_CONNECTED(true),
        DISCONNECTED(true),
        SENT(false),
        ACKED(false),
        REFUSED(false),
        UNANSWERED(true),
        DELIVERED(false),
        SUPERSEDED(false),
        LOST(true),
        DUPLICATED(true),
        OUT_OF_ORDER(true);

        private final boolean loss;

        Count(boolean loss) {
            this.loss = loss;
        }

        /** Its name in tables and in JSON. */
        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    void add(Count count, long more) {
        counts.computeIfAbsent(count, name -> new LongAdder()).add(more);
    }

    /** Counts one, and why it happened. */
    void add(Count count, String reason) {
        add(count, 1);
        reasons.computeIfAbsent(count.words() + ": " + reason, name -> new LongAdder())
                .increment();
    }

    long of(Count count) {
        LongAdder adder = counts.get(count);
        return adder == null ? 0 : adder.sum();
    }

    /** Whether every fix that was sent has been answered, or given up. */
    boolean isAnswered() {
        return of(Count.SENT) <= of(Count.ACKED) + of(Count.REFUSED) + of(Count.UNANSWERED);
    }

    /** A timed fix was acked so long after it was due. */
    void acked(long nanos) {
        record(acks, nanos);
    }

    /** A watcher heard of a timed fix so long after it was due. */
    void delivered(long nanos) {
        record(deliveries, nanos);
    }

    /** Milliseconds within which so many percent of the acks came; 0 without any. */
    double ack(double percent) {
        return acks.getValueAtPercentile(percent) / 1000.0;
    }

    /** Milliseconds within which so many percent of the deliveries came; 0 without any. */
    double delivery(double percent) {
        return deliveries.getValueAtPercentile(percent) / 1000.0;
    }

    /** Whether anything was lost. */
    boolean hasLoss() {
        for (Count count : Count.values()) {
            if (count.loss && of(count) > 0) {
                return true;
            }
        }
        return false;
    }

    /** How often each reason was given, by name. */
    Map<String, Long> reasons() {
        Map<String, Long> sums = new TreeMap<>();
        reasons.forEach((reason, adder) -> sums.put(reason, adder.sum()));
        return sums;
    }

    private static void record(Histogram histogram, long nanos) {
        histogram.recordValue(Math.min(LONGEST_MICROSECONDS, Math.max(0, TimeUnit.NANOSECONDS.toMicros(nanos))));
    }
}
