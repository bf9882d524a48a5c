package com.openride.fleet.bootstrap.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.bootstrap.client.Answer;
import com.openride.fleet.bootstrap.client.Json;
import com.openride.fleet.bootstrap.client.SocketClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One vehicle's rows on their way, in the file's order with one event under way at a time, so that what is sent again
 * never overtakes. Sending again is safe since the service knows a fix by driver and timestamp. Every method but
 * {@link #start} and {@link #stop} runs on the timer or on the client's event loop, one after another.
 */
final class VehicleReplay {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_ROWS = 200;
    private static final long BATCH_PAUSE_MILLISECONDS = 250;
    private static final long FIRST_RETRY_MILLISECONDS = 100;
    private static final long LONGEST_RETRY_MILLISECONDS = 2000;
    private static final int MOST_ATTEMPTS = 25;
    private static final String TOO_SOON = "RATE_LIMIT_EXCEEDED";
    private static final Set<String> PASSING = Set.of("OVERLOADED", "UNAVAILABLE");

    private final List<Shipment> plan;
    private final boolean batches;
    private final SocketClient socket;
    private final Ledger ledger = new Ledger();
    private final Stage stage;
    private final @Nullable LimitAudit audit;
    private final CompletableFuture<Ledger> done = new CompletableFuture<>();
    private volatile boolean stopped;
    private int next;
    private int attempts;

    /**
     * A vehicle that is still to be sent.
     *
     * @param batches whether to hand in what is due together, rather than each row as it comes
     */
    VehicleReplay(List<Shipment> plan, boolean batches, SocketClient socket, Stage stage, @Nullable LimitAudit audit) {
        this.plan = plan;
        this.batches = batches;
        this.socket = socket;
        this.stage = stage;
        this.audit = audit;
    }

    Ledger ledger() {
        return ledger;
    }

    @Nullable LimitAudit audit() {
        return audit;
    }

    /** Sends everything in its time; completes when every row is answered for, or has been given up. */
    CompletableFuture<Ledger> start() {
        proceed();
        return done;
    }

    /** Sends nothing more that is not already under way. */
    void stop() {
        stopped = true;
    }

    private void proceed() {
        if (next >= plan.size()) {
            done.complete(ledger);
            return;
        }
        wait(plan.get(next).due() - stage.elapsedMilliseconds(), this::sendDue);
    }

    private void sendDue() {
        List<Shipment> rows = due();
        next += rows.size();
        ledger.sent(rows.size());
        send(rows);
    }

    private List<Shipment> due() {
        long now = stage.elapsedMilliseconds();
        int end = next + 1;
        while (batches
                && end < plan.size()
                && end - next < MOST_ROWS
                && plan.get(end).due() <= now) {
            end++;
        }
        return plan.subList(next, end);
    }

    private void send(List<Shipment> rows) {
        Instant sentAt = stage.now();
        long began = System.nanoTime();
        socket.call(batches ? "driver:locations" : "driver:location", payload(rows), PATIENCE)
                .whenComplete((answer, failure) -> {
                    if (answer == null) {
                        again(rows, Ledger.UNANSWERED);
                    } else {
                        stage.answered(System.nanoTime() - began);
                        hear(rows, answer, sentAt);
                    }
                });
    }

    private JsonNode payload(List<Shipment> rows) {
        if (!batches) {
            return rows.get(0).fix(stage.start());
        }
        var fixes = Json.array();
        rows.forEach(shipment -> fixes.add(shipment.fix(stage.start())));
        return Json.object().set("fixes", fixes);
    }

    private void hear(List<Shipment> rows, Answer answer, Instant sentAt) {
        boolean passing = PASSING.contains(answer.code()) || (batches && TOO_SOON.equals(answer.code()));
        if (passing) {
            again(rows, answer.reason());
        } else if (!answer.ok()) {
            refuse(rows, answer, sentAt);
        } else if (batches) {
            batchTaken(rows, answer.body());
        } else {
            oneTaken(rows, answer.body().path("duplicate").asBoolean(false), sentAt);
        }
    }

    private void oneTaken(List<Shipment> rows, boolean known, Instant sentAt) {
        ledger.taken(rows, known ? 0 : 1, known ? 1 : 0);
        if (audit != null && !known) {
            audit.admitted(sentAt, stage.now());
        }
        advance();
    }

    private void refuse(List<Shipment> rows, Answer answer, Instant sentAt) {
        if (audit != null && TOO_SOON.equals(answer.code())) {
            audit.refused(sentAt);
        }
        rows.forEach(shipment -> ledger.refused(shipment.row(), answer.reason()));
        advance();
    }

    private void batchTaken(List<Shipment> rows, JsonNode body) {
        Map<Integer, String> rejected = rejections(body);
        List<Shipment> taken = new ArrayList<>();
        List<Shipment> passing = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            String reason = rejected.get(i);
            if (reason == null) {
                taken.add(rows.get(i));
            } else if (PASSING.contains(reason)) {
                passing.add(rows.get(i));
            } else {
                ledger.refused(rows.get(i).row(), reason);
            }
        }
        ledger.taken(
                taken, body.path("accepted").asLong(), body.path("duplicates").asLong());
        if (passing.isEmpty()) {
            advance();
        } else {
            again(passing, "OVERLOADED");
        }
    }

    private static Map<Integer, String> rejections(JsonNode body) {
        Map<Integer, String> rejected = new HashMap<>();
        body.path("rejected").forEach(row -> {
            String words = row.path("message").asText("");
            String code = row.path("code").asText();
            rejected.put(row.path("index").asInt(), words.isEmpty() ? code : code + "/" + words);
        });
        return rejected;
    }

    private void again(List<Shipment> rows, String reason) {
        attempts++;
        if (attempts > MOST_ATTEMPTS || stopped) {
            rows.forEach(shipment -> ledger.refused(shipment.row(), reason));
            advance();
            return;
        }
        ledger.retried();
        long pause = FIRST_RETRY_MILLISECONDS << Math.min(attempts - 1, 10);
        stage.timer().schedule(() -> send(rows), Math.min(LONGEST_RETRY_MILLISECONDS, pause), TimeUnit.MILLISECONDS);
    }

    private void advance() {
        attempts = 0;
        if (stopped) {
            done.complete(ledger);
        } else {
            wait(batches ? BATCH_PAUSE_MILLISECONDS : 0, this::proceed);
        }
    }

    private void wait(long milliseconds, Runnable work) {
        stage.timer()
                .schedule(
                        () -> {
                            if (stopped) {
                                done.complete(ledger);
                            } else {
                                work.run();
                            }
                        },
                        Math.max(0, milliseconds),
                        TimeUnit.MILLISECONDS);
    }
}
