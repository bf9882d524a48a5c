package com.openride.fleet.adapter.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.domain.location.LocationFix;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A driver starts work, free for a trip unless they say otherwise, perhaps saying where. */
record OnlineMessage(boolean available, @Nullable LocationFix location) {

    static OnlineMessage of(@Nullable JsonNode payload, Instant receivedAt) {
        if (payload == null) {
            return new OnlineMessage(true, null);
        }
        Fields fields = Fields.of(payload);
        Boolean available = fields.flag("available");
        JsonNode location = fields.find("location");
        return new OnlineMessage(
                available == null || available,
                location == null ? null : LocationMessage.of(location).toFix(receivedAt));
    }
}
