package com.openride.fleet.application.port.out;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Takes note of what happens, for whoever watches over the service. What is to be measured is named once, and noted
 * through what comes back, which costs well below a microsecond.
 *
 * <p>Safe for use by many threads. Nothing here blocks or throws. Names are dotted and in lower case; tags are pairs of a
 * key and a value, and values come from small closed sets, never from clients.
 */
public interface Measurements {

    /** Something that only grows. */
    Count count(String name, String... tags);

    /** How long something takes. */
    Timing timing(String name, String... tags);

    /** How large something is, such as a batch. */
    Amount amount(String name, String... tags);

    /** Something that is read when somebody looks. The supplier must not block; the newest of a name and its tags counts. */
    void gauge(String name, DoubleSupplier value, String... tags);

    /** Notes how many more there are. */
    @FunctionalInterface
    interface Count {
        /** Notes so many more, not negative. */
        void add(long more);

        /** Notes one more. */
        default void one() {
            add(1);
        }
    }

    /** Notes how long something took. */
    @FunctionalInterface
    interface Timing {
        /** Notes one duration, not negative. */
        void took(Duration duration);
    }

    /** Notes how large something was. */
    @FunctionalInterface
    interface Amount {
        /** Notes one value, not negative. */
        void was(double value);
    }
}
