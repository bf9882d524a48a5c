package com.openride.fleet.application.contract;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** Lets several callers do the same at the same moment. */
public final class Race {

    private static final long PATIENCE_SECONDS = 30;

    private Race() {}

    /**
     * What each caller got, by its number.
     *
     * @param callers how many, each on a thread of its own
     * @param call what the caller of that number, from 0, does; a failure fails the race
     */
    public static <T> List<T> of(int callers, IntFunction<T> call) {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            var start = new CyclicBarrier(callers);
            List<Future<T>> running = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                int number = caller;
                running.add(threads.submit(() -> {
                    start.await(PATIENCE_SECONDS, SECONDS);
                    return call.apply(number);
                }));
            }
            return results(running);
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> List<T> results(List<Future<T>> running) {
        List<T> results = new ArrayList<>();
        for (Future<T> call : running) {
            try {
                results.add(call.get(PATIENCE_SECONDS, SECONDS));
            } catch (ExecutionException | TimeoutException failure) {
                throw new AssertionError("a caller in the race failed", failure);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new AssertionError("the race was interrupted", interrupted);
            }
        }
        return results;
    }
}
