package com.openride.fleet.adapter.redis;

import com.openride.fleet.application.port.out.FleetBroadcast.Listener;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** One listener on one channel, and whether what other instances say there reaches it yet. */
final class Listening {

    /** How long somebody who wants to read what is kept waits for it; whoever has not waited is told of the gap. */
    static final Duration PATIENCE = Duration.ofMillis(300);

    private final String channel;
    private final Listener listener;
    private final CompletableFuture<Void> begun = new CompletableFuture<>();

    Listening(String channel, Listener listener) {
        this.channel = channel;
        this.listener = listener;
    }

    String channel() {
        return channel;
    }

    /** Completes soon, whether or not others are heard. */
    CompletionStage<Void> begun() {
        return begun;
    }

    /** Waits for word from Redis, but not for long. */
    void waitAWhile() {
        begun.completeOnTimeout(null, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Others cannot be heard now. */
    void beginAlone() {
        begun.complete(null);
    }

    /** From now on others are heard. */
    void begin() {
        if (!begun.complete(null)) {
            listener.mayHaveMissed();
        }
    }

    /** Something was lost on its way here. */
    void miss() {
        listener.mayHaveMissed();
    }
}
