package com.openride.fleet.bootstrap.simulate;

import com.openride.fleet.bootstrap.simulate.Tally.Count;
import java.util.Locale;

/** The tally in words: one line while it runs, a table at the end. */
final class Progress {

    private Progress() {}

    static String line(Tally tally, long seconds) {
        return String.format(
                Locale.ROOT,
                "%4d s  connected %d  sent %d  acked %d  refused %d  delivered %d  p50 %.1f ms  p99 %.1f ms%s",
                seconds,
                tally.of(Count.CONNECTED),
                tally.of(Count.SENT),
                tally.of(Count.ACKED),
                tally.of(Count.REFUSED),
                tally.of(Count.DELIVERED),
                tally.percentile(50),
                tally.percentile(99),
                tally.hasLoss() ? "  LOST" : "");
    }

    static String table(Tally tally) {
        var text = new StringBuilder();
        for (Count count : Count.values()) {
            row(text, words(count), Long.toString(tally.of(count)));
        }
        for (double percent : new double[] {50, 99, 99.9, 100}) {
            row(text, "latency p" + percent, String.format(Locale.ROOT, "%.1f ms", tally.percentile(percent)));
        }
        tally.reasons().forEach((reason, times) -> row(text, reason, Long.toString(times)));
        return text.append(tally.hasLoss() ? "SOMETHING WAS LOST" : "nothing lost")
                .toString();
    }

    private static void row(StringBuilder text, String name, String value) {
        text.append(String.format(Locale.ROOT, "%-32s %12s%n", name, value));
    }

    private static String words(Count count) {
        return count.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
