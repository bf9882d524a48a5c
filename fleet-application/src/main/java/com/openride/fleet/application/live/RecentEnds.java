package com.openride.fleet.application.live;

import com.openride.fleet.domain.trip.TripId;
import java.util.LinkedHashMap;
import java.util.Map;

/** A driver's latest trips that are over, so that word of an earlier step which comes late does not begin them again. */
final class RecentEnds {

    private static final int MOST = 64;

    private final Map<TripId, Boolean> ended = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<TripId, Boolean> eldest) {
            return size() > MOST;
        }
    };

    boolean contains(TripId trip) {
        return ended.containsKey(trip);
    }

    void add(TripId trip) {
        ended.put(trip, true);
    }
}
