package com.openride.fleet.adapter.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.domain.location.LocationFix;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A driver begins work: whether they may be asked, and where they are if they say so. */
record OnlineMessage(boolean available, @Nullable LocationFix location) {

    static OnlineMessage read(JsonNode payload, Instant receivedAt) {
        if (payload.isMissingNode() || payload.isNull()) {
            return new OnlineMessage(true, null);
        }
        var fields = new Fields(payload);
        JsonNode location = fields.find("location");
        return new OnlineMessage(
                fields.flag("available", true),
                location.isMissingNode() ? null : LocationMessage.read(location).toFix(receivedAt));
    }
}
