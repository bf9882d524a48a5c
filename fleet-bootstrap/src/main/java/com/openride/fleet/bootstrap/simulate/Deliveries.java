package com.openride.fleet.bootstrap.simulate;

import com.openride.fleet.bootstrap.simulate.Tally.Count;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Which of one driver's live fixes which rider still has to see. Safe for use by many threads. */
final class Deliveries {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final long END_GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Tally tally;
    private final NavigableMap<Long, Flight> flights = new TreeMap<>();
    private final Map<UUID, Long> newest = new HashMap<>();

    Deliveries(Tally tally) {
        this.tally = tally;
    }

    private static final class Flight {

        private final Set<UUID> waiting;
        private final long sentNanos;
        private boolean acked;
        private long ackedNanos;

        private Flight(Set<UUID> riders, long sentNanos) {
            this.waiting = new HashSet<>(riders);
            this.sentNanos = sentNanos;
        }

        private boolean isDone() {
            return acked && waiting.isEmpty();
        }

        private boolean isAckedBefore(long nanos) {
            return acked && ackedNanos - nanos < 0;
        }

        private boolean isOverdue(long nanos) {
            return acked && nanos - ackedNanos > PATIENCE_NANOS;
        }
    }

    /**
     * Notes a fix that these riders must see, unless it is refused.
     *
     * @param timestamp the fix's, in milliseconds since 1970
     */
    synchronized void sent(long timestamp, Set<UUID> riders, long nanos) {
        flights.put(timestamp, new Flight(riders, nanos));
    }

    synchronized void acked(long timestamp, long nanos) {
        Flight flight = flights.get(timestamp);
        if (flight != null) {
            flight.acked = true;
            flight.ackedNanos = nanos;
            forgetDone();
        }
    }

    /** Notes that nobody needs to see the fix: it was refused, or nobody knows what became of it. */
    synchronized void excused(long timestamp) {
        flights.remove(timestamp);
    }

    /** Notes what a rider saw; older fixes that it had to see are thereby superseded. */
    synchronized void received(UUID rider, long timestamp, long nanos) {
        long before = newest.getOrDefault(rider, Long.MIN_VALUE);
        if (timestamp < before) {
            tally.add(Count.POSITIONS_BACKWARDS);
            return;
        }
        newest.put(rider, timestamp);
        Flight seen = flights.get(timestamp);
        if (seen != null && seen.waiting.remove(rider)) {
            tally.delivered(nanos - seen.sentNanos);
        }
        flights.headMap(timestamp, false).values().forEach(older -> {
            if (older.waiting.remove(rider)) {
                tally.add(Count.SUPERSEDED);
            }
        });
        forgetDone();
    }

    /**
     * Notes that a rider's subscription has ended with the trip, so that it waits for nothing more; what was acked a
     * while before should have come.
     */
    synchronized void ended(UUID rider, long nanos) {
        flights.values().forEach(flight -> {
            if (flight.waiting.remove(rider) && flight.isAckedBefore(nanos - END_GRACE_NANOS)) {
                tally.add(Count.POSITIONS_LOST);
            }
        });
        newest.remove(rider);
        forgetDone();
    }

    /** Counts as lost what should have been seen by now. */
    synchronized void settle(long nanos) {
        flights.values().forEach(flight -> {
            if (flight.isOverdue(nanos)) {
                lose(flight);
            }
        });
        forgetDone();
    }

    /** Counts as lost whatever was acked and not seen: the run is over. */
    synchronized void conclude() {
        flights.values().stream().filter(flight -> flight.acked).forEach(this::lose);
        flights.clear();
    }

    synchronized boolean isSettled() {
        return flights.isEmpty();
    }

    private void lose(Flight flight) {
        tally.add(Count.POSITIONS_LOST, flight.waiting.size());
        flight.waiting.clear();
    }

    private void forgetDone() {
        flights.values().removeIf(Flight::isDone);
    }
}
