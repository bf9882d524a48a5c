package com.openride.fleet.application.port.out;

import com.openride.fleet.domain.event.OutboxEvent;
import java.util.List;
import java.util.function.Consumer;

/**
 * The events that other services are still to hear of. They are written by whoever stores what they tell of, in the same
 * transaction; this is the side from which they are taken.
 *
 * <p>Safe for use by many threads. Methods may block: never call them on an event loop. They throw a
 * {@link com.openride.fleet.domain.fault.FleetException} of code UNAVAILABLE when the store is away.
 */
public interface EventOutbox {

    /**
     * Hands the oldest events to the relay and forgets them once it has returned. If it throws, none is forgotten and all
     * are handed out again: at least once. Events of one trip come in the order of its versions. Over all instances one
     * relay works at a time; the others are given nothing.
     *
     * @param limit at most so many, positive
     * @param relay is not called without events; must not take longer than a few seconds
     * @return how many were handed on and forgotten
     */
    int relay(int limit, Consumer<List<OutboxEvent>> relay);

    /** About how many events wait. */
    long waiting();
}
