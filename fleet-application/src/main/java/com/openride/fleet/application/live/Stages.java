package com.openride.fleet.application.live;

import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.fault.Refused;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Getting from stages back to values and faults. */
public final class Stages {

    private static final Logger LOG = LoggerFactory.getLogger(Stages.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Stages() {}

    /**
     * Waits for the stage, at most five seconds. Never to be called on an event loop.
     *
     * @throws FleetException as the stage failed; UNAVAILABLE when it took too long
     */
    public static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused(FaultCode.UNAVAILABLE, "interrupted, try again");
        } catch (TimeoutException e) {
            throw new Refused(FaultCode.UNAVAILABLE, "took too long, try again");
        } catch (ExecutionException e) {
            throw fault(e);
        }
    }

    /** The fault behind a failed stage; INTERNAL, and logged, when it is none of ours. */
    public static FleetException fault(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof FleetException fault) {
            return fault;
        }
        LOG.error("unexpected failure", cause);
        return new Refused(FaultCode.INTERNAL, "something went wrong on our side");
    }
}
