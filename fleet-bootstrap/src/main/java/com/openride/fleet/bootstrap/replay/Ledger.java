package com.openride.fleet.bootstrap.replay;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of each of one vehicle's rows. Safe for use by many threads. */
final class Ledger {

    /** The reason of a row whose answer never came. */
    static final String UNANSWERED = "UNANSWERED";

    private final Map<Long, TraceRow> stored = new TreeMap<>();
    private final Map<String, List<Integer>> refused = new TreeMap<>();
    private long sent;
    private long accepted;
    private long duplicates;
    private long retries;

    /** The figures at one moment. */
    record Figures(long sent, long accepted, long duplicates, long refused, long unanswered, long retries) {

        Figures plus(Figures more) {
            return new Figures(
                    sent + more.sent,
                    accepted + more.accepted,
                    duplicates + more.duplicates,
                    refused + more.refused,
                    unanswered + more.unanswered,
                    retries + more.retries);
        }

        /** How many rows have been answered for. */
        long settled() {
            return accepted + duplicates + refused;
        }
    }

    synchronized void sent(int rows) {
        sent += rows;
    }

    /** Notes rows that the service has, the first of each timestamp being the one it keeps. */
    synchronized void taken(Collection<Shipment> rows, long newOnes, long known) {
        accepted += newOnes;
        duplicates += known;
        rows.forEach(shipment -> stored.putIfAbsent(shipment.timestamp(), shipment.row()));
    }

    synchronized void refused(TraceRow row, String reason) {
        refused.computeIfAbsent(reason, name -> new ArrayList<>()).add(row.line());
    }

    synchronized void retried() {
        retries++;
    }

    synchronized Figures figures() {
        long unanswered = refused.getOrDefault(UNANSWERED, List.of()).size();
        long all = refused.values().stream().mapToLong(List::size).sum();
        return new Figures(sent, accepted, duplicates, all - unanswered, unanswered, retries);
    }

    /** What the service must show: by milliseconds after the start. */
    synchronized Map<Long, TraceRow> stored() {
        return new TreeMap<>(stored);
    }

    /** The lines that were refused, by reason. */
    synchronized Map<String, List<Integer>> refusedLines() {
        Map<String, List<Integer>> copy = new TreeMap<>();
        refused.forEach((reason, lines) -> copy.put(reason, List.copyOf(lines)));
        return copy;
    }
}
