package com.openride.fleet.bootstrap.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is said of a replay.
 *
 * @param trace what was to be sent
 * @param figures what became of it
 * @param differences what the service shows otherwise
 * @param refused the refused lines by reason, the unreadable among them
 * @param verdicts the audit of the limit by vehicle, when there was one
 */
record Report(
        Trace trace,
        Ledger.Figures figures,
        List<String> differences,
        Map<String, List<Integer>> refused,
        Map<String, LimitAudit.Verdict> verdicts) {

    private static final int MOST_LINES = 20;

    static Report of(Trace trace, Replay replay) {
        Map<String, List<Integer>> refused = new TreeMap<>();
        Map<String, LimitAudit.Verdict> verdicts = new TreeMap<>();
        trace.unreadable()
                .forEach((line, reason) -> refused.computeIfAbsent(reason, name -> new ArrayList<>())
                        .add(line));
        replay.vehicles().forEach((vehicle, sent) -> {
            sent.ledger()
                    .refusedLines()
                    .forEach((reason, lines) -> refused.computeIfAbsent(reason, name -> new ArrayList<>())
                            .addAll(lines));
            LimitAudit audit = sent.audit();
            if (audit != null) {
                verdicts.put(vehicle, audit.verdict());
            }
        });
        return new Report(trace, replay.figures(), replay.differences(), refused, verdicts);
    }

    /** One line while it runs. */
    static String progress(Replay replay, long seconds) {
        Ledger.Figures figures = replay.figures();
        return String.format(
                Locale.ROOT,
                "%4d s  connected %d  sent %d  acked %d  duplicates %d  refused %d  retries %d  ack p50 %.1f ms  p99 %.1f ms",
                seconds,
                replay.connections(),
                figures.sent(),
                figures.accepted() + figures.duplicates(),
                figures.duplicates(),
                figures.refused(),
                figures.retries(),
                replay.stage().percentile(50),
                replay.stage().percentile(99));
    }

    /** Whether a row was lost: sent and never answered, answered and not shown, or decided as no limit explains. */
    boolean hasLoss() {
        return figures.unanswered() > 0
                || figures.settled() != figures.sent()
                || !differences.isEmpty()
                || verdicts.values().stream().anyMatch(verdict -> verdict.unexplained() > 0);
    }

    /** What the process ends with: 1 when anything was lost, else 0. */
    int exitStatus() {
        return hasLoss() ? 1 : 0;
    }

    /** Everything, for the end. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("rows in the file   "
                + (trace.rows().size() + trace.unreadable().size()));
        lines.add("sent               " + figures.sent());
        lines.add("accepted           " + figures.accepted());
        lines.add("known duplicates   " + figures.duplicates());
        lines.add(
                "refused            " + (figures.refused() + trace.unreadable().size()));
        lines.add("unanswered         " + figures.unanswered());
        lines.add("retries            " + figures.retries());
        refused.forEach(
                (reason, where) -> lines.add("refused " + reason + ": " + where.size() + ", lines " + first(where)));
        verdicts.forEach((vehicle, verdict) -> lines.add(String.format(
                Locale.ROOT,
                "%-24s accepted %5d  refused %5d  GCRA on the moments of sending %5d  unexplained %d",
                vehicle,
                verdict.admitted(),
                verdict.refused(),
                verdict.ideal(),
                verdict.unexplained())));
        lines.add("differences when read back: " + differences.size());
        differences.stream().limit(MOST_LINES).forEach(difference -> lines.add("  " + difference));
        lines.add(hasLoss() ? "SOMETHING WAS LOST" : "nothing lost");
        return lines;
    }

    private static String first(List<Integer> lines) {
        String shown = String.join(
                " ",
                lines.stream().sorted().limit(MOST_LINES).map(String::valueOf).toList());
        return lines.size() > MOST_LINES ? shown + " ..." : shown;
    }
}
