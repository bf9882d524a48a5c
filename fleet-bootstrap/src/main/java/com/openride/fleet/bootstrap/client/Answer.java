package com.openride.fleet.bootstrap.client;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the service answered to an event.
 *
 * @param body the whole ack
 */
public record Answer(JsonNode body) {

    /** Whether it was done. */
    public boolean ok() {
        return body.path("ok").asBoolean(false);
    }

    /** Why it was not done; empty when it was. */
    public String code() {
        return body.path("error").path("code").asText("");
    }

    /** The code, with the field at fault behind a slash when there is one. */
    public String reason() {
        String field = body.path("error").path("details").path("field").asText("");
        return field.isEmpty() ? code() : code() + "/" + field;
    }
}
