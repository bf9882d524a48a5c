package com.openride.fleet.bootstrap.simulate;

import com.openride.fleet.bootstrap.client.ConnectionFault;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/** Failures in a few words, to be counted by. */
final class Failures {

    private Failures() {}

    static String words(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof ConnectionFault fault) {
            return fault.code();
        }
        return cause instanceof TimeoutException
                ? "no answer in time"
                : cause.getClass().getSimpleName() + " " + cause.getMessage();
    }
}
