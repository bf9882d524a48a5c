package com.openride.fleet.adapter.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Handles one kind of event of an admitted client, on the event loop. What it throws becomes the answer. */
@FunctionalInterface
interface EventHandler {

    /**
     * Handles the event, now or on the workers.
     *
     * @param payload the first argument, null when there is none
     */
    void handle(Client client, @Nullable JsonNode payload, Reply reply);
}
