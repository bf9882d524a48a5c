package com.openride.fleet.adapter.socketio;

import com.openride.fleet.application.port.in.FollowDriver.Following;
import com.openride.fleet.domain.driver.DriverId;
import com.openride.fleet.domain.trip.BookingId;
import com.openride.fleet.domain.trip.TripId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a client follows.
 *
 * @param following closes it
 * @param booking under which booking it was asked for, if so
 */
record Follow(Following following, @Nullable BookingId booking) {

    TripId trip() {
        return following.trip().trip();
    }

    DriverId driver() {
        return following.trip().driver();
    }

    /** What one client follows: each trip once. Changed only in the client's lane, or when a trip ends. */
    static final class Book {

        private final Map<TripId, Follow> follows = new ConcurrentHashMap<>();

        int size() {
            return follows.size();
        }

        void add(Follow follow) {
            follows.put(follow.trip(), follow);
        }

        /** Forgets a trip whose following has ended by itself. */
        void drop(TripId trip) {
            follows.remove(trip);
        }

        /** Stops following the trip, if it is followed. */
        void close(TripId trip) {
            Follow follow = follows.remove(trip);
            if (follow != null) {
                follow.following().close();
            }
        }

        /** Stops following whatever matches; returns which trips that were. */
        Collection<TripId> close(Predicate<Follow> matching) {
            List<TripId> trips =
                    follows.values().stream().filter(matching).map(Follow::trip).toList();
            trips.forEach(this::close);
            return trips;
        }
    }
}
