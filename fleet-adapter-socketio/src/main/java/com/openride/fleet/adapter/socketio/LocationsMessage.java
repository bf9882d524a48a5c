package com.openride.fleet.adapter.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import com.openride.fleet.domain.fault.InvalidValue;
import com.openride.fleet.domain.location.LocationFix;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Positions that a device recorded without reception.
 *
 * @param fixes those that make sense, each under the index at which it was sent
 * @param invalid the indexes of the others
 */
record LocationsMessage(Map<Integer, LocationFix> fixes, List<Integer> invalid) {

    private static final int MOST = 200;

    static LocationsMessage read(JsonNode payload, Instant receivedAt) {
        JsonNode items = new Fields(payload).find("fixes");
        if (!items.isArray() || items.size() > MOST) {
            throw new InvalidValue("fixes", "must be a list of at most " + MOST);
        }
        var fixes = new LinkedHashMap<Integer, LocationFix>();
        var invalid = new ArrayList<Integer>();
        for (int index = 0; index < items.size(); index++) {
            try {
                fixes.put(index, LocationMessage.read(items.get(index)).toFix(receivedAt));
            } catch (InvalidValue refused) {
                invalid.add(index);
            }
        }
        return new LocationsMessage(fixes, invalid);
    }
}
