package com.openride.fleet.bootstrap.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The answers that one client still waits for, each no longer than its time. */
final class PendingAcks {

    private final AtomicLong lastId = new AtomicLong();
    private final Map<Long, CompletableFuture<Answer>> pending = new ConcurrentHashMap<>();

    /** An event's number and its answer to come. */
    record Awaited(long id, CompletableFuture<Answer> answer) {}

    Awaited await(Duration timeout) {
        long id = lastId.incrementAndGet();
        var answer = new CompletableFuture<Answer>();
        pending.put(id, answer);
        answer.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS).whenComplete((done, failure) -> pending.remove(id));
        return new Awaited(id, answer);
    }

    void answered(long id, JsonNode body) {
        CompletableFuture<Answer> waiting = pending.get(id);
        if (waiting != null) {
            waiting.complete(new Answer(body));
        }
    }

    void failAll(ConnectionFault fault) {
        List.copyOf(pending.values()).forEach(waiting -> waiting.completeExceptionally(fault));
    }

    int size() {
        return pending.size();
    }
}
