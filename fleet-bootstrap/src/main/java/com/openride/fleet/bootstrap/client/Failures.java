package com.openride.fleet.bootstrap.client;

import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;

/** Failures in a few words, to be counted by. */
public final class Failures {

    private Failures() {}

    /** Why it failed: the code of a connection that failed, or what there is. */
    public static String words(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof ConnectionFault fault) {
            return fault.code().equals(ConnectionFault.UNREACHABLE)
                    ? fault.code() + ": " + fault.getMessage()
                    : fault.code();
        }
        return cause instanceof TimeoutException
                ? "no answer in time"
                : cause.getClass().getSimpleName() + " " + cause.getMessage();
    }
}
