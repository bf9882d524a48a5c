package com.openride.fleet.adapter.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.application.port.in.LocationReceipt;
import com.openride.fleet.application.port.in.LocationReceipt.Accepted;
import com.openride.fleet.application.port.in.LocationReceipt.Refused;
import com.openride.fleet.domain.fault.FaultCode;
import com.openride.fleet.domain.fault.FleetException;
import com.openride.fleet.domain.fault.InvalidValue;
import com.openride.fleet.domain.location.LocationFix;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Fixes that waited on the device.
 *
 * @param fixes those that can exist
 * @param places where each of these stood in what was sent
 * @param invalid what is wrong with the others, by where they stood
 */
record LocationsMessage(List<LocationFix> fixes, List<Integer> places, Map<Integer, FleetException> invalid) {

    private static final int MOST = 200;

    static LocationsMessage of(@Nullable JsonNode payload, Instant receivedAt) {
        JsonNode sent = Fields.of(payload).find("fixes");
        if (sent == null || !sent.isArray() || sent.size() > MOST) {
            throw new InvalidValue("fixes", "must be an array of at most 200");
        }
        var message = new LocationsMessage(new ArrayList<>(), new ArrayList<>(), new TreeMap<>());
        for (int place = 0; place < sent.size(); place++) {
            message.read(sent.get(place), place, receivedAt);
        }
        return message;
    }

    private void read(JsonNode sent, int place, Instant receivedAt) {
        try {
            fixes.add(LocationMessage.of(sent).toFix(receivedAt));
            places.add(place);
        } catch (FleetException fault) {
            invalid.put(place, fault);
        }
    }

    /** The answer, given what became of each of {@link #fixes()}. */
    Map<String, @Nullable Object> outcome(List<LocationReceipt> receipts) {
        Map<Integer, FleetException> rejected = new TreeMap<>(invalid);
        int accepted = 0;
        int duplicates = 0;
        for (int i = 0; i < receipts.size(); i++) {
            if (receipts.get(i) instanceof Accepted taken) {
                accepted += taken.duplicate() ? 0 : 1;
                duplicates += taken.duplicate() ? 1 : 0;
            } else if (receipts.get(i) instanceof Refused refused) {
                rejected.put(places.get(i), refused.fault());
            }
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("accepted", accepted);
        fields.put("duplicates", duplicates);
        fields.put(
                "rejected",
                rejected.entrySet().stream().map(LocationsMessage::rejection).toList());
        return fields;
    }

    private static Map<String, Object> rejection(Map.Entry<Integer, FleetException> entry) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("index", entry.getKey());
        fields.put("code", entry.getValue().code().name());
        if (entry.getValue().code() == FaultCode.INVALID_PAYLOAD) {
            fields.put("message", String.valueOf(entry.getValue().getMessage()));
        }
        return fields;
    }
}
