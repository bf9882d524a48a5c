package com.openride.fleet.domain.event;

import com.openride.fleet.domain.trip.TripId;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that other services are to hear of, at least once. It is written together with what it tells of.
 *
 * @param id the same each time the event is told, so that a consumer knows a repetition
 * @param type what happened, such as {@code trip.started}
 * @param trip whose, if a trip's; events of one trip are told in order
 * @param at when it happened
 * @param fields what else there is to know, as text, by names in snake_case
 */
public record OutboxEvent(UUID id, String type, @Nullable TripId trip, Instant at, Map<String, String> fields) {

    public OutboxEvent {
        fields = Collections.unmodifiableMap(new TreeMap<>(fields));
    }
}
