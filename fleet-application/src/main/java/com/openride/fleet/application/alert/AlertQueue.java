package com.openride.fleet.application.alert;

import com.openride.fleet.domain.alert.Alert;
import com.openride.fleet.domain.alert.AlertReport;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.Refused;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What waits for the store: calls for help first, then the others, each in order. One thread at a time works on it. */
final class AlertQueue {

    private final Deque<Waiting> urgent = new ArrayDeque<>();
    private final Deque<Waiting> others = new ArrayDeque<>();
    private final int most;
    private boolean claimed;

    AlertQueue(int most) {
        this.most = most;
    }

    static Refused full() {
        return new Refused(FaultCode.OVERLOADED, "operators have been told, but it is not stored; send it again");
    }

    synchronized boolean add(Waiting waiting) {
        return others.size() < most && others.add(waiting);
    }

    synchronized boolean addUrgent(Waiting waiting) {
        return urgent.size() < most && urgent.add(waiting);
    }

    /** Whether the caller is to work on the queue from now on, since nobody else does. */
    synchronized boolean claim() {
        boolean mine = !claimed;
        claimed = true;
        return mine;
    }

    synchronized void release() {
        claimed = false;
    }

    synchronized @Nullable Waiting peek() {
        Waiting first = urgent.peek();
        return first != null ? first : others.peek();
    }

    synchronized void remove(Waiting done) {
        if (!urgent.remove(done)) {
            others.remove(done);
        }
    }

    synchronized List<AlertReport> reports() {
        return Stream.concat(urgent.stream(), others.stream())
                .map(waiting -> waiting.report)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Work for the store, each an object of its own. */
    static final class Waiting {

        private final @Nullable AlertReport report;
        private final Supplier<@Nullable Alert> work;
        private final CompletableFuture<Alert> outcome = new CompletableFuture<>();

        Waiting(@Nullable AlertReport report, Supplier<@Nullable Alert> work) {
            this.report = report;
            this.work = work;
        }

        /** Does the work; throws while the store is away. */
        void attempt() {
            Alert alert = work.get();
            if (alert != null) {
                outcome.complete(alert);
            }
        }

        /** Completes once the alert is stored. */
        CompletableFuture<Alert> outcome() {
            return outcome;
        }
    }
}
