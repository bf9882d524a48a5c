package com.openride.fleet.bootstrap.load;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.openride.fleet.bootstrap.client.Json;
import com.openride.fleet.bootstrap.load.LoadTally.Count;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * What came of a load, for people and for programs.
 *
 * @param plan what was to be sent
 * @param tally what came of it
 * @param server what it cost the server; zero where that cannot be seen
 */
record LoadReport(LoadPlan plan, LoadTally tally, Cost server) {

    private static final double[] PERCENTS = {50, 90, 99, 99.9, 100};

    /**
     * What the server used, over all instances.
     *
     * @param cores of CPU, on average while fixes were sent or connections held
     * @param mebibytes in memory at the end
     */
    record Cost(double cores, double mebibytes) {}

    /** One line while it runs. */
    static String progress(LoadTally tally, long second) {
        return String.format(
                Locale.ROOT,
                "%4d s  connected %d  sent %d  acked %d  refused %d  delivered %d  ack p99 %.1f ms  delivery p99 %.1f ms%s",
                second,
                tally.of(Count.CONNECTED),
                tally.of(Count.SENT),
                tally.of(Count.ACKED),
                tally.of(Count.REFUSED),
                tally.of(Count.DELIVERED),
                tally.ack(99),
                tally.delivery(99),
                tally.hasLoss() ? "  LOST" : "");
    }

    /** A line for each figure. */
    String table() {
        var text = new StringBuilder();
        for (Count count : Count.values()) {
            row(text, count.words(), Long.toString(tally.of(count)));
        }
        for (double percent : PERCENTS) {
            row(text, "ack p" + name(percent), milliseconds(tally.ack(percent)));
        }
        for (double percent : PERCENTS) {
            row(text, "delivery p" + name(percent), milliseconds(tally.delivery(percent)));
        }
        row(text, "server cores", String.format(Locale.ROOT, "%.2f", server.cores));
        row(text, "server MiB", String.format(Locale.ROOT, "%.0f", server.mebibytes));
        tally.reasons().forEach((reason, times) -> row(text, reason, Long.toString(times)));
        return text.append(tally.hasLoss() ? "SOMETHING WAS LOST" : "nothing lost")
                .toString();
    }

    /** The same as one object. */
    String json() {
        ObjectNode all = Json.object()
                .put("drivers", plan.drivers())
                .put("watchersPerDriver", plan.watchers())
                .put("rate", plan.rate())
                .put("seconds", plan.total().toMillis() / 1000.0);
        for (Count count : Count.values()) {
            all.put(camel(count.words()), tally.of(count));
        }
        all.set("ackMillis", percentiles(tally::ack));
        all.set("deliveryMillis", percentiles(tally::delivery));
        all.put("serverCores", server.cores).put("serverMebibytes", server.mebibytes);
        ObjectNode reasons = all.putObject("reasons");
        tally.reasons().forEach(reasons::put);
        return all.toString();
    }

    private static ObjectNode percentiles(DoubleUnaryOperator at) {
        ObjectNode named = Json.object();
        for (double percent : PERCENTS) {
            named.put("p" + name(percent), at.applyAsDouble(percent));
        }
        return named;
    }

    private static String name(double percent) {
        return percent == Math.rint(percent) ? Long.toString((long) percent) : Double.toString(percent);
    }

    private static String camel(String words) {
        var text = new StringBuilder();
        for (String word : words.split(" ", -1)) {
            text.append(text.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return text.toString();
    }

    private static String milliseconds(double value) {
        return String.format(Locale.ROOT, "%.1f ms", value);
    }

    private static void row(StringBuilder text, String name, String value) {
        text.append(String.format(Locale.ROOT, "%-32s %12s%n", name, value));
    }
}
